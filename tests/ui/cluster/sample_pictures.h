// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/timeline/timeline.h"

#include <chrono>

/// The states of the design's pictures, as pictures of a timeline.
namespace zs::ui::sample {

using namespace std::chrono_literals;
using timeline::ClusterPicture;
using timeline::ServerPicture;

inline Instant at(std::chrono::nanoseconds t)
{
    return Instant(t);
}

inline ServerPicture server(int id, trace::ServerState state, Zxid zxid)
{
    ServerPicture one;
    one.id = ServerId(id);
    one.role = timeline::Role::participant;
    one.source = timeline::Source::trace;
    one.process = timeline::ProcessState::running;
    one.pid = 41870 + id;
    one.processSince = at(0ns);
    one.heard = at(50ms);
    one.state = state;
    one.acceptedEpoch = zxid.epoch();
    one.currentEpoch = zxid.epoch();
    one.lastLogged = zxid;
    one.lastCommitted = zxid;
    return one;
}

inline trace::Vote vote(int leader, Zxid zxid)
{
    return {ServerId(leader), zxid, std::int64_t(zxid.epoch())};
}

inline std::vector<ServerId> ids(std::initializer_list<int> numbers)
{
    std::vector<ServerId> all;
    for (const int number : numbers)
        all.emplace_back(number);
    return all;
}

inline timeline::VoteRow row(
    int judge, int from, const trace::Vote& theirs, const trace::Vote& mine)
{
    using timeline::CellOutcome;
    timeline::VoteRow row;
    row.t = at(50ms);
    row.at = ServerId(judge);
    row.from = ServerId(from);
    row.round = 6;
    row.mine = mine;
    row.theirs = theirs;
    bool decided = false;
    const auto cell = [&](std::int64_t their, std::int64_t my, trace::DecidedBy by) {
        timeline::VoteCell one{my, their, CellOutcome::notReached};
        if (decided)
            return one;
        one.outcome = their == my ? CellOutcome::equal
            : their > my          ? CellOutcome::theirsWins
                                  : CellOutcome::theirsLoses;
        if (their != my) {
            decided = true;
            row.by = by;
            row.verdict = their > my ? trace::Verdict::takes : trace::Verdict::keeps;
        }
        return one;
    };
    row.epoch = cell(theirs.epoch, mine.epoch, trace::DecidedBy::epoch);
    row.zxid = cell(theirs.zxid.value, mine.zxid.value, trace::DecidedBy::zxid);
    row.sid = cell(theirs.leader.value, mine.leader.value, trace::DecidedBy::sid);
    if (!decided)
        row.verdict = trace::Verdict::counts;
    return row;
}

/// Picture 04-election: 3 and 5 are killed, 1, 2 and 4 vote in round 6.
inline ClusterPicture election()
{
    ClusterPicture picture;
    picture.t = at(57ms);
    const Zxid eight(5, 8);
    const Zxid seven(5, 7);
    for (const int id : {1, 2, 3, 4, 5}) {
        const bool down = id == 3 || id == 5;
        ServerPicture one
            = server(id, trace::ServerState::looking, id >= 4 ? seven : eight);
        if (down) {
            one.process = timeline::ProcessState::killed;
            one.state = trace::ServerState::down;
            one.processSince = at(0ns);
        } else {
            one.vote = vote(2, eight);
            one.round = 6;
            if (id != 2)
                one.previousVote = vote(id, id == 4 ? seven : eight);
        }
        picture.servers.push_back(one);
    }
    picture.servers[1].held = {{ServerId(1), vote(2, eight), 6, {}, {}},
        {ServerId(2), vote(2, eight), 6, {}, {}}};
    picture.servers[1].links = {{ServerId(1), trace::Port::election, {}, {}},
        {ServerId(4), trace::Port::election, {}, {}}};
    picture.voters = ids({1, 2, 3, 4, 5});
    picture.quorumSize = 3;
    picture.stage.stage = timeline::Stage::election;
    timeline::ElectionPicture& election = picture.election;
    election.underWay = true;
    election.round = 6;
    election.best = timeline::Tally{vote(2, eight), ids({1, 2}), false};
    election.onTheWay = ids({4});
    election.rows = {row(1, 2, vote(2, eight), vote(1, eight)),
        row(1, 4, vote(4, seven), vote(2, eight)), row(2, 1, vote(1, eight), vote(2, eight)),
        row(2, 4, vote(4, seven), vote(2, eight)), row(4, 1, vote(1, eight), vote(4, seven)),
        row(4, 2, vote(2, eight), vote(1, eight)), row(2, 1, vote(2, eight), vote(2, eight))};
    return picture;
}

inline timeline::PacketFlight notification(
    int from, int to, std::chrono::nanoseconds sent, std::chrono::nanoseconds received)
{
    timeline::PacketFlight flight;
    flight.from = ServerId(from);
    flight.to = ServerId(to);
    flight.port = trace::Port::election;
    flight.type = "NOTIFICATION";
    flight.vote = vote(2, Zxid(5, 8));
    flight.round = 6;
    flight.sentAt = at(sent);
    flight.receivedAt = at(received);
    flight.sentMoment = std::uint64_t(10 * from + to);
    return flight;
}

inline timeline::Traffic electionTraffic()
{
    timeline::Traffic traffic;
    traffic.flights = {notification(1, 2, 52ms, 62ms), notification(1, 4, 49ms, 63ms),
        notification(4, 2, 54ms, 74ms)};
    return traffic;
}

inline timeline::SyncPicture sync(int learner, trace::SyncMode mode, Zxid had, Zxid from, Zxid to)
{
    timeline::SyncPicture one;
    one.leader = ServerId(2);
    one.learner = ServerId(learner);
    one.mode = mode;
    one.learnerZxid = had;
    one.from = from;
    one.to = to;
    return one;
}

/// Picture 04-sync: 2 leads epoch 6 and brings the others up to date.
inline ClusterPicture synchronization()
{
    ClusterPicture picture;
    picture.t = at(131ms);
    const Zxid end(5, 12);
    std::vector<timeline::SyncPicture> syncs{
        sync(1, trace::SyncMode::diff, end, end, end),
        sync(3, trace::SyncMode::trunc, Zxid(5, 13), end, end),
        sync(4, trace::SyncMode::diff, Zxid(5, 10), Zxid(5, 10), end),
        sync(5, trace::SyncMode::snap, Zxid(2, 40), end, end),
        sync(6, trace::SyncMode::diff, Zxid(5, 11), Zxid(5, 11), end)};
    syncs[0].newLeaderAcked = true;
    syncs[3].bytes = 19'293'798;
    syncs[3].ofBytes = 31'561'318;
    syncs[4].role = trace::LearnerRole::observer;
    for (const int id : {1, 2, 3, 4, 5, 6}) {
        ServerPicture one = server(id, trace::ServerState::following, end);
        one.phase = trace::Phase::synchronization;
        one.leader = ServerId(2);
        for (const timeline::SyncPicture& each : syncs) {
            if (each.learner == one.id) {
                one.sync = each;
                one.lastLogged = one.lastCommitted = each.learnerZxid;
            }
        }
        if (id == 6) {
            one.state = trace::ServerState::observing;
            one.role = timeline::Role::observer;
        }
        if (id == 2) {
            one.state = trace::ServerState::leading;
            one.logMin = Zxid(5, 3);
            one.logMax = end;
            one.lastCommitted = Zxid(6, 0);
        }
        picture.servers.push_back(one);
    }
    picture.syncs = syncs;
    picture.voters = ids({1, 2, 3, 4, 5});
    picture.observers = ids({6});
    picture.quorumSize = 3;
    picture.stage = {timeline::Stage::synchronization, ServerId(2), 6, 62'000'000, ids({1, 2}),
        false, {}, {}, {}, false, at(118ms)};
    return picture;
}

inline timeline::TxnPicture txn(int counter, const char* type, const char* path,
    timeline::TxnState state, std::initializer_list<int> logged)
{
    timeline::TxnPicture one;
    one.zxid = Zxid(6, std::uint32_t(counter));
    one.type = type;
    one.path = path;
    one.state = state;
    one.logged = ids(logged);
    return one;
}

/// Picture 04-broadcast-partition: 4 and 5 are cut off, 3 leads on.
inline ClusterPicture partition()
{
    ClusterPicture picture;
    picture.t = at(3122ms);
    for (const int id : {1, 2, 3, 4, 5}) {
        const bool away = id >= 4;
        ServerPicture one = server(id,
            away         ? trace::ServerState::looking
                : id == 3 ? trace::ServerState::leading
                          : trace::ServerState::following,
            Zxid(6, away ? 38 : 41));
        if (away) {
            one.vote = vote(5, Zxid(6, 38));
            one.round = 9;
        } else {
            one.phase = trace::Phase::broadcast;
            one.leader = ServerId(3);
            if (id != 3)
                one.lastCommitted = Zxid(6, 40);
        }
        picture.servers.push_back(one);
    }
    picture.voters = ids({1, 2, 3, 4, 5});
    picture.quorumSize = 3;
    picture.stage = {timeline::Stage::broadcast, ServerId(3), 6, 62'000'000, ids({1, 2, 3}), true,
        Zxid(6, 41), Zxid(6, 41), ids({1, 2, 3}), true, at(0ns)};
    using State = timeline::TxnState;
    picture.transactions = {txn(38, "delete", "/b", State::committed, {1, 2, 3, 4, 5}),
        txn(39, "setData", "/a", State::committed, {1, 2, 3}),
        txn(40, "setData", "/a", State::committed, {1, 2, 3}),
        txn(41, "create", "/job-", State::committed, {1, 2, 3}),
        txn(42, "setData", "/a", State::proposed, {3}),
        txn(43, "setData", "/a", State::queued, {})};
    timeline::FaultPicture fault;
    fault.kind = timeline::FaultKind::partition;
    fault.what = "partition";
    fault.servers = ids({4, 5});
    picture.faults = {fault};
    return picture;
}

} // namespace zs::ui::sample
