// SPDX-License-Identifier: Apache-2.0
// Learner, third part: what a leader sends from the history on: proposals, commits, pings, answers.
#include "localcluster/engine/zab/learner.h"

#include <algorithm>

namespace zs::engine {

namespace {

std::string namedPacket(const QuorumPacket& packet)
{
    return std::string(nameOf(packet.type)) + ' ' + toText(packet.zxid);
}

} // namespace

void Learner::takeTraffic(const QuorumPacket& packet, Now now)
{
    const ByteView data = packet.data ? ByteView(*packet.data) : ByteView();
    const bool serves = m_phase == Phase::serving;
    switch (packet.type) {
    case PacketType::proposal: static_cast<void>(propose(packet, data, now)); return;
    case PacketType::commit: return commit(packet.zxid, now);
    case PacketType::inform: return inform(packet, data, now);
    case PacketType::commitAndActivate:
    case PacketType::informAndActivate: return activate(packet, now);
    case PacketType::newLeader: return takeNewLeader(packet, now);
    case PacketType::upToDate: return takeUpToDate(now);
    case PacketType::ping:
        if (serves) // Apache's learners leave it unanswered before.
            answerPing(packet);
        return;
    case PacketType::sync:
        if (serves)
            m_upstream.synced(now);
        return;
    case PacketType::revalidate: {
        const Result<RevalidateAnswer> answer = jute::decode<RevalidateAnswer>(data);
        if (!answer)
            return giveUp("REVALIDATE: " + answer.error().detail);
        if (serves)
            m_upstream.revalidated(*answer, now);
        return;
    }
    default: return remarkUnknown(packet);
    }
}

void Learner::remarkUnknown(const QuorumPacket& packet)
{
    constexpr std::size_t enoughForALog = 5;
    if (++m_unknownPackets <= enoughForALog)
        m_replica.effects().remarks.push_back("the leader sent a packet of type "
            + std::to_string(static_cast<std::int32_t>(packet.type))
            + ", which has no meaning here; it was ignored");
}

// ---- transactions ----

/// Within an epoch one follows the other; the first of an epoch has counter 1.
bool Learner::isNext(Zxid zxid) const
{
    if (zxid.epoch() == m_last.epoch())
        return zxid.counter() != 0 && zxid.value == m_last.value + 1;
    return zxid > m_last && zxid.counter() == 1;
}

bool Learner::propose(const QuorumPacket& packet, ByteView entry, Now now)
{
    Result<Txn> txn = decodeTxn(entry);
    if (!txn) {
        giveUp(namedPacket(packet) + " cannot be read: " + txn.error().detail);
        return false;
    }
    const Zxid zxid = txn->header.zxid;
    const bool beforeNewLeader = m_phase == Phase::history;
    const std::int64_t epoch = std::int64_t(zxid.epoch());
    std::string wrong;
    if (zxid != packet.zxid)
        wrong = "its transaction has zxid " + toText(zxid);
    else if (!isNext(zxid))
        wrong = "it does not follow " + toText(m_last) + ", the last one";
    else if (epoch > m_newEpoch || (!beforeNewLeader && epoch != m_newEpoch))
        wrong = "the leader's epoch is " + std::to_string(m_newEpoch);
    else if (m_pendingBytes + entry.size() > m_replica.peerSettings().learnerOutputLimitBytes)
        wrong = "too much waits for its commit";
    if (!wrong.empty()) {
        giveUp(namedPacket(packet) + ": " + wrong);
        return false;
    }
    m_last = zxid;
    if (packet.type == PacketType::proposal)
        noteReconfig(*txn, now); // Before its record.
    auto proposal = std::make_shared<const Proposal>(Proposal{
        std::move(*txn), std::make_shared<const Bytes>(entry.begin(), entry.end())});
    m_pendingBytes += entry.size();
    if (m_incoming)
        m_incoming->propose(std::move(proposal));
    else
        append(std::move(proposal));
    return true;
}

void Learner::append(ProposalRef proposal)
{
    const Zxid zxid = proposal->zxid();
    if (m_observer && !m_replica.peerSettings().syncEnabled)
        return m_replica.appendUnlogged(std::move(proposal));
    writeCurrentEpoch(std::int64_t(zxid.epoch()));
    m_unlogged.push_back(zxid);
    m_replica.append(std::move(proposal));
}

void Learner::commit(Zxid zxid, Now now)
{
    const std::deque<ProposalRef>& pending
        = m_incoming ? m_incoming->pending() : m_replica.pending();
    if (pending.empty() || pending.front()->zxid() != zxid)
        return giveUp("COMMIT " + toText(zxid) + " where "
            + (pending.empty() ? "nothing is pending"
                               : toText(pending.front()->zxid()) + " is due"));
    const ProposalRef proposal = pending.front();
    m_pendingBytes -= std::min(m_pendingBytes, proposal->entry->size());
    if (m_incoming)
        return m_incoming->commitNext();
    m_replica.commitNext(now);
    m_upstream.committed(proposal->txn);
    checkDigest(proposal->txn);
}

/// As Apache does, a difference is counted and told: the tree cannot be mended by leaving.
void Learner::checkDigest(const Txn& txn)
{
    if (!txn.digest || txn.digest->version != TxnDigest::currentVersion
        || !m_replica.serverSettings().digestEnabled
        || txn.digest->treeDigest == m_replica.tree().digest())
        return;
    m_replica.countDigestMismatch();
    if (std::exchange(m_digestDiffered, true))
        return; // From the first on all differ.
    m_replica.effects().warnings.push_back("the tree's digest after "
        + toText(txn.header.zxid) + " differs from the leader's: here "
        + toHexText(static_cast<std::int64_t>(m_replica.tree().digest())) + ", there "
        + toHexText(static_cast<std::int64_t>(txn.digest->treeDigest))
        + ". Compare the members (word hash); a member whose data directory is emptied gets the "
          "leader's tree anew.");
}

/// Observers get a transaction when it is committed.
void Learner::inform(const QuorumPacket& packet, ByteView entry, Now now)
{
    if (propose(packet, entry, now))
        commit(packet.zxid, now);
}

void Learner::noteReconfig(const Txn& txn, Now now)
{
    const auto* set = std::get_if<SetDataTxn>(&txn.body);
    ConfigKeeper* keeper = m_replica.configKeeper();
    if (keeper && set && txn.header.type == OpCode::reconfig && set->data)
        keeper->configProposed(textOf(*set->data), now);
}

/// The commit of a reconfiguration: its text is the configuration from here on. Source:
/// Follower.processPacket, Observer.processPacket of Apache ZooKeeper 3.8.
void Learner::activate(const QuorumPacket& packet, Now now)
{
    const Result<Activation> activation
        = Activation::decode(packet.data ? ByteView(*packet.data) : ByteView());
    if (!activation)
        return giveUp(namedPacket(packet) + ": " + activation.error().detail);
    if (packet.type == PacketType::informAndActivate
        && !propose({PacketType::inform, packet.zxid, {}, {}}, activation->txn, now))
        return;
    const std::deque<ProposalRef>& pending
        = m_incoming ? m_incoming->pending() : m_replica.pending();
    const ProposalRef proposal = pending.empty() ? nullptr : pending.front();
    const SetDataTxn* set = nullptr;
    if (proposal && proposal->zxid() == packet.zxid
        && proposal->txn.header.type == OpCode::reconfig)
        set = std::get_if<SetDataTxn>(&proposal->txn.body);
    if (!set || !set->data)
        return giveUp(namedPacket(packet) + " where no reconfiguration of that zxid is due");
    ConfigKeeper* keeper = m_replica.configKeeper();
    const bool ends = keeper
        && keeper->configCommitted(
            textOf(*set->data), activation->designatedLeader, packet.zxid, now);
    commit(packet.zxid, now);
    if (ends && !m_over)
        giveUp("the reconfiguration " + toText(packet.zxid)
            + " changes this server's role or its leader");
}

// ---- answers ----

void Learner::answerPing(const QuorumPacket& packet)
{
    m_link.send({PacketType::ping, packet.zxid, m_upstream.takeTouches(), packet.authInfo});
}

void Learner::ack(Zxid zxid) { m_link.send({PacketType::ack, zxid, {}, {}}); }

void Learner::acknowledgeLogged()
{
    for (; !m_ackable.empty(); m_ackable.pop_front())
        ack(m_ackable.front());
}

} // namespace zs::engine
