// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/lesson.h"

#include <string>
#include <vector>

/// What lessons look for in the evidence, each with its sentence. Pure.
namespace zs::ui::expect {

using Ids = std::vector<int>;

/// It looks for a leader and votes so.
[[nodiscard]] Expectation votes(int server, int leader, Zxid zxid);
/// Its count for the vote that it backs: exactly these voters.
[[nodiscard]] Expectation counts(int server, const Ids& voters, bool quorum);
/// It gives up its own vote for a better one.
[[nodiscard]] Expectation takesHigherId(int server, int leader);
/// For `takesNewer`: whoever has the newer zxid.
inline constexpr int anyone = 0;
[[nodiscard]] Expectation takesNewer(int server, int leader, Zxid mine, Zxid theirs);
[[nodiscard]] Expectation keepsNewer(int server, int leader, Zxid mine, Zxid theirs);
/// Contrary evidence: it takes somebody else's vote in this step.
[[nodiscard]] Expectation takesAnother(int server);
/// It is told of a leader by one that knows.
[[nodiscard]] Expectation isTold(int server, int by, int leader);
[[nodiscard]] Expectation leads(int server);
[[nodiscard]] Expectation follows(int server, int leader);
[[nodiscard]] Expectation observes(int server, int leader);
[[nodiscard]] Expectation startsLooking(int server);
[[nodiscard]] Expectation isDown(int server);
/// It is LOOKING and has the votes of all of these, which are no quorum: counted, as far as a
/// server tells that; of Apache's: heard.
[[nodiscard]] Finder isHeard(int server, const Ids& voters);
/// Contrary evidence: it starts an election round in this step.
[[nodiscard]] Expectation newElection(int server);
/// Contrary evidence: it leaves LOOKING in this step.
[[nodiscard]] Expectation isNotLooking(int server);
/// Contrary evidence: one of these is elected in this step; and `more`.
[[nodiscard]] std::vector<Expectation> elected(
    const Ids& servers, std::vector<Expectation> more = {});
[[nodiscard]] Expectation quorumIsLost(int leader, int have, int need);
[[nodiscard]] Expectation newEpoch(int server, int epoch);

/// All of these have applied the transaction.
[[nodiscard]] Expectation applied(const Ids& servers, Zxid zxid);
/// It logged it, though nobody may ever commit it.
[[nodiscard]] Expectation logged(int server, Zxid zxid);
/// Contrary evidence: it committed the transaction in this step.
[[nodiscard]] Expectation committed(int server, Zxid zxid);
/// How the leader brings a learner up to date, and what that one had.
[[nodiscard]] Expectation syncs(int leader, int learner, trace::SyncMode mode, Zxid learnerHad);

/// It has taken a whole tree of at least so many bytes.
[[nodiscard]] Expectation receivesSnapshot(int learner, std::int64_t bytesAtLeast);

/// A packet of the quorum port; pings are no packets. `zxid` none: any, and not shown.
struct PacketWord {
    trace::Direction dir = trace::Direction::in;
    const char* type = "";
    std::optional<Zxid> zxid{};
};
/// The packets between two servers since the step began, as `server` saw them, are exactly these
/// and in this order, up to the last of them.
[[nodiscard]] Expectation packets(
    int server, int peer, const std::vector<PacketWord>& words);

/// The leader takes it as an observer, not as a voter.
[[nodiscard]] Expectation joinsAsObserver(int leader, int observer);
/// One packet of the quorum port.
[[nodiscard]] Expectation receives(int server, int from, const char* type, Zxid zxid);
[[nodiscard]] Expectation sends(
    int server, int to, const char* type, std::optional<Zxid> zxid = {});
/// Contrary evidence: an observer is sent proposals, acknowledges one, or is counted by one of
/// these that are ours.
[[nodiscard]] std::vector<Expectation> actsAsVoter(int observer, const Ids& voters);
/// A quorum of acknowledgements at the leader.
[[nodiscard]] Expectation acknowledged(int leader, Zxid zxid);
/// Contrary evidence: everything of the list was seen, but not in this order.
[[nodiscard]] Expectation outOfOrder(const QString& text, std::vector<Expectation> parts);
/// The server's answer to a client of the lesson leaves.
[[nodiscard]] Expectation replies(
    int server, const std::string& client, const char* operation, Zxid zxidAtLeast);
/// A watch event for a client of the lesson leaves.
[[nodiscard]] Expectation tellsWatcher(
    int server, const std::string& client, const std::string& path, Zxid zxid);

/// The launcher has cut both directions of all links between the two groups.
[[nodiscard]] Expectation areCut(const Ids& some, const Ids& others);

/// A client's request was answered.
[[nodiscard]] Expectation succeeds(
    const std::string& client, const char* operation, const std::string& path);
[[nodiscard]] Expectation fails(const std::string& client, const char* operation,
    const std::string& path, Errc code);
[[nodiscard]] Expectation disconnected(const std::string& client);
/// Its session goes on through this server: the server says so; of Apache's, the client does.
[[nodiscard]] Expectation reattaches(const std::string& client, int server);

} // namespace zs::ui::expect
