// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/leader_rig.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

using ::testing::ElementsAre;

/// A session that is asked for through `learner`; its transaction is proposed, and logged here.
void openSession(test::LeaderRig& rig, QuorumLink learner, SessionId session)
{
    const ForwardedRequest request{
        session, 0, OpCode::createSession, jute::encode(std::int32_t(20'000))};
    rig.feed(learner, {PacketType::request, Zxid(-1), request.encode(), std::nullopt});
}

TEST(LeaderOutput, theLearnerWhoseClientWaitsIsToldOfTheCommitFirst)
{
    test::LeaderRig rig;
    rig.start();
    const QuorumLink first = rig.join(ServerId(1), Zxid(), 0);
    const QuorumLink third = rig.join(ServerId(3), Zxid(), 1);
    openSession(rig, third, SessionId(0x100));
    const QuorumPacket ack{PacketType::ack, Zxid(1, 1), std::nullopt, std::nullopt};
    rig.leader.received(first, ack.encode(), rig.now);
    rig.leader.collect();
    ZabEffects effects;
    rig.replica.takeEffects(effects);
    std::vector<QuorumLink> told;
    for (const QuorumEffect& effect : effects.quorum)
        told.push_back(std::get<SendQuorum>(effect).link);
    EXPECT_THAT(told, ElementsAre(third, first));
}

} // namespace
} // namespace zs::engine
