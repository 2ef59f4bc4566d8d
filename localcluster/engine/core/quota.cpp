// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/quota.h"

#include <algorithm>
#include <charconv>

namespace zs::engine {

QuotaText QuotaText::parse(std::string_view text)
{
    QuotaText result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;"), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view key = pair.substr(0, equals);
        // A further '=' ends the number: old readers are kept from new keys by one.
        const std::string_view rest = pair.substr(equals + 1);
        const std::string_view number = rest.substr(0, rest.find('='));
        std::int64_t value = -1;
        const auto [stop, error]
            = std::from_chars(number.data(), number.data() + number.size(), value);
        if (error != std::errc() || stop != number.data() + number.size())
            value = -1;
        if (key == "count")
            result.count = value;
        else if (key == "bytes")
            result.bytes = value;
        else if (key == "countHardLimit")
            result.countHardLimit = value;
        else if (key == "byteHardLimit")
            result.byteHardLimit = value;
    }
    return result;
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
