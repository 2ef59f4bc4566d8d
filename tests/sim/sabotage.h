// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/frame_splitter.h"
#include "localcluster/engine/quorum/quorum_packet.h"
#include "tests/sim/network.h"
#include "tests/sim/sim_disk.h"

#include <string_view>

namespace zs::sim {

/// Deliberate bugs, to prove that the simulator notices them. Each alters what goes into a member
/// or comes out of it, so that the product needs no code for it.
enum class Bug {
    none,
    halfIsAQuorum,         ///< Of an even number of voters.
    observerCounted,       ///< An observer counts as one of the voters that agree.
    linksReorder,          ///< The network is no TCP.
    skipsSync,             ///< "Logged" is said before the sync, which never comes.
    acksBeforeLog,         ///< "Logged" is said when the record is given to the disk.
    acksNewLeaderEarly,    ///< currentEpoch counts as written when it is given to the disk.
    forgetsAcceptedEpoch,  ///< It is never written.
    forgetsTruncation,     ///< The log still has what was cut from the tree.
    losesLastRecord,       ///< Of the log, at each start.
    forgetsSessions,       ///< Snapshots are without them.
    appliesBeforeCommit,   ///< A follower takes each proposal for committed.
    commitsAlone,          ///< A leader takes its followers' acks for granted.
    losesCommit,           ///< Now and then a proposal and its commit do not reach a follower.
    forgetsLastZxidSeen,   ///< A client that saw more is served by a server that lags.
    forgetsWatches,        ///< What a client still watches after it moved is dropped.
    forgetsTouches,        ///< The leader does not hear which sessions learners saw alive.
    learnerExpires,        ///< A learner closes sessions that it believes to be dead.
    doublesReply,          ///< A reply is sent twice.
    losesReply,            ///< A reply is not sent.
};
[[nodiscard]] std::string_view nameOf(Bug bug);

/// What a bug does at one server.
class Sabotage {
public:
    Sabotage(Bug bug, Random& random) : m_bug(bug), m_random(random) {}

    [[nodiscard]] Bug bug() const { return m_bug; }
    /// What a disk of a server with this bug does wrong.
    [[nodiscard]] DiskBugs diskBugs() const;

    // Each gives what the member hears, or sends, instead of `bytes`.
    [[nodiscard]] Bytes fromLeader(End end, ByteView bytes);
    [[nodiscard]] Bytes fromLearner(End end, ByteView bytes);
    [[nodiscard]] Bytes fromClient(End end, ByteView bytes);
    [[nodiscard]] Bytes toClient(End end, ByteView bytes);

private:
    struct Link {
        engine::PacketSplitter packets{std::size_t(64) << 20};
        bool raw = false; ///< The stream behind SNAP is no packets: let everything pass.
        std::set<Zxid> lost;
    };
    struct Conversation {
        FrameSplitter frames{std::size_t(1) << 24};
        bool greeted = false;
    };
    void alterFrame(ByteView frame, bool isFirst, Bytes& out);

    Bug m_bug;
    Random& m_random;
    std::map<End, Link> m_links;
    std::map<End, Conversation> m_fromClients, m_toClients;
};

} // namespace zs::sim
