// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/quota.h"

#include <algorithm>
#include <charconv>

namespace zs::engine {

namespace {

    /// The number behind the first '='; a second '=' ends it, since one keeps old readers from new
    /// keys. Without digits but with that second one it is -1. nullopt: Java would throw.
    std::optional<std::int64_t> numberOf(std::string_view pair)
    {
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos)
            return std::nullopt;
        const std::string_view rest = pair.substr(equals + 1);
        std::string_view number = rest.substr(0, rest.find('='));
        if (number.empty() && rest.find_first_not_of('=') != std::string_view::npos)
            return -1;
        if (number.starts_with('+') && !number.starts_with("+-"))
            number.remove_prefix(1);
        std::int64_t value = -1;
        const char* end = number.data() + number.size();
        const auto [stop, error] = std::from_chars(number.data(), end, value);
        return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
    }

} // namespace

std::optional<QuotaText> QuotaText::read(std::string_view text)
{
    QuotaText result;
    bool isSound = true;
    // As Java splits: a run of separators is one, and only one at the end means nothing.
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;"), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(text.find_first_not_of(",;", end), text.size()));
        const std::string_view key = pair.substr(0, pair.find('='));
        const std::optional<std::int64_t> value = numberOf(pair);
        isSound = isSound && value;
        if (key == "count")
            result.count = value.value_or(-1);
        else if (key == "bytes")
            result.bytes = value.value_or(-1);
        else if (key == "countHardLimit")
            result.countHardLimit = value.value_or(-1);
        else if (key == "byteHardLimit")
            result.byteHardLimit = value.value_or(-1);
    }
    return isSound ? std::optional(result) : std::nullopt;
}

std::string QuotaText::text() const
{
    std::string result = "count=" + std::to_string(count) + ",bytes=" + std::to_string(bytes);
    if (byteHardLimit >= 0 || countHardLimit >= 0)
        result += '=';
    if (byteHardLimit >= 0)
        result += ";byteHardLimit=" + std::to_string(byteHardLimit);
    if (countHardLimit >= 0)
        result += ";countHardLimit=" + std::to_string(countHardLimit);
    return result;
}

namespace quota {

    std::string limitsPath(std::string_view path)
    {
        return std::string(top) + std::string(path) + '/' + std::string(limitsName);
    }
    std::string statsPath(std::string_view path)
    {
        return std::string(top) + std::string(path) + '/' + std::string(statsName);
    }

} // namespace quota

void QuotaTrie::remove(std::string_view path)
{
    if (const auto found = m_paths.find(path); found != m_paths.end())
        m_paths.erase(found);
}

std::string_view QuotaTrie::longestPrefix(std::string_view path) const
{
    if (m_paths.empty())
        return {};
    while (path.size() > 1) {
        if (const auto found = m_paths.find(path); found != m_paths.end())
            return *found;
        path = path.substr(0, path.rfind('/'));
    }
    return {};
}

} // namespace zs::engine
