// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "clientlib/jute/codec.h"
#include "clientlib/protocol/opcode.h"

#include <optional>
#include <vector>

/// What the `data` of quorum packets holds, kind by kind. All decoders fail with `protocol`.
namespace zs::engine {

/// Our learners and leaders tell each other by this protocol version; Apache's servers only test
/// whether it is below 0x10000 and send 0x10000 themselves.
inline constexpr std::int32_t apacheLearnerProtocol = 0x10000;
inline constexpr std::int32_t zooscopeLearnerProtocol = 0x10001;

/// FOLLOWERINFO, OBSERVERINFO. Three lengths are in use: 8 bytes (the id alone), 12 (ZooKeeper
/// 3.4, no configVersion) and 20.
struct LearnerInfo {
    ServerId serverId;
    std::optional<std::int32_t> protocolVersion = apacheLearnerProtocol;
    std::optional<std::int64_t> configVersion = 0;
    bool operator==(const LearnerInfo&) const = default;

    [[nodiscard]] Bytes encode() const;
    [[nodiscard]] static Result<LearnerInfo> decode(ByteView data);
};

/// LEADERINFO: the leader's protocol version. Bytes behind it are ignored.
struct LeaderInfo {
    std::int32_t protocolVersion = apacheLearnerProtocol;
    static constexpr auto fields(auto& r) { return std::tie(r.protocolVersion); }
    bool operator==(const LeaderInfo&) const = default;
};

/// ACKEPOCH: the learner's currentEpoch, or -1 when it had accepted the new epoch already.
struct EpochAck {
    static constexpr std::int32_t acceptedBefore = -1;
    std::int32_t currentEpoch = acceptedBefore;
    static constexpr auto fields(auto& r) { return std::tie(r.currentEpoch); }
    bool operator==(const EpochAck&) const = default;
};

/// REQUEST: a client's request on its way to the leader. `body` is the rest of the data.
struct ForwardedRequest {
    SessionId session;
    std::int32_t cxid = 0;
    OpCode op = OpCode::error;
    Bytes body; ///< As the client sent it, without its header; createSession: int timeout.
    bool operator==(const ForwardedRequest&) const = default;

    [[nodiscard]] Bytes encode() const;
    [[nodiscard]] static Result<ForwardedRequest> decode(ByteView data);
};

/// A session and its time-out in milliseconds: REVALIDATE to the leader, and an element of PING's
/// answer.
struct SessionTouch {
    SessionId session;
    std::int32_t timeoutMs = 0;
    static constexpr auto fields(auto& r) { return std::tie(r.session, r.timeoutMs); }
    bool operator==(const SessionTouch&) const = default;
};

/// PING from a learner: the sessions that showed life since the last one. No count is sent.
[[nodiscard]] Bytes encodeTouches(const std::vector<SessionTouch>& touches);
[[nodiscard]] Result<std::vector<SessionTouch>> decodeTouches(ByteView data);

/// REVALIDATE from the leader.
struct RevalidateAnswer {
    SessionId session;
    bool valid = false;
    static constexpr auto fields(auto& r) { return std::tie(r.session, r.valid); }
    bool operator==(const RevalidateAnswer&) const = default;
};

/// COMMITANDACTIVATE (without transaction) and INFORMANDACTIVATE (with one).
struct Activation {
    ServerId designatedLeader;
    Bytes txn; ///< Header, body and digest, as in a log record.
    bool operator==(const Activation&) const = default;

    [[nodiscard]] Bytes encode() const;
    [[nodiscard]] static Result<Activation> decode(ByteView data);
};

} // namespace zs::engine
