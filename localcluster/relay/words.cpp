// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/words.h"

#include <algorithm>
#include <charconv>

namespace zs::relay {

std::vector<std::string_view> wordsOf(std::string_view line)
{
    constexpr std::string_view blanks = " \t\r";
    std::vector<std::string_view> words;
    for (;;) {
        const std::size_t first = line.find_first_not_of(blanks);
        if (first == std::string_view::npos)
            return words;
        line.remove_prefix(first);
        const std::size_t end = std::min(line.find_first_of(blanks), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

std::optional<std::int64_t> numberOf(
    std::string_view text, std::int64_t least, std::int64_t most)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    const auto number = numberOf(text, 1, 65'535);
    if (!number)
        return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

std::optional<ServerId> serverIdOf(std::string_view text)
{
    const auto number = numberOf(text, 0, 255);
    if (!number)
        return std::nullopt;
    return ServerId(*number);
}

} // namespace zs::relay
