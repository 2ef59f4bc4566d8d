// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"
#include "localcluster/engine/quorum/peer_state.h"

#include <optional>
#include <string>

namespace zs::engine {

/// The one message of the election protocol: whom the sender votes for, in which round.
/// Source: FastLeaderElection.Messenger of Apache ZooKeeper 3.8.
struct Notification {
    static constexpr std::int32_t currentVersion = 2;
    /// Longer frames than this end a connection (QuorumCnxManager.PACKETMAXSIZE).
    static constexpr std::size_t maxBytes = 524288;
    enum class Form {
        bytes28,   ///< Before 3.4: no peerEpoch; it is taken from the zxid.
        bytes40,   ///< 3.4: with peerEpoch and a version that nobody reads (`version` is 0).
        versioned, ///< Since 3.5.
    };

    PeerState state = PeerState::looking;
    ServerId leader;
    Zxid zxid;                      ///< Last zxid of the vote.
    std::int64_t electionEpoch = 0; ///< The round.
    std::int64_t peerEpoch = 0;     ///< currentEpoch of the vote; the served one out of election.
    std::int32_t version = currentVersion;
    std::string config;             ///< Committed configuration as text; version 2 and later.
    Form form = Form::versioned;
    /// The version that a 40-byte notification carries unread.
    std::int32_t unreadVersion = 1;
    bool operator==(const Notification&) const = default;

    /// The message without its frame.
    [[nodiscard]] Bytes encode() const;
    /// Appends int length and message.
    void appendFrame(Bytes& out) const;
    /// Reads one whole message. An unknown state is kept, see isKnown().
    /// Fails: protocol. Apache skips such a message and keeps the connection.
    [[nodiscard]] static Result<Notification> decode(ByteView message);
};

} // namespace zs::engine
