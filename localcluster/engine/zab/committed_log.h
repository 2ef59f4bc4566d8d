// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"

#include <deque>
#include <memory>
#include <vector>

namespace zs::engine {

/// The entry of a transaction (header, body, digest; see appendTxn), shared by log and learners.
using SharedEntry = std::shared_ptr<const Bytes>;

/// The last transactions that were committed, in memory, so that a learner that was away for a
/// moment need not get a snapshot. Source: ZKDatabase.committedLog of Apache ZooKeeper 3.8.
/// Memory: the entries of at most `limit` transactions.
class CommittedLog {
public:
    /// `limit`: zookeeper.commitLogCount; 0: nothing is kept.
    explicit CommittedLog(std::size_t limit) : m_limit(limit) {}

    /// `zxid` must be above all others.
    void add(Zxid zxid, SharedEntry entry);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_zxids.size(); }
    [[nodiscard]] bool empty() const { return m_zxids.empty(); }
    /// Ascending.
    [[nodiscard]] const std::deque<Zxid>& zxids() const { return m_zxids; }
    [[nodiscard]] const SharedEntry& entry(std::size_t index) const { return m_entries[index]; }

private:
    std::size_t m_limit;
    std::deque<Zxid> m_zxids;
    std::deque<SharedEntry> m_entries;
};

} // namespace zs::engine
