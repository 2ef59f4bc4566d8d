// SPDX-License-Identifier: Apache-2.0
// Synchronization: each learner gets this leader's history, and a quorum must have taken it over.
#include "localcluster/engine/zab/leader.h"

#include <algorithm>

namespace zs::engine {

using Phase = LearnerPeer::Phase;

SyncPlan Leader::plan(const LearnerPeer& learner, const std::vector<Zxid>& disk) const
{
    const std::deque<Zxid>& zxids = m_replica.committedLog().zxids();
    const std::vector<Zxid> memory(zxids.begin(), zxids.end());
    SyncQuestion question{learner.lastZxid, m_replica.tree().lastProcessed(), memory, disk};
    question.forceSnapshot = m_settings.forceSnapshotSync;
    question.truncatesAcrossEpochs = learner.protocol == zooscopeLearnerProtocol;
    return planSync(question);
}

void Leader::beginSync(LearnerPeer& learner, Now now)
{
    const CommittedLog& log = m_replica.committedLog();
    const DataTree& tree = m_replica.tree();
    const Zxid min = log.empty() ? tree.lastProcessed() : log.zxids().front();
    const SyncPlan fromMemory = plan(learner, {});
    const bool diskMayHelp = fromMemory.mode == trace::SyncMode::snap && learner.lastZxid < min
        && m_settings.snapshotSizeFactor >= 0 && !m_settings.forceSnapshotSync;
    if (!diskMayHelp)
        return startPlan(learner, fromMemory, {}, now);
    // What a snapshot would have: path and data, and for each node lengths, ACL id and Stat.
    constexpr double nodeBytes = 76;
    const double snapshotBytes = static_cast<double>(tree.approximateDataSizeBytes())
        + nodeBytes * static_cast<double>(tree.nodeCount());
    const auto limitBytes = m_settings.snapshotSizeFactor > 0
        ? static_cast<std::int64_t>(m_settings.snapshotSizeFactor * snapshotBytes)
        : std::int64_t(-1);
    learner.phase = Phase::readsLog;
    m_replica.readLog({learner.link, learner.lastZxid, limitBytes});
}

void Leader::logRead(QuorumLink link,
    std::optional<std::vector<std::pair<Zxid, Bytes>>> entries, Now now)
{
    const auto found = m_learners.find(link);
    if (m_over || found == m_learners.end() || found->second.phase != Phase::readsLog)
        return;
    std::vector<Zxid> zxids;
    if (!entries)
        entries.emplace();
    // The log also holds what is not committed yet.
    while (!entries->empty() && entries->back().first > m_replica.tree().lastProcessed())
        entries->pop_back();
    for (const auto& [zxid, entry] : *entries)
        zxids.push_back(zxid);
    startPlan(found->second, plan(found->second, zxids), *entries, now);
    sweep();
}

/// Source: LearnerSyncThrottler.
bool Leader::mayBeginSync(const LearnerPeer& learner, bool snapshot) const
{
    const auto runs = [&](const auto& entry) {
        const LearnerPeer& other = entry.second;
        return other.phase != Phase::gone && other.syncing
            && (*other.syncing == trace::SyncMode::snap) == snapshot;
    };
    const auto running = std::count_if(m_learners.begin(), m_learners.end(), runs);
    return !learner.observer
        || static_cast<std::size_t>(running) < (snapshot ? m_settings.maxConcurrentSnapSyncs
                                                         : m_settings.maxConcurrentDiffSyncs);
}

void Leader::startPlan(LearnerPeer& learner, const SyncPlan& plan,
    const std::vector<std::pair<Zxid, Bytes>>& disk, Now now)
{
    const bool snapshot = plan.mode == trace::SyncMode::snap;
    if (!mayBeginSync(learner, snapshot))
        return drop(learner,
            std::string("too many servers are being brought up to date at once; raise "
                        "leader.maxConcurrent")
                + (snapshot ? "Snap" : "Diff") + "Syncs if they should be");
    learner.syncing = plan.mode;
    if (plan.mode != trace::SyncMode::snap)
        return sendPlan(learner, plan, disk, now.instant);
    // io sends the tree as it is when the turn is over: only then is it known what is in it.
    learner.phase = Phase::snapshotDue;
    learner.since = now.instant;
}

namespace {

/// Of the tree's stream, but for its few ACL lists: to send it is the work of another process.
std::int64_t streamBytes(const Replica& replica)
{
    constexpr std::int64_t nodeBytes = 76; // Beside path and data: lengths, ACL id, Stat.
    constexpr std::int64_t sessionBytes = 12;
    constexpr std::int64_t otherBytes = 4 + 4 + 5 + 14; // Two counts, the end "/", "BenWasHere".
    const DataTree& tree = replica.tree();
    return nodeBytes * static_cast<std::int64_t>(tree.nodeCount())
        + tree.approximateDataSizeBytes()
        + sessionBytes * static_cast<std::int64_t>(replica.sessions().size()) + otherBytes;
}

} // namespace

void Leader::sendPlan(LearnerPeer& learner, const SyncPlan& plan,
    const std::vector<std::pair<Zxid, Bytes>>& disk, Instant now)
{
    using trace::SyncMode;
    const bool snapshot = plan.mode == SyncMode::snap;
    std::int64_t historyBytes = 0;
    const CommittedLog& log = m_replica.committedLog();
    send(learner,
        snapshot                        ? PacketType::snap
            : plan.mode == SyncMode::diff ? PacketType::diff
                                          : PacketType::trunc,
        plan.packetZxid);
    if (snapshot) {
        historyBytes = learner.treeBytes = streamBytes(m_replica);
        flush(learner);
        m_replica.effects().quorum.emplace_back(SendTree{learner.link});
    }
    const auto history = [&](Zxid zxid, ByteView entry) {
        send(learner, PacketType::proposal, zxid, entry);
        send(learner, PacketType::commit, zxid);
        historyBytes += static_cast<std::int64_t>(entry.size());
    };
    for (std::size_t i = plan.disk.begin; i < plan.disk.end; ++i)
        history(disk[i].first, disk[i].second);
    for (std::size_t i = plan.memory.begin; i < plan.memory.end; ++i)
        history(log.zxids()[i], *log.entry(i));
    if (!learner.observer) {
        for (const ProposalRef& proposal : m_replica.pending())
            send(learner, PacketType::proposal, proposal->zxid(), ByteView(*proposal->entry));
    }
    if (m_replica.listener()) {
        const Zxid last = m_replica.tree().lastProcessed();
        m_replica.tell(trace::SyncEvent{learner.id, plan.mode, learner.lastZxid,
            log.empty() ? last : log.zxids().front(), log.empty() ? last : log.zxids().back(),
            plan.packetZxid, plan.lastQueued, historyBytes, plan.why});
    }
    send(learner, PacketType::newLeader, Zxid(static_cast<std::uint32_t>(m_epoch), 0),
        viewOf(m_settings.lastSeen().text));
    learner.phase = Phase::newLeaderAck;
    learner.since = now;
    learner.acked = Zxid();
}

void Leader::treeSent(QuorumLink link, std::int64_t sizeBytes, bool whole, Now now)
{
    const auto found = m_learners.find(link);
    if (found == m_learners.end() || found->second.phase != Phase::newLeaderAck)
        return;
    LearnerPeer& learner = found->second;
    learner.since = now.instant; // A long tree is on its way.
    if (!m_replica.listener() || (!whole && now.instant < learner.nextProgress))
        return;
    learner.nextProgress = now.instant + syncProgressInterval;
    // What was computed is a few bytes off: ACL lists, the configuration's text.
    m_replica.tell(trace::SyncProgressEvent{
        learner.id, sizeBytes, whole ? sizeBytes : std::max(sizeBytes, learner.treeBytes)});
}

void Leader::takeNewLeaderAck(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    if (packet.type == PacketType::ping)
        return;
    if (packet.type != PacketType::ack)
        return drop(learner,
            "the ACK of NEWLEADER was expected, not " + std::string(nameOf(packet.type)));
    if (packet.zxid != Zxid(static_cast<std::uint32_t>(m_epoch), 0))
        return takeAck(learner, packet.zxid, now); // Of what came before NEWLEADER.
    learner.phase = Phase::waitsForService;
    learner.syncing.reset();
    if (m_stage == Stage::broadcast) {
        m_acksChanged = true;
        return sendUpToDate(learner, now);
    }
    if (isVoter(learner))
        countNewLeaderAck(learner.id, now);
}

void Leader::countNewLeaderAck(ServerId from, Now now)
{
    const bool isNew = m_newLeaderAckers.insert(from).second;
    const bool quorum = m_newLeaderAckers.contains(m_settings.self)
        && m_rule.isQuorum(m_newLeaderAckers);
    if (isNew && m_replica.listener())
        m_replica.tell(trace::AcksEvent{{},
            std::vector<ServerId>(m_newLeaderAckers.begin(), m_newLeaderAckers.end()), quorum});
    if (quorum && m_stage == Stage::newLeaderAcks)
        openBroadcast(now);
}

/// A quorum in both configurations has the one that was seen last: it is the committed one from
/// here on. So is a reconfiguration finished that an older leader had only proposed.
void Leader::commitConfig(Now now)
{
    ConfigKeeper* keeper = m_replica.configKeeper();
    if (!keeper || !m_settings.proposed)
        return;
    const std::string text = m_settings.proposed->text;
    const bool ends = keeper->configCommitted(text, std::nullopt, Zxid(), now);
    m_rule = m_settings.rule();
    if (ends)
        giveUp("the configuration that was proposed is committed, and gives the lead or this "
               "server's role to another");
}

void Leader::openBroadcast(Now now)
{
    commitConfig(now);
    if (m_over)
        return;
    m_stage = Stage::broadcast;
    const Ms tick = m_replica.serverSettings().tickTime;
    m_nextPing = now.instant + tick / 2;
    m_nextQuorumCheck = now.instant + tick;
    m_lastCommitted = Zxid(static_cast<std::uint32_t>(m_epoch), 0);
    m_replica.openEpoch(m_epoch);
    m_replica.tell(trace::PhaseEvent{trace::Phase::broadcast, m_epoch});
    if (PeerListener* listener = m_replica.listener()) {
        listener->tell(trace::QuorumFoundEvent{static_cast<std::int64_t>(m_newLeaderAckers.size()),
            static_cast<std::int64_t>(m_rule.voters().size() / 2 + 1), {}});
        listener->digest(m_replica.tree().lastProcessed(), m_replica.tree().digest());
    }
    openSessions(now);
    for (auto& [link, learner] : m_learners) {
        if (learner.phase == Phase::waitsForService)
            sendUpToDate(learner, now);
    }
    if (m_settings.leaderServes)
        m_replica.serve(*this, /*readOnly=*/false);
    closeLostSessions(now);
}

void Leader::sendUpToDate(LearnerPeer& learner, Now now)
{
    send(learner, PacketType::upToDate, Zxid(-1));
    learner.phase = Phase::live;
    learner.since = now.instant;
    learner.syncedBy = std::max(learner.syncedBy, now.instant + syncTime());
}

} // namespace zs::engine
