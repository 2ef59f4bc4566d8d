// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/learner.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/quorum/config_text.h"

#include <algorithm>

namespace zs::engine {

namespace {

using Ms = std::chrono::milliseconds;

/// Apache tries 5 times, 100 ms apart. Who was elected is often a moment from listening: the first
/// tries come sooner, and all together last as long.
constexpr int mostTries = 9;
constexpr Ms firstPause{5};
constexpr Ms longestPause{100};
/// Far above jute.maxbuffer: a closeSession of ours may list more than a client can ask for.
constexpr std::size_t leastPacketLimit = std::size_t(64) << 20;

std::string text(Ms time) { return std::to_string(time.count()) + " ms"; }

} // namespace

Learner::Learner(Replica& replica, ServerId leader)
    : m_replica(replica)
    , m_leader(leader)
    , m_observer(replica.peerSettings().observer)
    , m_link(replica, leader, std::max(leastPacketLimit, replica.serverSettings().maxRequestBytes))
    , m_upstream(replica, m_link)
{
}

// ---- the connection ----

void Learner::start(Now now)
{
    const PeerSettings& settings = m_replica.peerSettings();
    const std::int32_t ticks = settings.connectToLearnerMasterLimitTicks > 0
        ? settings.connectToLearnerMasterLimitTicks
        : settings.initLimitTicks;
    m_dialUntil = now.instant + ticks * m_replica.serverSettings().tickTime;
    m_currentEpoch = m_replica.currentEpoch();
    m_wholeTree = m_replica.needsWholeTree();
    m_last = m_wholeTree ? Zxid() : m_replica.tree().lastProcessed();
    dial(now);
}

void Learner::dial(Now)
{
    const Member* leader = m_replica.peerSettings().find(m_leader);
    if (!leader)
        return giveUp("the elected leader, server " + std::to_string(m_leader.value)
            + ", is not in the configuration");
    ++m_tries;
    m_dialAgainAt.reset();
    m_attempt = m_replica.newDialAttempt();
    m_replica.effects().quorum.push_back(DialLeader{m_leader, leader->quorum, m_attempt});
}

void Learner::dialFailed(std::uint64_t attempt, std::string_view why, Now now)
{
    if (m_over || m_phase != Phase::dialling || attempt != m_attempt)
        return;
    const Instant next = now.instant + std::min(firstPause * (1 << (m_tries - 1)), longestPause);
    if (m_tries >= mostTries || next >= m_dialUntil)
        return giveUp("the leader, server " + std::to_string(m_leader.value)
            + ", cannot be reached: " + std::string(why) + " (" + std::to_string(m_tries)
            + " tries)");
    m_dialAgainAt = next;
}

void Learner::dialled(std::uint64_t attempt, QuorumLink link, Now now)
{
    if (m_over || m_phase != Phase::dialling || attempt != m_attempt) {
        m_replica.effects().quorum.emplace_back(CloseQuorumLink{link, "it came too late"});
        return;
    }
    m_link.opened(link);
    m_lastHeard = m_connectedAt = now.instant;
    m_phase = Phase::leaderInfo;
    const PeerSettings& settings = m_replica.peerSettings();
    if (m_replica.listener())
        m_replica.tell(trace::PhaseEvent{trace::Phase::discovery, m_replica.acceptedEpoch()});
    LearnerInfo info;
    info.serverId = settings.self;
    info.protocolVersion = zooscopeLearnerProtocol;
    info.configVersion = configVersionOf(settings.membership.text).value_or(0);
    m_link.send({m_observer ? PacketType::observerInfo : PacketType::followerInfo,
        Zxid(static_cast<std::uint32_t>(m_replica.acceptedEpoch()), 0), info.encode(), {}});
}

void Learner::closed(QuorumLink link, std::string_view why, Now now)
{
    if (m_over || !m_link.is(link))
        return;
    const bool saidNothing = m_phase == Phase::leaderInfo && m_link.bufferedBytes() == 0
        && now.instant < m_connectedAt + m_replica.serverSettings().tickTime;
    m_link.lost(std::string(why));
    if (saidNothing) {
        // Whatever forwards to the leader's port (a relay, a container's proxy) accepts before it
        // knows that nobody listens behind it yet: to us, that is a refused connection.
        m_phase = Phase::dialling;
        return dialFailed(m_attempt, why, now);
    }
    giveUp("the connection to the leader ended: " + std::string(why));
}

void Learner::backlog(QuorumLink link, std::size_t sizeBytes, Now)
{
    if (!m_over && m_link.is(link) && sizeBytes > m_replica.peerSettings().learnerOutputLimitBytes)
        giveUp("the leader does not read what it is sent");
}

void Learner::giveUp(std::string why)
{
    if (m_over)
        return;
    m_link.close(why);
    m_over = std::move(why);
}

void Learner::end(const std::string& why, Now) { giveUp(why); }

// ---- input ----

void Learner::received(QuorumLink link, ByteView bytes, Now now)
{
    if (m_over || !m_link.is(link))
        return;
    m_lastHeard = now.instant;
    m_link.feed(bytes);
    processInput(now);
    if (!m_over && m_link.bufferedBytes() > m_replica.peerSettings().learnerOutputLimitBytes)
        giveUp("the leader sent more than " + std::to_string(m_link.bufferedBytes())
            + " bytes while the disk was at work");
}

bool Learner::waitsForDisk() const
{
    return m_phase == Phase::acceptedEpoch || m_phase == Phase::truncating
        || m_phase == Phase::savingTree;
}

void Learner::processInput(Now now)
{
    while (!m_over && !waitsForDisk()) {
        if (m_phase == Phase::tree) {
            feedTree(now);
            if (m_phase == Phase::tree)
                break;
            continue;
        }
        const Result<std::optional<QuorumPacket>> packet = m_link.next();
        if (!packet)
            giveUp("the leader's bytes make no sense: " + packet.error().detail);
        else if (*packet)
            process(**packet, now);
        else
            break;
    }
    if (m_replica.serves() && !m_over)
        m_replica.pipeline().resume(now);
}

void Learner::process(const QuorumPacket& packet, Now now)
{
    switch (m_phase) {
    case Phase::leaderInfo: return takeLeaderInfo(packet, now);
    case Phase::syncMode: return takeSyncMode(packet);
    case Phase::history:
    case Phase::newLeader:
    case Phase::upToDate:
    case Phase::serving: return takeTraffic(packet, now);
    case Phase::dialling:
    case Phase::acceptedEpoch:
    case Phase::truncating:
    case Phase::tree:
    case Phase::savingTree: break;
    }
    ZS_EXPECT(false); // No packet is cut out in these.
}

// ---- discovery ----

void Learner::takeLeaderInfo(const QuorumPacket& packet, Now)
{
    if (packet.type != PacketType::leaderInfo)
        return giveUp("the leader answered with " + std::string(nameOf(packet.type))
            + " where LEADERINFO was expected");
    if (packet.zxid.value < 0)
        return giveUp("the leader's epoch is out of range: zxid " + toText(packet.zxid));
    m_newEpoch = std::int64_t(packet.zxid.epoch());
    const std::int64_t accepted = m_replica.acceptedEpoch();
    if (m_newEpoch < accepted)
        return giveUp("the leader's epoch " + std::to_string(m_newEpoch)
            + " is older than the one that was accepted here, " + std::to_string(accepted));
    if (m_newEpoch == accepted)
        return sendEpochAck(EpochAck::acceptedBefore);
    m_phase = Phase::acceptedEpoch;
    m_replica.writeEpoch(EpochFile::accepted, m_newEpoch);
}

void Learner::sendEpochAck(std::int32_t currentEpoch)
{
    m_phase = Phase::syncMode;
    m_link.send({PacketType::ackEpoch, m_last, jute::encode(EpochAck{currentEpoch}), {}});
    if (m_replica.listener())
        m_replica.tell(trace::PhaseEvent{trace::Phase::synchronization, m_newEpoch});
}

void Learner::epochWritten(EpochFile file, std::int64_t epoch, Now now)
{
    if (m_over)
        return;
    if (m_phase == Phase::acceptedEpoch && file == EpochFile::accepted && epoch == m_newEpoch) {
        m_lastHeard = now.instant;
        sendEpochAck(static_cast<std::int32_t>(m_replica.currentEpoch()));
        return processInput(now);
    }
    ackNewLeaderWhenDurable(now);
}

// ---- time ----

/// How long the leader may be silent.
Ms Learner::readLimit() const
{
    const PeerSettings& settings = m_replica.peerSettings();
    const bool synced = m_phase >= Phase::savingTree;
    return (synced ? settings.syncLimitTicks : settings.initLimitTicks)
        * m_replica.serverSettings().tickTime;
}

std::optional<Instant> Learner::deadline() const
{
    // While the disk is at work the leader waits for us, not we for it.
    if (m_over || waitsForDisk() || m_phase == Phase::newLeader)
        return std::nullopt;
    return m_phase == Phase::dialling ? m_dialUntil : m_lastHeard + readLimit();
}

std::optional<Instant> Learner::nextTimer() const
{
    const std::optional<Instant> until = deadline();
    return until && m_dialAgainAt ? std::min(*until, *m_dialAgainAt) : until;
}

void Learner::tick(Now now)
{
    const std::optional<Instant> until = deadline();
    if (!until)
        return;
    if (now.instant >= *until) {
        if (m_phase == Phase::dialling)
            return giveUp("the leader, server " + std::to_string(m_leader.value)
                + ", could not be reached in time");
        return giveUp("nothing came from the leader within " + text(readLimit()));
    }
    if (m_dialAgainAt && now.instant >= *m_dialAgainAt)
        dial(now);
}

void Learner::fillFigures(ServerFigures& figures) const
{
    figures.mode = m_observer ? "observer" : "follower";
    figures.globalSessions = m_replica.sessions().size();
    figures.localSessions = m_replica.localSessions().count();
    figures.digestMismatches = m_replica.digestMismatches();
    EnsembleFigures& ensemble = figures.ensemble.emplace();
    ensemble.peerState = m_observer ? "observing - broadcast" : "following - broadcast";
    ensemble.quorumSize = m_replica.peerSettings().membership.verifier->voters().size();
    if (m_observer)
        ensemble.observerMaster = m_leader;
}

} // namespace zs::engine
