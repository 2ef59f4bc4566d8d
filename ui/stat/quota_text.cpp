// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_text.h"

#include <charconv>

namespace zs::ui {

namespace {

constexpr std::string_view separators = ",;";

/// Takes "key=number" in; further "=" at its end mean nothing. False when it is no such pair.
bool take(QuotaNumbers& numbers, std::string_view pair)
{
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos)
        return false;
    const std::string_view key = pair.substr(0, equals);
    std::string_view value = pair.substr(equals + 1);
    while (!value.empty() && value.back() == '=')
        value.remove_suffix(1);
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (!value.empty() && (error != std::errc() || end != value.data() + value.size()))
        return false;
    if (key == "count")
        numbers.count = number;
    else if (key == "bytes")
        numbers.bytes = number;
    else if (key == "countHardLimit")
        numbers.countHardLimit = number;
    else if (key == "byteHardLimit")
        numbers.byteHardLimit = number;
    return true; // What a later server may add is passed over.
}

} // namespace

std::optional<QuotaNumbers> parseQuota(std::string_view text)
{
    QuotaNumbers numbers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        if (end > 0 && !take(numbers, text.substr(0, end)))
            return std::nullopt;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

std::string quotaText(const QuotaNumbers& numbers)
{
    std::string text
        = "count=" + std::to_string(numbers.count) + ",bytes=" + std::to_string(numbers.bytes);
    if (numbers.byteHardLimit < 0 && numbers.countHardLimit < 0)
        return text;
    text += '=';
    if (numbers.byteHardLimit >= 0)
        text += ";byteHardLimit=" + std::to_string(numbers.byteHardLimit);
    if (numbers.countHardLimit >= 0)
        text += ";countHardLimit=" + std::to_string(numbers.countHardLimit);
    return text;
}

Path quotaFolder(const Path& path)
{
    return Path("/zookeeper/quota" + (path.isRoot() ? std::string() : path.text()));
}

Path quotaLimitsPath(const Path& path)
{
    return quotaFolder(path).child("zookeeper_limits");
}

Path quotaStatsPath(const Path& path)
{
    return quotaFolder(path).child("zookeeper_stats");
}

bool mayHaveQuota(const Path& path)
{
    return !path.isRoot() && !path.isWithin(quotaFolder(Path()));
}

} // namespace zs::ui
