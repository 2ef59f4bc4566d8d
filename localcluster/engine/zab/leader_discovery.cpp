// SPDX-License-Identifier: Apache-2.0
// Discovery: who is there, which epoch is new for a quorum, and nobody in it knows more than we do.
#include "localcluster/engine/zab/leader.h"

#include <limits>

namespace zs::engine {

using Phase = LearnerPeer::Phase;

std::optional<std::string> Leader::refusal(
    const QuorumPacket& packet, const LearnerInfo& info) const
{
    constexpr std::int64_t maxEpoch = std::numeric_limits<std::int32_t>::max();
    if (info.serverId == m_settings.self)
        return "it says it is server " + std::to_string(info.serverId.value) + ", as I am";
    if (info.protocolVersion.value_or(1) < apacheLearnerProtocol)
        return "its protocol is that of ZooKeeper 3.3 or older";
    if (info.configVersion.value_or(0) > m_rule.committed().version())
        return "it has a newer configuration than I have";
    const std::int64_t accepted = packet.zxid.value >> 32; // Signed, as Apache reads it.
    if (accepted < 0 || accepted >= maxEpoch)
        return "its accepted epoch " + std::to_string(accepted) + " is out of range";
    if (m_settings.find(info.serverId))
        return std::nullopt;
    if (!m_replica.serverSettings().reconfigEnabled)
        return "server " + std::to_string(info.serverId.value)
            + " is not in my configuration; add it to zoo.cfg of all members";
    std::size_t strangers = 0;
    for (const auto& [link, other] : m_learners)
        strangers += other.phase != Phase::greeting && other.phase != Phase::gone
            && !m_settings.find(other.id);
    if (strangers >= m_settings.maxStrangers)
        return "too many servers that are not in my configuration";
    return std::nullopt;
}

void Leader::takeGreeting(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    if (packet.type != PacketType::followerInfo && packet.type != PacketType::observerInfo)
        return drop(learner,
            "its first packet is " + std::string(nameOf(packet.type))
                + " and not FOLLOWERINFO or OBSERVERINFO");
    const Result<LearnerInfo> info
        = LearnerInfo::decode(packet.data ? ByteView(*packet.data) : ByteView());
    if (!info)
        return drop(learner, info.error().detail);
    if (const std::optional<std::string> why = refusal(packet, *info))
        return drop(learner, *why);
    for (auto& [link, other] : m_learners) {
        if (other.phase != Phase::greeting && other.id == info->serverId)
            drop(other, "it connected anew");
    }
    learner.id = info->serverId;
    constexpr std::size_t rememberedLinks = 1024; // Who comes and goes must not cost memory.
    if (m_servers.size() >= rememberedLinks)
        std::erase_if(
            m_servers, [this](const auto& one) { return !m_learners.contains(one.first); });
    m_servers[learner.link] = learner.id;
    learner.observer = packet.type == PacketType::observerInfo;
    learner.protocol = *info->protocolVersion;
    learner.phase = Phase::waitsForEpoch;
    learner.syncedBy = now.instant + initTime() + syncTime();
    if (PeerListener* listener = m_replica.listener()) {
        listener->tell(trace::LinkEvent{
            learner.id, trace::Port::quorum, true, "it connected", learner.id});
        learner.trace.received(
            listener, learner.id, packet.type, packet.zxid, packet.sizeBytes());
        listener->tell(trace::LearnerEvent{learner.id, packet.zxid,
            learner.observer ? trace::LearnerRole::observer : trace::LearnerRole::participant});
    }
    const std::int64_t accepted = packet.zxid.value >> 32;
    if (m_stage == Stage::epochWait && m_settings.find(learner.id))
        proposeEpoch(learner.id, accepted, now);
    else if (accepted > m_epoch && m_settings.find(learner.id))
        return makeRoomFor(learner, accepted);
    if (m_stage == Stage::epochAcks || m_stage == Stage::newLeaderAcks
        || m_stage == Stage::broadcast)
        sendLeaderInfo(learner, now);
}

/// A member that accepted a later epoch than ours (from a leader that failed, or as one) has
/// promised to follow no older one. Apache's leader goes on, and that member is left out for as
/// long as the epoch lasts. A new epoch takes it in.
void Leader::makeRoomFor(const LearnerPeer& learner, std::int64_t acceptedEpoch)
{
    m_replica.noteAcceptedElsewhere(acceptedEpoch);
    giveUp("server " + std::to_string(learner.id.value) + " has accepted epoch "
        + std::to_string(acceptedEpoch) + " and cannot join epoch " + std::to_string(m_epoch)
        + "; a later one is needed");
}

void Leader::proposeEpoch(ServerId from, std::int64_t acceptedEpoch, Now now)
{
    m_epoch = std::max(m_epoch, acceptedEpoch + 1);
    bool counts = from == m_settings.self;
    for (const auto& [link, learner] : m_learners)
        counts = counts || (learner.id == from && isVoter(learner));
    if (counts)
        m_heard.insert(from);
    if (!m_heard.contains(m_settings.self) || !m_rule.isQuorum(m_heard))
        return;
    m_stage = Stage::epochWrite;
    m_replica.writeEpoch(EpochFile::accepted, m_epoch);
    static_cast<void>(now);
}

/// With reconfig on, a configuration that was only ever in files gets a version as soon as a quorum
/// agrees on it, so that it wins over those of other files. Source: Leader.lead (ZOOKEEPER-1783).
void Leader::nameFirstConfig(Now now)
{
    ConfigKeeper* keeper = m_replica.configKeeper();
    const Membership& seen = m_settings.lastSeen();
    if (!keeper || !m_replica.serverSettings().reconfigEnabled || seen.verifier->version() != 0)
        return;
    const std::string members = seen.text.substr(0, seen.text.rfind("version="));
    const Zxid version(static_cast<std::uint32_t>(m_epoch), 0);
    keeper->configProposed(members + "version=" + toHexText(version.value).substr(2), now);
    m_rule = m_settings.rule();
}

void Leader::epochWritten(EpochFile file, std::int64_t epoch, Now now)
{
    if (m_over || epoch != m_epoch)
        return;
    if (file == EpochFile::current) {
        countNewLeaderAck(m_settings.self, now);
        return sweep();
    }
    nameFirstConfig(now);
    m_stage = Stage::epochAcks;
    m_stageEnds = now.instant + initTime();
    for (auto& [link, learner] : m_learners) {
        if (learner.phase == Phase::waitsForEpoch)
            sendLeaderInfo(learner, now);
    }
    countEpochAck(m_settings.self, now);
    sweep();
}

void Leader::sendLeaderInfo(LearnerPeer& learner, Now now)
{
    // Apache's learners only test whether this is below 0x10000; ours know us by it.
    const Bytes info = jute::encode(LeaderInfo{zooscopeLearnerProtocol});
    send(learner, PacketType::leaderInfo, Zxid(static_cast<std::uint32_t>(m_epoch), 0), info);
    learner.phase = Phase::epochAck;
    learner.since = now.instant;
}

void Leader::takeEpochAck(LearnerPeer& learner, const QuorumPacket& packet, Now now)
{
    const Result<EpochAck> ack
        = jute::decode<EpochAck>(packet.data ? ByteView(*packet.data) : ByteView());
    if (packet.type != PacketType::ackEpoch || !ack)
        return drop(learner, "ACKEPOCH was expected, not " + std::string(nameOf(packet.type)));
    learner.lastZxid = packet.zxid;
    const bool counts = ack->currentEpoch != EpochAck::acceptedBefore;
    // Who comes later may well have logged more than we had at the start: an old leader, say. What
    // no quorum knew is cut off by TRUNC. Source: Leader.waitForEpochAck, electionFinished.
    if (m_stage == Stage::epochAcks && counts
        && std::pair<std::int64_t, Zxid>(ack->currentEpoch, packet.zxid)
            > std::pair(m_startEpoch, m_startZxid))
        return drop(learner,
            "follower is ahead of the leader: epoch " + std::to_string(ack->currentEpoch)
                + ", zxid " + toText(packet.zxid) + " against " + std::to_string(m_startEpoch)
                + ", " + toText(m_startZxid));
    learner.phase = Phase::waitsForQuorum;
    if (m_stage != Stage::epochAcks)
        return beginSync(learner, now);
    if (counts && packet.zxid != Zxid(-1) && isVoter(learner))
        countEpochAck(learner.id, now);
}

void Leader::countEpochAck(ServerId from, Now now)
{
    m_epochAckers.insert(from);
    if (m_stage != Stage::epochAcks || !m_epochAckers.contains(m_settings.self)
        || !m_rule.isQuorum(m_epochAckers))
        return;
    m_stage = Stage::newLeaderAcks;
    m_stageEnds = now.instant + initTime();
    m_replica.tell(trace::PhaseEvent{trace::Phase::synchronization, m_epoch});
    m_replica.writeEpoch(EpochFile::current, m_epoch);
    for (auto& [link, learner] : m_learners) {
        if (learner.phase == Phase::waitsForQuorum)
            beginSync(learner, now);
    }
}

} // namespace zs::engine
