// SPDX-License-Identifier: Apache-2.0
// The reducer's rules about discovery, synchronization and broadcast.
#include "localcluster/timeline/reducer.h"

#include <algorithm>

namespace zs::timeline {

using trace::Direction;
using trace::Phase;
using trace::SyncMode;
using trace::TxnStep;

namespace {

void insertSorted(std::vector<ServerId>& ids, ServerId id)
{
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    if (at == ids.end() || *at != id)
        ids.insert(at, id);
}

bool contains(const std::vector<ServerId>& ids, ServerId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::optional<SyncMode> modeOf(std::string_view packet)
{
    if (packet == "DIFF")
        return SyncMode::diff;
    if (packet == "TRUNC")
        return SyncMode::trunc;
    if (packet == "SNAP")
        return SyncMode::snap;
    return std::nullopt;
}

} // namespace

SyncPicture* Reducer::syncOf(ServerId learner)
{
    for (SyncPicture& one : m_state.picture.syncs) {
        if (one.learner == learner)
            return &one;
    }
    return nullptr;
}

/// A row of its own for this learner, new.
SyncPicture& Reducer::openSync(ServerId leader, ServerId learner)
{
    std::vector<SyncPicture>& all = m_state.picture.syncs;
    auto at = std::lower_bound(all.begin(), all.end(), learner,
        [](const SyncPicture& one, ServerId id) { return one.learner < id; });
    if (at == all.end() || at->learner != learner) {
        if (all.size() >= PictureLimits::syncs)
            at = all.end() - 1; // Beyond the limit the last row is used again.
        else
            at = all.emplace(at);
    }
    *at = SyncPicture();
    at->leader = leader;
    at->learner = learner;
    at->since = at->changed = m_moment->t;
    return *at;
}

void Reducer::take(Server& s, const trace::LearnerEvent& e)
{
    SyncPicture& sync = openSync(s.id, e.peer);
    sync.role = e.role;
    Happening& told = tell(HappeningKind::learnerCame, s.id);
    told.other = e.peer;
    // FOLLOWERINFO holds the accepted epoch, not a zxid: what it has comes with ACKEPOCH. A log's
    // line does not even tell the epoch.
    if (!m_moment->inferred)
        told.epoch = e.lastZxid.epoch();
    told.observer = e.role == trace::LearnerRole::observer;
}

void Reducer::take(Server& s, const trace::SyncEvent& e)
{
    SyncPicture* known = syncOf(e.peer);
    SyncPicture& sync = known && known->leader == s.id ? *known : openSync(s.id, e.peer);
    sync.mode = e.mode;
    sync.learnerZxid = e.peerZxid;
    sync.from = e.from;
    sync.to = e.to;
    sync.why = cutText(e.why);
    sync.changed = m_moment->t;
    if (e.mode != SyncMode::snap)
        sync.ofBytes = e.bytes;
    else if (e.bytes > 0)
        sync.ofBytes = e.bytes;
    s.logMin = e.min;
    s.logMax = e.max;
    if (e.mode == SyncMode::trunc || e.mode == SyncMode::truncDiff)
        cutTransactions(e.peer, e.from);
    Happening& told = tell(HappeningKind::syncChosen, s.id);
    told.other = e.peer;
    told.mode = e.mode;
    told.zxid = e.peerZxid;
    told.from = e.from;
    told.to = e.to;
    told.count = e.bytes;
    told.why = sync.why;
    told.observer = sync.role == trace::LearnerRole::observer;
    watchLanes();
}

/// Told by the learner about what came in, or by the leader about what went out.
void Reducer::take(Server& s, const trace::SyncProgressEvent& e)
{
    const ServerId learner = s.isLeader() ? e.peer : s.id;
    SyncPicture* sync = syncOf(learner);
    if (!sync)
        return;
    // Both ends may tell: what arrived is the better figure, and never goes back.
    if (learner == s.id || !sync->bytes || e.bytes > *sync->bytes)
        sync->bytes = e.bytes;
    if (e.of > 0)
        sync->ofBytes = e.of;
    sync->changed = m_moment->t;
    if (learner == s.id && e.of > 0 && e.bytes >= e.of) {
        Happening& told = tell(HappeningKind::snapshotTaken, s.id);
        told.other = sync->leader;
        told.count = e.bytes;
    }
}

void Reducer::take(Server& s, const trace::AcksEvent& e)
{
    StagePicture& stage = m_state.picture.stage;
    const std::optional<std::int64_t> need = m_state.picture.quorumSize;
    const auto have = static_cast<std::int64_t>(e.from.size());
    const std::vector<ServerId> acked = cutList(e.from);
    if (!e.zxid.zxid) {
        for (const ServerId from : acked) {
            if (contains(stage.newLeaderAcks, from))
                continue;
            Happening& told = tell(HappeningKind::newLeaderAck, s.id);
            told.other = from;
            told.have = have;
            told.need = need;
            if (SyncPicture* sync = syncOf(from))
                sync->newLeaderAcked = true;
        }
        stage.newLeaderAcks = acked;
        stage.newLeaderQuorum = e.quorum;
        return;
    }
    const Zxid zxid = *e.zxid.zxid;
    stage.acking = zxid;
    stage.acks = acked;
    stage.acksQuorum = e.quorum;
    const TxnPicture* judged = transaction(zxid);
    for (const ServerId from : acked) {
        if (judged && contains(judged->acks, from))
            continue;
        Happening& told = tell(HappeningKind::ackFrom, s.id);
        told.other = from;
        told.zxid = zxid;
        told.have = have;
        told.need = need;
    }
    // Logs have no gaps: who has logged this has logged all before it.
    for (TxnPicture& txn : m_state.picture.transactions) {
        if (txn.zxid > zxid || txn.zxid.epoch() != zxid.epoch())
            continue;
        for (const ServerId from : acked)
            insertSorted(txn.acks, from);
        txn.quorum = txn.quorum || e.quorum;
    }
}

void Reducer::take(Server& s, const trace::PacketEvent& e)
{
    OpenSend one;
    one.port = e.port;
    one.type = cutText(e.type);
    one.zxid = e.zxid;
    one.bytes = e.bytes;
    one.link = e.link;
    one.sentAt = m_moment->t;
    one.moment = m_index;
    one.inferred = m_moment->inferred;
    if (e.dir == Direction::out) {
        one.from = s.id;
        one.to = e.peer;
        sent(std::move(one));
    } else {
        one.from = e.peer;
        one.to = s.id;
        received(one);
    }
    if (e.port != trace::Port::quorum)
        return;
    if (e.zxid && e.dir == Direction::in)
        foreignSays(s, e.peer, e.type, *e.zxid);
    if (s.isLeader())
        packetAtLeader(s, e);
    else
        packetAtLearner(s, e);
}

/// What a packet proves about its sender, when that one tells no trace of its own.
void Reducer::foreignSays(const Server& hearer, ServerId from, std::string_view type, Zxid zxid)
{
    Server* const sender = server(from, false);
    if (!sender || !sender->isForeign() || sender->isDown())
        return;
    if (hearer.isLeader()) {
        // Counter 0: of NEWLEADER or UPTODATE, no transaction.
        if (type == "ACK" && zxid.counter() > 0)
            foreignLogged(*sender, zxid);
    } else if (type == "COMMIT" || type == "INFORM") {
        sender->lastCommitted = std::max(sender->lastCommitted.value_or(zxid), zxid);
    }
}

/// A server acknowledges what is on its disk; logs have no gaps.
void Reducer::foreignLogged(Server& s, Zxid zxid)
{
    s.lastLogged = std::max(s.lastLogged.value_or(zxid), zxid);
    for (TxnPicture& txn : m_state.picture.transactions) {
        if (txn.zxid <= zxid && txn.zxid.epoch() == zxid.epoch())
            insertSorted(txn.logged, s.id);
    }
}

/// A server without a trace begins to serve. What it told in the election is no figure of its
/// present any more; what its leader told of the synchronization is.
void Reducer::foreignServes(Server& s, std::int64_t epoch)
{
    if (s.isLeader()) {
        s.lastLogged.reset();
        s.lastCommitted.reset();
        if (epoch > 0)
            s.lastCommitted = Zxid(static_cast<std::uint32_t>(epoch), 0);
        return;
    }
    const SyncPicture* sync = syncOf(s.id);
    const ServerPicture* leader = sync ? m_state.picture.server(sync->leader) : nullptr;
    const bool told = sync && sync->mode && leader;
    if (!told || leader->isForeign()) {
        s.lastLogged.reset(); // Its acknowledgements go to a leader that tells nothing of them.
    } else if (!s.lastLogged || s.lastLogged->epoch() != leader->currentEpoch) {
        s.lastLogged = sync->to;
    }
    s.lastCommitted.reset();
    if (told)
        s.lastCommitted = sync->to;
}

void Reducer::packetAtLeader(Server& s, const trace::PacketEvent& e)
{
    if (e.dir == Direction::out && e.type == "PROPOSAL" && e.zxid) {
        if (TxnPicture* txn = transaction(*e.zxid); txn && txn->state == TxnState::queued)
            txn->state = TxnState::proposed;
        return;
    }
    // The leader tells no more of what it has committed, but who is slow logs it, too.
    StagePicture& stage = m_state.picture.stage;
    if (e.dir == Direction::in && e.type == "ACK" && e.zxid && stage.acking
        && *e.zxid >= *stage.acking && isVoter(e.peer))
        insertSorted(stage.acks, e.peer);
    SyncPicture* sync = syncOf(e.peer);
    if (!sync || sync->leader != s.id)
        return;
    if (e.dir == Direction::in && e.type == "ACKEPOCH" && e.zxid) {
        sync->learnerZxid = *e.zxid;
    } else if (e.dir == Direction::in && e.type == "ACK" && !sync->newLeaderAcked && e.zxid
        && e.zxid->counter() == 0) {
        sync->newLeaderAcked = true;
        sync->changed = m_moment->t;
    } else if (e.dir == Direction::out && e.type == "UPTODATE") {
        sync->upToDate = true;
        sync->changed = m_moment->t;
    }
}

void Reducer::packetAtLearner(Server& s, const trace::PacketEvent& e)
{
    if (e.dir != Direction::in || !e.zxid || s.phase == Phase::broadcast)
        return;
    if (const std::optional<SyncMode> mode = modeOf(e.type)) {
        modeFromPacket(s, e, *mode);
    } else if (e.type == "NEWLEADER") {
        // Everything before it has come: the tree of a SNAP is whole.
        if (SyncPicture* sync = syncOf(s.id); sync && sync->mode == SyncMode::snap) {
            if (sync->bytes && !sync->ofBytes) {
                Happening& told = tell(HappeningKind::snapshotTaken, s.id);
                told.other = e.peer;
                told.count = *sync->bytes;
                sync->ofBytes = sync->bytes;
            }
            s.lastLogged = s.lastCommitted = std::max(sync->from, sync->to);
        }
    }
}

void Reducer::modeFromPacket(Server& s, const trace::PacketEvent& e, SyncMode mode)
{
    SyncPicture* sync = syncOf(s.id);
    const ServerPicture* leader = m_state.picture.server(e.peer);
    if (!sync || sync->leader != e.peer) {
        if (leader && leader->source == Source::trace)
            return; // Its own line tells more, and comes.
        // A leader without a trace: its packet is all that is known.
        sync = &openSync(e.peer, s.id);
        sync->role = s.role == Role::observer ? trace::LearnerRole::observer
                                              : trace::LearnerRole::participant;
        sync->learnerZxid = s.lastLogged;
        sync->mode = mode;
        sync->from = sync->to = *e.zxid;
        Happening& told = tell(HappeningKind::syncChosen, e.peer);
        told.other = s.id;
        told.mode = mode;
        told.zxid = s.lastLogged;
        told.to = *e.zxid;
        watchLanes();
    }
    if (mode == SyncMode::trunc) {
        s.lastLogged = *e.zxid;
        if (s.lastCommitted)
            s.lastCommitted = std::min(*s.lastCommitted, *e.zxid);
        cutTransactions(s.id, *e.zxid);
    }
}

TxnPicture* Reducer::transaction(Zxid zxid)
{
    std::vector<TxnPicture>& all = m_state.picture.transactions;
    const auto at = std::lower_bound(all.begin(), all.end(), zxid,
        [](const TxnPicture& one, Zxid wanted) { return one.zxid < wanted; });
    return at != all.end() && at->zxid == zxid ? &*at : nullptr;
}

void Reducer::take(Server& s, const trace::TxnEvent& e)
{
    std::vector<TxnPicture>& all = m_state.picture.transactions;
    // Learners tell `proposed`, too, when a proposal reaches them.
    const bool proposes = e.step == TxnStep::proposed && s.isLeader();
    if ((proposes || (e.step == TxnStep::logged && s.phase == Phase::broadcast))
        && (all.empty() || all.back().zxid < e.zxid)) {
        if (all.size() >= PictureLimits::transactions)
            all.erase(all.begin());
        TxnPicture& txn = all.emplace_back();
        txn.zxid = e.zxid;
        txn.type = cutText(e.type);
        if (e.path)
            txn.path = cutText(*e.path);
        txn.session = e.session;
        txn.queuedAt = m_moment->t;
    }
    if (proposes) {
        Happening& told = tell(HappeningKind::proposes, s.id);
        told.zxid = e.zxid;
        told.why = cutText(e.type);
        told.path = cutText(e.path.value_or(std::string()));
    }
    step(s, e.zxid, e.step);
}

void Reducer::step(Server& s, Zxid zxid, TxnStep step)
{
    TxnPicture* txn = transaction(zxid);
    switch (step) {
    case TxnStep::proposed:
        return;
    case TxnStep::logged:
        s.lastLogged = std::max(s.lastLogged.value_or(zxid), zxid);
        if (txn) {
            insertSorted(txn->logged, s.id);
            if (txn->state == TxnState::queued)
                txn->state = TxnState::proposed;
        }
        return;
    case TxnStep::committed:
        if (s.isLeader()) {
            m_state.picture.stage.committed = zxid;
            Happening& told = tell(HappeningKind::quorumCommit, s.id);
            told.zxid = zxid;
            if (txn)
                told.have = static_cast<std::int64_t>(txn->acks.size());
            told.need = m_state.picture.quorumSize;
        }
        break;
    case TxnStep::applied:
        // Also told of what a server finds in its log when it starts, committed or not.
        return commitAt(s, zxid);
    }
    m_state.committed = std::max(m_state.committed, zxid);
    commitAt(s, zxid);
    if (!txn)
        return;
    insertSorted(txn->committed, s.id);
    if (txn->state != TxnState::committed) {
        txn->state = TxnState::committed;
        txn->committedAt = m_moment->t;
    }
}

void Reducer::commitAt(Server& s, Zxid zxid)
{
    s.lastCommitted = std::max(s.lastCommitted.value_or(zxid), zxid);
    // What is in the tree is on the disk, too; an observer tells its log in no line of its own.
    s.lastLogged = std::max(s.lastLogged.value_or(zxid), zxid);
}

/// The learner's log ends at `after` now; what nobody has any more was never committed.
void Reducer::cutTransactions(ServerId learner, Zxid after)
{
    std::erase_if(m_state.picture.transactions, [&](TxnPicture& txn) {
        if (txn.zxid <= after || txn.state == TxnState::committed)
            return false;
        std::erase(txn.logged, learner);
        std::erase(txn.acks, learner);
        return txn.logged.empty();
    });
}

void Reducer::take(Server& s, const trace::FlowEvent& e)
{
    if (e.step) {
        if (e.count > 0) {
            step(s, e.first, *e.step);
            step(s, e.last, *e.step);
        }
        return;
    }
    if (!e.port || !e.peer || !e.dir)
        return;
    const bool out = *e.dir == Direction::out;
    if (!out && *e.port == trace::Port::quorum && e.type && e.count > 0)
        foreignSays(s, *e.peer, *e.type, e.last);
    CountedFlow flow;
    flow.from = out ? s.id : *e.peer;
    flow.to = out ? *e.peer : s.id;
    flow.port = *e.port;
    flow.type = cutText(e.type.value_or(std::string()));
    flow.count = e.count;
    flow.bytes = e.bytes;
    flow.first = e.first;
    flow.last = e.last;
    flow.end = m_moment->t;
    constexpr std::int64_t longest = 10'000'000'000; // Far above what a writer folds.
    flow.begin = flow.end - Instant::duration(std::clamp<std::int64_t>(e.spanNs, 0, longest));
    flow.toldBy = *e.dir;
    m_told->flows.push_back(std::move(flow));
}

} // namespace zs::timeline
