// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/leader.h"

#include <algorithm>

namespace zs::engine {

using Phase = LearnerPeer::Phase;

namespace {

    /// Beside the request itself a packet holds the client's ids.
    constexpr std::size_t idsBytes = std::size_t(64) << 10;
    /// A server that connects says at once who it is.
    constexpr auto greetingLimit = std::chrono::seconds(10);

} // namespace

Leader::Leader(Replica& replica)
    : m_replica(replica)
    , m_settings(replica.peerSettings())
    , m_rule(m_settings.rule())
{
}

void Leader::start(Now now)
{
    m_leadsSince = now.instant;
    m_startZxid = m_replica.tree().lastProcessed();
    m_startEpoch = m_replica.currentEpoch();
    m_stageEnds = now.instant + initTime();
    m_replica.tell(trace::PhaseEvent{trace::Phase::discovery, m_replica.acceptedEpoch()});
    m_replica.effects().quorum.emplace_back(ListenForLearners{true});
    proposeEpoch(m_settings.self,
        std::max(m_replica.acceptedEpoch(), m_replica.acceptedElsewhere()), now);
}

Leader::Ms Leader::initTime() const
{
    return m_replica.serverSettings().tickTime * m_settings.initLimitTicks;
}

Leader::Ms Leader::syncTime() const
{
    return m_replica.serverSettings().tickTime * m_settings.syncLimitTicks;
}

bool Leader::isVoter(const LearnerPeer& learner) const
{
    return learner.phase != Phase::greeting && learner.phase != Phase::gone && !learner.observer
        && m_rule.isVoter(learner.id);
}

std::optional<std::int64_t> Leader::servedEpoch() const
{
    return m_stage == Stage::broadcast ? std::optional(m_epoch) : std::nullopt;
}

const SessionTable* Leader::sessionTable() const
{
    return m_primary ? &m_primary->sessions() : nullptr;
}

void Leader::giveUp(std::string why)
{
    if (!m_over)
        m_over = std::move(why);
}

void Leader::end(const std::string& why)
{
    for (auto& [link, learner] : m_learners)
        drop(learner, why);
    sweep();
    m_replica.effects().quorum.emplace_back(ListenForLearners{false});
    giveUp(why);
}

// ---- links ----

void Leader::accepted(QuorumLink link, std::string from, Now now)
{
    const auto unknown = std::count_if(m_learners.begin(), m_learners.end(),
        [](const auto& entry) { return entry.second.phase == Phase::greeting; });
    if (m_over || static_cast<std::size_t>(unknown) >= maxUnknown) {
        m_replica.effects().quorum.emplace_back(
            CloseQuorumLink{link, "too many connections that do not say who they are"});
        return;
    }
    const std::size_t maxPacketBytes = m_replica.serverSettings().maxRequestBytes + idsBytes;
    const auto added = m_learners.try_emplace(link, link, std::move(from), maxPacketBytes).first;
    added->second.since = now.instant;
}

void Leader::received(QuorumLink link, ByteView bytes, Now now)
{
    const auto found = m_learners.find(link);
    if (found == m_learners.end() || m_over)
        return;
    LearnerPeer& learner = found->second;
    learner.input.feed(bytes);
    while (learner.phase != Phase::gone && !m_over) {
        if (learner.phase == Phase::greeting && learner.input.bufferedBytes() > maxGreetingBytes) {
            drop(learner, "it does not say who it is");
            break;
        }
        const Result<std::optional<QuorumPacket>> packet = learner.input.next();
        if (!packet) {
            drop(learner, packet.error().detail);
            break;
        }
        if (!*packet)
            break;
        handle(learner, **packet, now);
    }
    advance(now);
    sweep();
}

void Leader::handle(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    if (learner.phase != Phase::greeting) // Before, nobody knows who it is.
        learner.trace.received(m_replica.listener(), learner.id, packet.type, packet.zxid,
            packet.sizeBytes());
    learner.since = now.instant;
    learner.syncedBy = std::max(learner.syncedBy, now.instant + syncTime());
    switch (learner.phase) {
    case Phase::greeting: return takeGreeting(learner, packet, now);
    case Phase::epochAck: return takeEpochAck(learner, packet, now);
    case Phase::newLeaderAck: return takeNewLeaderAck(learner, packet, now);
    case Phase::waitsForService:
    case Phase::live: return takeLive(learner, packet, now);
    case Phase::waitsForEpoch:
    case Phase::waitsForQuorum:
    case Phase::readsLog:
    case Phase::snapshotDue:
        return drop(learner,
            "unexpected " + std::string(nameOf(packet.type)) + " before it was answered");
    case Phase::gone: return;
    }
}

void Leader::closed(QuorumLink link, std::string_view why, Now)
{
    const auto found = m_learners.find(link);
    if (found == m_learners.end())
        return;
    forget(found->second, std::string(why));
    sweep();
}

void Leader::backlog(QuorumLink link, std::size_t sizeBytes, Now now)
{
    const auto found = m_learners.find(link);
    if (found == m_learners.end())
        return;
    LearnerPeer& learner = found->second;
    if (learner.backlogBytes != sizeBytes && learner.phase == Phase::newLeaderAck)
        learner.since = now.instant; // A long snapshot is on its way.
    learner.backlogBytes = sizeBytes;
}

void Leader::send(
    LearnerPeer& learner, PacketType type, Zxid zxid, std::optional<ByteView> data)
{
    const std::size_t before = learner.output.size();
    jute::Writer out(learner.output);
    jute::write(out, type);
    jute::write(out, zxid);
    if (data)
        out.buffer(*data);
    else
        out.null();
    out.null(); // No ids.
    learner.trace.sent(m_replica.listener(), learner.id, type, zxid,
        learner.output.size() - before);
}

void Leader::flush(LearnerPeer& learner)
{
    if (learner.output.empty())
        return;
    learner.backlogBytes += learner.output.size();
    m_replica.effects().quorum.emplace_back(
        SendQuorum{learner.link, std::exchange(learner.output, {})});
}

void Leader::collect()
{
    // Each send takes a while: first where the client waits that the last commit answers.
    if (const auto owner = m_owners.find(std::exchange(m_awaiting, {})); owner != m_owners.end()) {
        if (const auto learner = m_learners.find(owner->second); learner != m_learners.end())
            flush(learner->second);
    }
    for (auto& [link, learner] : m_learners) {
        if (learner.phase == Phase::snapshotDue)
            sendPlan(learner, plan(learner, {}), {}, learner.since);
        if (learner.backlogBytes + learner.output.size() > m_settings.learnerOutputLimitBytes)
            drop(learner, "it does not read what is sent to it");
        else
            flush(learner);
    }
    sweep();
}

void Leader::drop(LearnerPeer& learner, const std::string& why)
{
    if (learner.phase == Phase::gone)
        return;
    m_replica.effects().quorum.emplace_back(CloseQuorumLink{learner.link, why});
    forget(learner, why);
}

void Leader::forget(LearnerPeer& learner, const std::string& why)
{
    const bool known = learner.phase != Phase::greeting;
    learner.phase = Phase::gone;
    m_sweepNeeded = true;
    const std::string who = known ? "server " + std::to_string(learner.id.value) : "a connection";
    m_replica.effects().remarks.push_back(
        "leader: " + who + " at " + learner.from + " left: " + why);
    if (known && m_replica.listener())
        m_replica.tell(trace::LinkEvent{learner.id, trace::Port::quorum, false, why, learner.id});
}

void Leader::sweep()
{
    if (!std::exchange(m_sweepNeeded, false))
        return;
    std::erase_if(m_syncs, [this](const PendingSync& sync) {
        const auto found = m_learners.find(sync.link);
        return found != m_learners.end() && found->second.phase == Phase::gone;
    });
    std::erase_if(
        m_learners, [](const auto& entry) { return entry.second.phase == Phase::gone; });
}

// ---- time ----

Instant Leader::deadlineOf(const LearnerPeer& learner) const
{
    switch (learner.phase) {
    case Phase::greeting: return learner.since + std::min<Ms>(initTime(), greetingLimit);
    case Phase::epochAck:
    case Phase::newLeaderAck: return learner.since + initTime();
    case Phase::live: return learner.since + syncTime();
    default: return Instant::max(); // It waits for us.
    }
}

void Leader::checkDeadlines(Now now)
{
    for (auto& [link, learner] : m_learners) {
        if (deadlineOf(learner) <= now.instant)
            drop(learner, "nothing came from it in time");
    }
    if (m_stage == Stage::broadcast || now.instant < m_stageEnds)
        return;
    const bool epoch = m_stage == Stage::epochWait || m_stage == Stage::epochWrite;
    giveUp(epoch ? "no quorum reported its epoch within initLimit"
            : m_stage == Stage::epochAcks
            ? "no quorum accepted the new epoch within initLimit"
            : "no quorum took over this leader's history within initLimit");
}

void Leader::tick(Now now)
{
    if (m_over)
        return;
    checkDeadlines(now);
    if (m_stage == Stage::broadcast && !m_over) {
        if (now.instant >= m_nextPing)
            ping(now);
        if (now.instant >= m_nextQuorumCheck)
            checkQuorum(now);
        if (!m_over)
            m_primary->tick([&](const WriteRequest& request) { propose(request, now); }, now);
    }
    sweep();
}

std::optional<Instant> Leader::nextTimer() const
{
    if (m_over)
        return std::nullopt;
    Instant next = Instant::max();
    for (const auto& [link, learner] : m_learners)
        next = std::min(next, deadlineOf(learner));
    if (m_stage != Stage::broadcast)
        return std::min(next, m_stageEnds);
    next = std::min({next, m_nextPing, m_nextQuorumCheck});
    if (const std::optional<Instant> due = m_primary->nextTimer())
        next = std::min(next, *due);
    return next;
}

void Leader::ping(Now now)
{
    const Ms tick = m_replica.serverSettings().tickTime;
    m_nextPing = now.instant + tick / 2;
    for (auto& [link, learner] : m_learners) {
        if (!learner.isForwarding())
            continue;
        if (learner.phase == Phase::live && learner.owed != Zxid()
            && learner.owedSince + syncTime() <= now.instant) {
            drop(learner,
                "it did not acknowledge proposal " + toText(learner.owed) + " within syncLimit");
            continue;
        }
        send(learner, PacketType::ping, m_primary->lastZxid());
    }
}

void Leader::checkQuorum(Now now)
{
    m_nextQuorumCheck = now.instant + m_replica.serverSettings().tickTime;
    std::set<ServerId> synced{m_settings.self};
    for (const auto& [link, learner] : m_learners) {
        if (isVoter(learner) && now.instant <= learner.syncedBy)
            synced.insert(learner.id);
    }
    if (m_rule.isQuorum(synced))
        return;
    std::vector<ServerId> silent;
    std::string names;
    for (const ServerId voter : m_rule.voters()) {
        if (synced.contains(voter))
            continue;
        silent.push_back(voter);
        names += (names.empty() ? "" : ", ") + std::to_string(voter.value);
    }
    const auto have = static_cast<std::int64_t>(synced.size());
    const auto need = static_cast<std::int64_t>(m_rule.voters().size() / 2 + 1);
    m_replica.tell(trace::QuorumLostEvent{have, need, silent});
    giveUp("quorum lost: nothing heard from server " + names);
}

void Leader::fillFigures(ServerFigures& figures, Now now) const
{
    figures.mode = "leader";
    EnsembleFigures& ensemble = figures.ensemble.emplace();
    ensemble.peerState = "leading - broadcast";
    ensemble.quorumSize = m_rule.committed().voters().size();
    LeaderFigures& leader = ensemble.leader.emplace();
    leader.learners = m_learners.size();
    for (const auto& [link, learner] : m_learners) {
        if (!learner.isForwarding())
            continue;
        if (learner.observer) {
            ++leader.syncedObservers;
        } else {
            ++leader.syncedFollowers;
            leader.syncedNonVotingFollowers += isVoter(learner) ? 0 : 1;
        }
    }
    leader.pendingSyncs = m_syncs.size();
    leader.uptimeMs = std::chrono::duration_cast<Ms>(now.instant - m_leadsSince).count();
    leader.proposalSizes = m_proposalSizes;
    figures.digestMismatches = m_replica.digestMismatches();
    figures.globalSessions = m_replica.sessions().size();
    figures.localSessions = m_replica.localSessions().count();
}

} // namespace zs::engine
