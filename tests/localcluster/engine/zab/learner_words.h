// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/localcluster/engine/zab/learner_harness.h"

#include <gmock/gmock.h>

/// The words of the learner's tests: a history of nodes, one for each zxid.
namespace zs::engine::test {

inline Zxid z(std::uint32_t epoch, std::uint32_t counter) { return {epoch, counter}; }
inline std::string node(Zxid zxid)
{
    return "/n" + std::to_string(zxid.epoch()) + "-" + std::to_string(zxid.counter());
}
inline Txn write(Zxid zxid) { return createTxn(zxid, node(zxid)); }

/// A log of epoch 1 up to `counter`, as a follower of that epoch has it.
inline DiskImage epochOne(std::uint32_t counter)
{
    DiskImage disk;
    for (std::uint32_t i = 1; i <= counter; ++i)
        disk.log.emplace_back(z(1, i), entryOf(write(z(1, i))));
    disk.acceptedEpoch = disk.currentEpoch = 1;
    return disk;
}

inline LearnerHarness::Setup with(DiskImage disk)
{
    LearnerHarness::Setup setup;
    setup.disk = std::move(disk);
    return setup;
}

/// Synchronized by an empty DIFF in `epoch`.
inline void serveIn(LearnerHarness& h, std::int64_t epoch)
{
    h.connect();
    h.discover(epoch);
    h.feed(PacketType::diff, h.replica.tree().lastProcessed());
    h.bringUpToDate(epoch);
    ASSERT_EQ(h.over(), "");
    ASSERT_EQ(h.learner->servedEpoch(), epoch);
}

inline void propose(LearnerHarness& h, Zxid zxid) { h.feed(proposalOf(write(zxid))); }
inline void commit(LearnerHarness& h, Zxid zxid) { h.feed(commitOf(zxid)); }
inline bool has(LearnerHarness& h, Zxid zxid)
{
    return h.replica.tree().find(node(zxid)) != nullptr;
}

} // namespace zs::engine::test
