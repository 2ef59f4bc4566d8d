// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/link_trace.h"
#include "localcluster/engine/zab/zab_effects.h"

namespace zs::engine {

/// What a leader knows of one learner's connection.
struct LearnerPeer {
    enum class Phase : std::uint8_t {
        greeting,         ///< FOLLOWERINFO or OBSERVERINFO is expected.
        waitsForEpoch,    ///< The new epoch is not decided, or not on disk.
        epochAck,         ///< ACKEPOCH is expected.
        waitsForQuorum,   ///< For a quorum of epoch acks.
        readsLog,         ///< The disk reads what it has missed.
        snapshotDue,      ///< It gets SNAP at the end of the turn: see Leader::collect.
        newLeaderAck,     ///< ACK of NEWLEADER is expected; it gets all that is proposed.
        waitsForService,  ///< For a quorum of these.
        live,
        gone,             ///< Dropped; forgotten at the end of the call.
    };

    LearnerPeer(QuorumLink number, std::string address, std::size_t maxPacketBytes)
        : link(number), from(std::move(address)), input(maxPacketBytes)
    {
    }

    /// It gets PROPOSAL and COMMIT, or INFORM, as they come.
    [[nodiscard]] bool isForwarding() const
    {
        return phase >= Phase::newLeaderAck && phase <= Phase::live;
    }
    /// Its ACKs count.
    [[nodiscard]] bool hasAckedNewLeader() const
    {
        return phase == Phase::waitsForService || phase == Phase::live;
    }

    QuorumLink link;
    std::string from; ///< Its address, for the log.
    Phase phase = Phase::greeting;
    ServerId id; ///< From the greeting on.
    bool observer = false;
    std::int32_t protocol = 0;
    Zxid lastZxid; ///< As it said in ACKEPOCH.
    /// How it is being brought up to date, until it acknowledges NEWLEADER.
    std::optional<trace::SyncMode> syncing;
    std::int64_t treeBytes = 0; ///< Of the stream behind SNAP.
    Instant nextProgress;       ///< For the trace.
    PacketSplitter input;
    Bytes output;               ///< Not yet given to io.
    std::size_t backlogBytes = 0; ///< Given to io and not sent.
    LinkTrace trace;

    Instant since;    ///< When the phase began, or something moved on the connection in it.
    Instant syncedBy; ///< Until then it counts as in sync.
    Zxid acked;       ///< Its log holds all up to here.
    /// The oldest proposal that it owes an ACK for, and the newest sent when that one was.
    Zxid owed, owedNext;
    Instant owedSince, owedNextSince;
};

} // namespace zs::engine
