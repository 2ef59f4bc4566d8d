// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zs::ui {

/// What the nodes zookeeper_limits and zookeeper_stats say; -1: nothing. A count is one of nodes,
/// with the node itself.
/// Source: StatsTrack of Apache ZooKeeper 3.8.
struct QuotaNumbers {
    std::int64_t count = -1;
    std::int64_t bytes = -1;
    std::int64_t countHardLimit = -1;
    std::int64_t byteHardLimit = -1;
    bool operator==(const QuotaNumbers&) const = default;
};

/// nullopt: it has not the form that servers read.
[[nodiscard]] std::optional<QuotaNumbers> parseQuota(std::string_view text);
/// As servers since 3.4 read it: hard limits stand behind a "=;", which older ones pass over.
[[nodiscard]] std::string quotaText(const QuotaNumbers& numbers);

/// /zookeeper/quota and the path: where the nodes below lie.
[[nodiscard]] Path quotaFolder(const Path& path);
[[nodiscard]] Path quotaLimitsPath(const Path& path);
[[nodiscard]] Path quotaStatsPath(const Path& path);
/// False for the root and what lies in /zookeeper/quota, which zkCli refuses too.
[[nodiscard]] bool mayHaveQuota(const Path& path);

} // namespace zs::ui
