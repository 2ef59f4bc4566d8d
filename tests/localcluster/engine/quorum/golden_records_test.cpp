// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/quorum/config_text.h"
#include "localcluster/engine/quorum/election_greeting.h"
#include "localcluster/engine/quorum/learner_records.h"
#include "localcluster/engine/quorum/notification.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <gmock/gmock.h>

#include <map>

namespace zs::engine {
namespace {

using test::GoldenMessage;

/// The data of a packet, decoded as its kind says and encoded again.
Result<Bytes> throughRecord(const QuorumPacket& packet, bool fromLeader)
{
    const Bytes& data = *packet.data;
    const auto again = [](const auto& record) -> Result<Bytes> {
        if (!record)
            return tl::unexpected(record.error());
        if constexpr (requires { record->encode(); })
            return record->encode();
        else
            return jute::encode(*record);
    };
    switch (packet.type) {
    case PacketType::followerInfo:
    case PacketType::observerInfo:
        return again(LearnerInfo::decode(data));
    case PacketType::leaderInfo:
        return again(jute::decode<LeaderInfo>(data));
    case PacketType::ackEpoch:
        return again(jute::decode<EpochAck>(data));
    case PacketType::request:
        return again(ForwardedRequest::decode(data));
    case PacketType::ping: {
        const Result<std::vector<SessionTouch>> touches = decodeTouches(data);
        if (!touches)
            return tl::unexpected(touches.error());
        return encodeTouches(*touches);
    }
    case PacketType::revalidate:
        return fromLeader ? again(jute::decode<RevalidateAnswer>(data))
                          : again(jute::decode<SessionTouch>(data));
    case PacketType::commitAndActivate:
    case PacketType::informAndActivate:
        return again(Activation::decode(data));
    default:
        return data;
    }
}

void expectSameGreeting(const GoldenMessage& message)
{
    const auto greeting = readGreeting(message.bytes);
    ASSERT_TRUE(greeting && *greeting);
    EXPECT_EQ((*greeting)->sizeBytes, message.bytes.size());
    EXPECT_EQ((*greeting)->greeting.sid, message.from);
    EXPECT_EQ(hex((*greeting)->greeting.encode()), hex(message.bytes));
}

void expectSameNotification(const GoldenMessage& message)
{
    const auto notification = Notification::decode(ByteView(message.bytes).subspan(4));
    ASSERT_TRUE(notification) << notification.error().detail;
    EXPECT_EQ(notification->form, Notification::Form::versioned);
    EXPECT_TRUE(configVersionOf(notification->config));
    Bytes again;
    notification->appendFrame(again);
    EXPECT_EQ(hex(again), hex(message.bytes));
    const std::string state = "state=" + std::string(nameOf(notification->state)) + " leader="
        + std::to_string(notification->leader.value) + " zxid=" + toText(notification->zxid);
    EXPECT_THAT(message.decoded, testing::HasSubstr(state));
}

TEST(GoldenQuorumTraffic, EveryElectionMessageKeepsItsBytes)
{
    int messages = 0;
    for (const test::GoldenStream& stream : test::goldenStreams()) {
        SCOPED_TRACE(stream.name);
        for (const GoldenMessage& message : stream.messages) {
            if (message.port != "election" || message.bytes.empty())
                continue;
            ++messages;
            if (message.kind == "HELLO")
                expectSameGreeting(message);
            else
                expectSameNotification(message);
        }
    }
    EXPECT_EQ(messages, 81);
}

/// Per connection and direction: bytes in, packets and raw stretches out, the same bytes again.
TEST(GoldenQuorumTraffic, EveryPacketKeepsItsBytesAlsoWhenTheyComeOneByOne)
{
    int packets = 0;
    for (const test::GoldenStream& stream : test::goldenStreams()) {
        std::map<std::pair<int, ServerId>, PacketSplitter> splitters;
        for (const GoldenMessage& message : stream.messages) {
            if (message.port != "quorum" || message.bytes.empty())
                continue;
            SCOPED_TRACE(stream.name + ": " + message.decoded);
            auto& splitter = splitters
                                 .try_emplace({message.connection, message.from},
                                     PacketSplitter(std::size_t(2) << 20))
                                 .first->second;
            if (message.kind == "RAW") {
                splitter.feed(message.bytes);
                EXPECT_EQ(hex(splitter.takeRaw(message.bytes.size())), hex(message.bytes));
                continue;
            }
            for (std::size_t i = 0; i + 1 < message.bytes.size(); ++i) {
                splitter.feed(ByteView(message.bytes).subspan(i, 1));
                const auto early = splitter.next();
                ASSERT_TRUE(early) << early.error().detail;
                ASSERT_FALSE(*early) << "complete after " << i + 1 << " bytes";
            }
            splitter.feed(ByteView(message.bytes).last(1));
            const auto packet = splitter.next();
            ASSERT_TRUE(packet && *packet);
            EXPECT_EQ(splitter.bufferedBytes(), 0u);
            EXPECT_EQ(nameOf((*packet)->type), message.kind);
            EXPECT_EQ(hex((*packet)->encode()), hex(message.bytes));
            EXPECT_EQ((*packet)->sizeBytes(), message.bytes.size());
            if ((*packet)->data) {
                const bool fromLeader = message.decoded.find("valid=") != std::string::npos;
                const auto data = throughRecord(**packet, fromLeader);
                ASSERT_TRUE(data) << data.error().detail;
                EXPECT_EQ(hex(*data), hex(*(*packet)->data));
            }
            ++packets;
        }
    }
    EXPECT_GT(packets, 250);
}

TEST(GoldenQuorumTraffic, SnapshotStreamEndsWithItsSignature)
{
    const test::GoldenStream stream = test::goldenStream("handshake-snap");
    Bytes signature;
    for (const GoldenMessage& message : stream.messages) {
        if (message.kind == "RAW")
            signature = message.bytes;
    }
    EXPECT_EQ(jute::decode<std::string>(signature), "BenWasHere");
}

} // namespace
} // namespace zs::engine
