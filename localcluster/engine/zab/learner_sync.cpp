// SPDX-License-Identifier: Apache-2.0
// Learner, second part: from DIFF, TRUNC or SNAP to UPTODATE.
#include "localcluster/engine/zab/learner.h"

#include <algorithm>

namespace zs::engine {

namespace {

/// A node of the stream may be larger than what a client can ask for here: jute.maxbuffer may
/// have been larger once.
constexpr std::size_t maxRecordBytes = std::size_t(64) << 20;

} // namespace

void Learner::takeSyncMode(const QuorumPacket& packet)
{
    switch (packet.type) {
    case PacketType::diff:
        if (m_wholeTree)
            m_incoming.emplace(
                m_replica.tree().options(), m_replica.peerSettings().commitLogCount);
        m_phase = Phase::history;
        return;
    case PacketType::trunc:
        if (packet.zxid >= m_last)
            return giveUp("TRUNC to " + toText(packet.zxid)
                + " cuts nothing: the last zxid here is " + toText(m_last));
        m_phase = Phase::truncating;
        m_truncateTo = packet.zxid;
        return m_replica.truncateLog(packet.zxid);
    case PacketType::snap: return beginTree(packet);
    default:
        return giveUp("the leader sent " + std::string(nameOf(packet.type))
            + " where DIFF, TRUNC or SNAP was expected");
    }
}

void Learner::beginTree(const QuorumPacket& packet)
{
    if (packet.zxid.value < 0 || std::int64_t(packet.zxid.epoch()) > m_newEpoch)
        return giveUp("SNAP of " + toText(packet.zxid) + " from a leader of epoch "
            + std::to_string(m_newEpoch));
    m_phase = Phase::tree;
    m_incoming.emplace(m_replica.tree().options(), m_replica.peerSettings().commitLogCount,
        maxRecordBytes, packet.zxid);
    m_last = packet.zxid;
}

void Learner::truncated(Now now)
{
    if (m_over || m_phase != Phase::truncating)
        return;
    const Zxid reached = m_replica.tree().lastProcessed();
    if (reached != *m_truncateTo)
        // The next attempt says what is here now, and gets the rest or a snapshot.
        return giveUp("the leader asked to cut the log back to " + toText(*m_truncateTo)
            + ", which is not in it; it ends at " + toText(reached) + " now");
    m_last = reached;
    m_lastHeard = now.instant;
    m_phase = Phase::history;
    processInput(now);
}

void Learner::feedTree(Now now)
{
    const Bytes bytes = m_link.takeRaw();
    const Result<std::size_t> taken = m_incoming->feed(bytes);
    if (!taken)
        return giveUp(taken.error().detail);
    m_link.feed(ByteView(bytes).subspan(*taken));
    if (m_incoming->sizeBytes() > m_replica.peerSettings().maxTreeBytes)
        return giveUp("the leader's tree is larger than this server may hold ("
            + std::to_string(m_replica.peerSettings().maxTreeBytes) + " bytes)");
    if (m_replica.listener() && (m_incoming->complete() || now.instant >= m_nextProgress)) {
        m_nextProgress = now.instant + syncProgressInterval;
        const auto sizeBytes = static_cast<std::int64_t>(m_incoming->sizeBytes());
        // The protocol does not say before its end how long the stream is.
        m_replica.tell(trace::SyncProgressEvent{
            m_leader, sizeBytes, m_incoming->complete() ? sizeBytes : 0});
    }
    if (m_incoming->complete())
        m_phase = Phase::history;
}

void Learner::writeCurrentEpoch(std::int64_t epoch)
{
    if (epoch <= m_currentEpoch)
        return;
    m_currentEpoch = epoch;
    m_replica.writeEpoch(EpochFile::current, epoch);
}

void Learner::takeNewLeader(const QuorumPacket& packet, Now now)
{
    if (m_phase != Phase::history)
        return giveUp("NEWLEADER came twice");
    if (packet.zxid != Zxid(static_cast<std::uint32_t>(m_newEpoch), 0))
        return giveUp("NEWLEADER of " + toText(packet.zxid) + " from a leader of epoch "
            + std::to_string(m_newEpoch));
    m_historyEnd = m_last;
    // As Apache: no text at all, or a byte, is no configuration.
    if (ConfigKeeper* keeper = m_replica.configKeeper(); keeper && packet.data
        && packet.data->size() > 1) {
        m_newConfig = std::string(textOf(*packet.data));
        keeper->configProposed(*m_newConfig, now);
    }
    if (m_incoming)
        return saveIncomingTree(now);
    writeCurrentEpoch(m_newEpoch);
    m_phase = Phase::newLeader;
    ackNewLeaderWhenDurable(now);
}

void Learner::saveIncomingTree(Now now)
{
    std::deque<ProposalRef> uncommitted = m_incoming->pending();
    RecoveredState state = m_incoming->take();
    const Zxid zxid = state.tree->lastProcessed();
    m_incoming.reset();
    m_replica.load(std::move(state), now);
    m_phase = Phase::savingTree;
    m_replica.saveTree(zxid);
    writeCurrentEpoch(m_newEpoch); // Behind the tree, in the disk's queue.
    for (ProposalRef& proposal : uncommitted)
        append(std::move(proposal));
}

void Learner::treeSaved(Zxid, Now now)
{
    if (m_over || m_phase != Phase::savingTree)
        return;
    m_lastHeard = now.instant;
    m_phase = Phase::newLeader;
    ackNewLeaderWhenDurable(now);
    processInput(now);
}

void Learner::logged(Zxid last, Now now)
{
    while (!m_unlogged.empty() && m_unlogged.front() <= last) {
        if (!m_observer)
            m_ackable.push_back(m_unlogged.front());
        m_unlogged.pop_front();
    }
    if (m_over)
        return;
    if (m_phase >= Phase::upToDate)
        return acknowledgeLogged();
    ackNewLeaderWhenDurable(now);
}

void Learner::ackNewLeaderWhenDurable(Now now)
{
    if (m_phase != Phase::newLeader || m_replica.currentEpoch() != m_newEpoch)
        return;
    if (!m_unlogged.empty() && m_unlogged.front() <= m_historyEnd)
        return;
    m_phase = Phase::upToDate;
    m_lastHeard = now.instant;
    ack(Zxid(static_cast<std::uint32_t>(m_newEpoch), 0));
    // Those that the leader committed meanwhile need no vote any more.
    const Zxid committed = m_replica.tree().lastProcessed();
    while (!m_ackable.empty() && m_ackable.front() <= committed)
        m_ackable.pop_front();
    acknowledgeLogged();
}

void Learner::takeUpToDate(Now now)
{
    if (m_phase != Phase::upToDate)
        return giveUp("UPTODATE came before NEWLEADER was acknowledged, or twice");
    ConfigKeeper* keeper = m_replica.configKeeper();
    if (keeper && m_newConfig
        && keeper->configCommitted(*m_newConfig, std::nullopt, Zxid(), now))
        return giveUp("the configuration that this leader brought changes who leads or votes");
    ack(Zxid(static_cast<std::uint32_t>(m_newEpoch), 0));
    m_phase = Phase::serving;
    m_replica.serve(m_upstream, false);
    m_servedEpoch = m_newEpoch;
    if (m_replica.listener()) {
        m_replica.listener()->digest(m_replica.tree().lastProcessed(), m_replica.tree().digest());
        m_replica.tell(trace::PhaseEvent{trace::Phase::broadcast, m_newEpoch});
    }
}

} // namespace zs::engine
