// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/text_scan.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace zs::flw {

namespace {

    template <class T, class... Base>
    std::optional<T> parsed(std::string_view text, Base... base)
    {
        T value{};
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, value, base...);
        if (problem != std::errc() || stop != end)
            return std::nullopt;
        return value;
    }

} // namespace

std::optional<std::string_view> Lines::next()
{
    if (m_rest.empty())
        return std::nullopt;
    const std::size_t end = m_rest.find('\n');
    std::string_view line = m_rest.substr(0, end);
    m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::pair<std::string_view, std::string_view>> splitAt(
    std::string_view text, std::string_view separator)
{
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos)
        return std::nullopt;
    return std::pair(text.substr(0, at), text.substr(at + separator.size()));
}

std::optional<std::string_view> after(std::string_view text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return std::nullopt;
    return text.substr(prefix.size());
}

std::optional<std::int64_t> integerIn(std::string_view text)
{
    return parsed<std::int64_t>(trimmed(text), 10);
}

std::optional<std::uint64_t> unsignedIn(std::string_view text)
{
    return parsed<std::uint64_t>(trimmed(text), 10);
}

std::optional<double> numberIn(std::string_view text)
{
    // Longer is no number that a server prints; a copy is needed for the comma.
    std::string number(trimmed(text));
    if (number.size() > 400)
        return std::nullopt;
    std::replace(number.begin(), number.end(), ',', '.');
    return parsed<double>(number);
}

std::optional<std::int64_t> hexIn(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with("0x"))
        text.remove_prefix(2);
    const std::optional<std::uint64_t> value = parsed<std::uint64_t>(text, 16);
    if (!value)
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

} // namespace zs::flw
