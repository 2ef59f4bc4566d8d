// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace zs::engine {

/// Text of the nodes zookeeper_limits and zookeeper_stats, e.g. "count=5,bytes=-1".
/// Source: StatsTrack of Apache ZooKeeper 3.8.
struct QuotaText {
    std::int64_t count = -1;
    std::int64_t bytes = -1;
    std::int64_t countHardLimit = -1;
    std::int64_t byteHardLimit = -1;

    /// nullopt: Apache cannot read it either, and answers writes under it with MarshallingError.
    [[nodiscard]] static std::optional<QuotaText> read(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const QuotaText&) const = default;
};

namespace quota {
    inline constexpr std::string_view top = "/zookeeper/quota";
    inline constexpr std::string_view limitsName = "zookeeper_limits";
    inline constexpr std::string_view statsName = "zookeeper_stats";
    [[nodiscard]] std::string limitsPath(std::string_view path);
    [[nodiscard]] std::string statsPath(std::string_view path);
}

/// The paths that have a quota. Source: PathTrie of Apache ZooKeeper 3.8.
class QuotaTrie {
public:
    [[nodiscard]] bool empty() const { return m_paths.empty(); }
    void add(std::string_view path) { m_paths.emplace(path); }
    void remove(std::string_view path);
    void clear() { m_paths.clear(); }
    /// The longest path with a quota that is `path` or above it; empty when there is none.
    [[nodiscard]] std::string_view longestPrefix(std::string_view path) const;

private:
    std::set<std::string, std::less<>> m_paths;
};

} // namespace zs::engine
