// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/leader_rig.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using ::testing::HasSubstr;

QuorumPacket greeting(ServerId id, std::int64_t acceptedEpoch, PacketType type)
{
    return {type, Zxid(static_cast<std::uint32_t>(acceptedEpoch), 0), LearnerInfo{id}.encode(),
        std::nullopt};
}

QuorumPacket epochAck(std::int32_t currentEpoch, Zxid lastZxid)
{
    return {PacketType::ackEpoch, lastZxid, jute::encode(EpochAck{currentEpoch}), std::nullopt};
}

/// Source: LearnerSyncThrottler. Voters are never turned away, but count.
TEST(LeaderThrottle, turnsObserversAwayWhileTooManyAreBroughtUpToDate)
{
    PeerSettings peer = test::goldenSettings(ServerId(2));
    for (const int id : {4, 5, 6}) {
        peer.membership.members[ServerId(id)] = peer.membership.members[ServerId(4)];
    }
    peer.maxConcurrentDiffSyncs = 2;
    test::LeaderRig rig(peer);
    rig.start();
    static_cast<void>(rig.join(ServerId(1), Zxid(), 0));
    const auto begin = [&](ServerId id, PacketType type) {
        const QuorumLink link = rig.connect();
        rig.feed(link, greeting(id, 1, type));
        rig.feed(link, epochAck(-1, Zxid(1, 0)));
        return link;
    };
    const QuorumLink first = begin(ServerId(4), PacketType::observerInfo);
    const QuorumLink second = begin(ServerId(5), PacketType::observerInfo);
    const QuorumLink third = begin(ServerId(6), PacketType::observerInfo);
    EXPECT_FALSE(rig.isClosed(first) || rig.isClosed(second));
    ASSERT_TRUE(rig.isClosed(third));
    EXPECT_THAT(rig.whyClosed(third), HasSubstr("leader.maxConcurrentDiffSyncs"));
    EXPECT_FALSE(rig.isClosed(begin(ServerId(3), PacketType::followerInfo)));
    rig.ack(first, Zxid(1, 0)); // Of NEWLEADER: it is done, but a voter took its place.
    EXPECT_TRUE(rig.isClosed(begin(ServerId(6), PacketType::observerInfo)));
    rig.ack(second, Zxid(1, 0));
    EXPECT_FALSE(rig.isClosed(begin(ServerId(6), PacketType::observerInfo)));
}

} // namespace
} // namespace zs::engine
