// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/expectations.h"

#include "ui/cluster/cluster_words.h"
#include "ui/cluster/lessons/expectation_parts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace zs::ui::expect {
namespace {

using trace::Direction;
using trace::ServerState;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonExpectations)
};

/// The first event T of this server in the step for which `fits` holds.
template <class T, class Fits>
Finder first(int server, Fits fits)
{
    return [=](const Evidence& seen) { return timeOf(seen.find<T>(ServerId(server), fits)); };
}

} // namespace

Expectation votes(int server, int leader, Zxid zxid)
{
    const auto is = [=](const trace::Vote& vote) {
        return vote.leader.value == leader && vote.zxid == zxid;
    };
    return {Words::tr("Server %1 votes for %2 (%3)", "3: the newest zxid of the candidate")
                .arg(server)
                .arg(leader)
                .arg(shortZxid(zxid)),
        [=](const Evidence& seen) {
            if (const auto* begins = seen.find<trace::RoundEvent>(
                    ServerId(server), [&](const auto& round) { return is(round.vote); }))
                return timeOf(begins);
            return timeOf(seen.find<trace::NotifyEvent>(ServerId(server), [&](const auto& sent) {
                return sent.dir == trace::Direction::out && !sent.stale
                    && sent.peerState == ServerState::looking && is(sent.vote);
            }));
        }};
}

Expectation counts(int server, const Ids& voters, bool quorum)
{
    const QString text = quorum
        ? Words::tr("Server %1 counts the votes of %2: a quorum")
        : Words::tr("Server %1 counts the votes of %2: no quorum yet");
    const std::vector<ServerId> ids = idsOf(voters);
    return {text.arg(QString::number(server), serverList(ids)),
        first<trace::TallyEvent>(server, [=](const trace::TallyEvent& tally) {
            return tally.voters == ids && tally.quorum == quorum;
        })};
}

Expectation takesHigherId(int server, int leader)
{
    return {Words::tr("Server %1 takes the vote for %2: same zxid, higher id")
                .arg(server)
                .arg(leader),
        first<trace::CompareEvent>(server, [=](const trace::CompareEvent& compare) {
            return compare.result == trace::Verdict::takes && compare.by == trace::DecidedBy::sid
                && compare.theirs.leader.value == leader;
        })};
}

Expectation takesNewer(int server, int leader, Zxid mine, Zxid theirs)
{
    const QString text = leader == anyone
        ? Words::tr("Server %1 gives up its vote: zxid %2 is newer than its own %3")
              .arg(QString::number(server), shortZxid(theirs), shortZxid(mine))
        : Words::tr("Server %1 takes the vote for %2: zxid %3 is newer than its own %4")
              .arg(QString::number(server), QString::number(leader), shortZxid(theirs),
                  shortZxid(mine));
    return {text, first<trace::CompareEvent>(server, [=](const trace::CompareEvent& compare) {
        return compare.result == trace::Verdict::takes && compare.by == trace::DecidedBy::zxid
            && (leader == anyone || compare.theirs.leader.value == leader)
            && compare.theirs.zxid == theirs && compare.mine.zxid == mine;
    })};
}

Expectation keepsNewer(int server, int leader, Zxid mine, Zxid theirs)
{
    return {Words::tr("Server %1 keeps its vote against that for %2: zxid %3 is newer than %4")
                .arg(server)
                .arg(leader)
                .arg(shortZxid(mine), shortZxid(theirs)),
        first<trace::CompareEvent>(server, [=](const trace::CompareEvent& compare) {
            return compare.result == trace::Verdict::keeps && compare.by == trace::DecidedBy::zxid
                && compare.theirs.leader.value == leader && compare.theirs.zxid == theirs
                && compare.mine.zxid == mine;
        })};
}

Expectation takesAnother(int server)
{
    return {Words::tr("server %1 gives up its vote").arg(server),
        first<trace::CompareEvent>(server, [=](const trace::CompareEvent& compare) {
            return compare.result == trace::Verdict::takes
                && compare.theirs.leader.value != server;
        })};
}

Expectation isTold(int server, int by, int leader)
{
    return {Words::tr("Server %1 is told by %2 that %3 leads").arg(server).arg(by).arg(leader),
        first<trace::NotifyEvent>(server, [=](const trace::NotifyEvent& heard) {
            return heard.dir == trace::Direction::in && heard.peer.value == by
                && heard.vote.leader.value == leader
                && (heard.peerState == ServerState::following
                    || heard.peerState == ServerState::leading);
        })};
}

namespace {

/// It serves in that role, and began to in this step or before; what counts is that it does.
Finder serving(int server, int leader)
{
    return [=](const Evidence& seen) { return seen.serves(ServerId(server), ServerId(leader)); };
}

} // namespace

Expectation leads(int server)
{
    return {Words::tr("Server %1 is LEADING and serves").arg(server), serving(server, server)};
}

Expectation follows(int server, int leader)
{
    return {Words::tr("Server %1 is FOLLOWING server %2").arg(server).arg(leader),
        serving(server, leader)};
}

Expectation observes(int server, int leader)
{
    return {Words::tr("Server %1 is OBSERVING under server %2").arg(server).arg(leader),
        serving(server, leader)};
}

Expectation startsLooking(int server)
{
    return {Words::tr("Server %1 is LOOKING").arg(server),
        first<trace::StateEvent>(server, [](const trace::StateEvent& state) {
            return state.to == ServerState::looking;
        })};
}

Expectation isDown(int server)
{
    return {Words::tr("Server %1 is down").arg(server),
        first<trace::ProcessEvent>(0, [=](const trace::ProcessEvent& process) {
            using Change = trace::ProcessChange;
            return process.server.value == server
                && (process.what == Change::killed || process.what == Change::stopped
                    || process.what == Change::exited);
        })};
}

Expectation newElection(int server)
{
    return {Words::tr("server %1 starts an election").arg(server),
        first<trace::RoundEvent>(server, [](const trace::RoundEvent&) { return true; })};
}

Expectation isNotLooking(int server)
{
    return {Words::tr("server %1 does not stay LOOKING").arg(server),
        first<trace::StateEvent>(server, [](const trace::StateEvent& state) {
            return state.to != ServerState::looking;
        })};
}

Finder isHeard(int server, const Ids& voters)
{
    const Finder counted = counts(server, voters, false).find;
    return [=](const Evidence& seen) -> std::optional<Instant> {
        if (!seen.isForeign(ServerId(server)))
            return counted(seen);
        std::optional<Instant> last;
        for (const int voter : voters) {
            const auto heard = timeOf(
                seen.find<trace::NotifyEvent>(ServerId(server), [voter](const auto& notify) {
                    return notify.dir == Direction::in && notify.peer.value == voter;
                }));
            if (!heard)
                return std::nullopt;
            last = std::max(last.value_or(*heard), *heard);
        }
        return last;
    };
}

std::vector<Expectation> elected(const Ids& servers, std::vector<Expectation> more)
{
    for (const int server : servers)
        more.push_back({Words::tr("server %1 is elected").arg(server),
            first<trace::StateEvent>(server, [](const trace::StateEvent& state) {
                return state.to == ServerState::leading;
            })});
    return more;
}

Expectation quorumIsLost(int leader, int have, int need)
{
    return {Words::tr("Server %1 has lost its quorum: %2 of %3").arg(leader).arg(have).arg(need),
        first<trace::QuorumLostEvent>(leader, [=](const trace::QuorumLostEvent& lost) {
            return lost.have == have && lost.need == need;
        })};
}

Expectation newEpoch(int server, int epoch)
{
    return {Words::tr("Server %1 writes epoch %2 to its disk").arg(server).arg(epoch),
        first<trace::EpochFileEvent>(server, [=](const trace::EpochFileEvent& file) {
            return file.file == trace::EpochFile::current && file.epoch == epoch;
        })};
}

Expectation applied(const Ids& servers, Zxid zxid)
{
    return {Words::tr("Transaction %1 is applied on %2", "2: servers")
                .arg(shortZxid(zxid), serverList(idsOf(servers))),
        [=](const Evidence& seen) -> std::optional<Instant> {
            std::optional<Instant> last;
            for (const int server : servers) {
                const Evidence::Life& life = seen.life(ServerId(server));
                if (life.applied < zxid)
                    return std::nullopt;
                last = std::max(last.value_or(life.appliedAt), life.appliedAt);
            }
            return last;
        }};
}

Expectation logged(int server, Zxid zxid)
{
    return {Words::tr("Server %1 has logged %2").arg(server).arg(shortZxid(zxid)),
        first<trace::TxnEvent>(server, [=](const trace::TxnEvent& txn) {
            return txn.zxid == zxid && txn.step == trace::TxnStep::logged;
        })};
}

Expectation committed(int server, Zxid zxid)
{
    const Finder told = first<trace::TxnEvent>(server, [=](const trace::TxnEvent& txn) {
        return txn.zxid == zxid && txn.step == trace::TxnStep::committed;
    });
    // What a foreign server has processed was committed; no later leader counts in that epoch.
    const Finder answered = first<trace::PolledEvent>(server, [=](const auto& polled) {
        return polled.zxid && *polled.zxid >= zxid && polled.zxid->epoch() == zxid.epoch();
    });
    return {Words::tr("server %1 commits %2").arg(server).arg(shortZxid(zxid)),
        [=](const Evidence& seen) {
            return seen.isForeign(ServerId(server)) ? answered(seen) : told(seen);
        }};
}

Expectation syncs(int leader, int learner, trace::SyncMode mode, Zxid learnerHad)
{
    return {Words::tr("Server %1 brings %2, which has %3, up to date by %4", "4: DIFF, TRUNC …")
                .arg(QString::number(leader), QString::number(learner), shortZxid(learnerHad),
                    wordOf(mode)),
        first<trace::SyncEvent>(leader, [=](const trace::SyncEvent& sync) {
            return sync.peer.value == learner && sync.mode == mode && sync.peerZxid == learnerHad;
        })};
}

Expectation receivesSnapshot(int learner, std::int64_t bytesAtLeast)
{
    return {Words::tr("Server %1 has received the whole tree").arg(learner),
        first<trace::SyncProgressEvent>(learner, [=](const trace::SyncProgressEvent& progress) {
            return progress.bytes >= bytesAtLeast && progress.bytes >= progress.of;
        })};
}

namespace {

QString wordOf(const PacketWord& word)
{
    const QString type = QLatin1String(word.type);
    return word.zxid ? QStringLiteral("%1 %2").arg(type, shortZxid(*word.zxid)) : type;
}

bool fits(const PacketWord& word, const trace::PacketEvent& packet)
{
    return word.dir == packet.dir && packet.type == word.type
        && (!word.zxid || packet.zxid == word.zxid);
}

} // namespace

Expectation packets(int server, int peer, const std::vector<PacketWord>& words)
{
    QStringList texts;
    for (const PacketWord& word : words)
        texts << wordOf(word);
    return {Words::tr("Between %1 and %2: %3", "1, 2: servers; 3: packets in their order")
                .arg(peer)
                .arg(server)
                .arg(texts.join(QStringLiteral(", "))),
        [=](const Evidence& seen) -> std::optional<Instant> {
            std::size_t next = 0;
            bool exact = true;
            const auto* last = seen.find<trace::PacketEvent>(
                ServerId(server), [&](const trace::PacketEvent& packet) {
                    if (packet.port != trace::Port::quorum || packet.peer.value != peer)
                        return false;
                    exact = exact && fits(words[next], packet);
                    return ++next == words.size();
                });
            return exact ? timeOf(last) : std::nullopt;
        }};
}

Expectation joinsAsObserver(int leader, int observer)
{
    return {Words::tr("Server %1 takes server %2 as an observer").arg(leader).arg(observer),
        first<trace::LearnerEvent>(leader, [=](const trace::LearnerEvent& learner) {
            return learner.peer.value == observer && learner.role == trace::LearnerRole::observer;
        })};
}

namespace {

Finder packet(int server, int peer, Direction dir, const char* type, std::optional<Zxid> zxid)
{
    return first<trace::PacketEvent>(
        server, [=, name = std::string(type)](const trace::PacketEvent& packet) {
            return packet.port == trace::Port::quorum && packet.dir == dir
                && packet.peer.value == peer && packet.type == name
                && (!zxid || packet.zxid == zxid);
        });
}

} // namespace

Expectation receives(int server, int from, const char* type, Zxid zxid)
{
    return {Words::tr("Server %1 receives %2 from %3", "2: COMMIT 1|4")
                .arg(QString::number(server),
                    QLatin1String(type) + QLatin1Char(' ') + shortZxid(zxid),
                    QString::number(from)),
        packet(server, from, Direction::in, type, zxid)};
}

Expectation sends(int server, int to, const char* type, std::optional<Zxid> zxid)
{
    const QString words = zxid
        ? QLatin1String(type) + QLatin1Char(' ') + shortZxid(*zxid)
        : QString(QLatin1String(type));
    return {Words::tr("Server %1 sends %2 to %3", "2: ACK 1|4")
                .arg(QString::number(server), words, QString::number(to)),
        packet(server, to, Direction::out, type, zxid)};
}

namespace {

/// Nothing of Apache's server: what it counts is not told.
Finder ofOurs(int server, Finder find)
{
    return [=](const Evidence& seen) {
        return seen.isForeign(ServerId(server)) ? std::nullopt : find(seen);
    };
}

} // namespace

std::vector<Expectation> actsAsVoter(int observer, const Ids& voters)
{
    const ServerId id(observer);
    const auto has = [id](const std::vector<ServerId>& ids) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    std::vector<Expectation> contrary = {
        {Words::tr("server %1 is sent a proposal or a commit").arg(observer),
            first<trace::PacketEvent>(observer,
                [](const trace::PacketEvent& packet) {
                    return packet.dir == Direction::in
                        && (packet.type == "PROPOSAL" || packet.type == "COMMIT");
                })},
        {Words::tr("server %1 votes for itself").arg(observer),
            first<trace::NotifyEvent>(observer,
                [id](const trace::NotifyEvent& sent) {
                    return sent.dir == Direction::out && sent.vote.leader == id;
                })},
    };
    for (const int voter : voters) {
        const Finder counts = first<trace::TallyEvent>(
            voter, [has](const trace::TallyEvent& tally) { return has(tally.voters); });
        const Finder takes = first<trace::AcksEvent>(
            voter, [has](const trace::AcksEvent& acks) { return has(acks.from); });
        contrary.push_back({Words::tr("server %1 counts the vote of %2").arg(voter).arg(observer),
            ofOurs(voter, counts)});
        contrary.push_back(
            {Words::tr("server %1 counts an acknowledgement of %2").arg(voter).arg(observer),
                ofOurs(voter, takes)});
    }
    return contrary;
}

Expectation acknowledged(int leader, Zxid zxid)
{
    return {Words::tr("A quorum has %1 on disk, as server %2 counts")
                .arg(shortZxid(zxid))
                .arg(leader),
        first<trace::AcksEvent>(leader, [=](const trace::AcksEvent& acks) {
            return acks.zxid.zxid == zxid && acks.quorum;
        })};
}

namespace {

struct Order {
    std::optional<Instant> last; ///< When the last of all was seen; none: not all were.
    bool kept = true;
};

Order orderOf(const std::vector<Expectation>& parts, const Evidence& seen)
{
    Order order;
    std::optional<Instant> before;
    for (const Expectation& part : parts) {
        const auto at = part.find(seen);
        if (!at)
            return {};
        order.kept = order.kept && (!before || *before <= *at);
        order.last = std::max(order.last.value_or(*at), *at);
        before = at;
    }
    return order;
}

} // namespace

Expectation outOfOrder(const QString& text, std::vector<Expectation> parts)
{
    return {text, [=](const Evidence& seen) -> std::optional<Instant> {
                const Order order = orderOf(parts, seen);
                return order.kept ? std::nullopt : order.last;
            }};
}

Expectation replies(
    int server, const std::string& client, const char* operation, Zxid zxidAtLeast)
{
    return {Words::tr("Server %1 answers the client's %2")
                .arg(server)
                .arg(QLatin1String(operation)),
        [=, name = std::string(operation)](const Evidence& seen) {
            const SessionId session = seen.sessionOf(client);
            return timeOf(seen.find<trace::ReplyEvent>(ServerId(server), [&](const auto& reply) {
                return reply.session == session && reply.op == name && reply.err == 0
                    && reply.zxid >= zxidAtLeast;
            }));
        }};
}

Expectation tellsWatcher(
    int server, const std::string& client, const std::string& path, Zxid zxid)
{
    return {Words::tr("Server %1 tells the client who watches %2", "2: a path")
                .arg(QString::number(server), QString::fromStdString(path)),
        [=](const Evidence& seen) {
            const SessionId session = seen.sessionOf(client);
            return timeOf(
                seen.find<trace::WatchFiredEvent>(ServerId(server), [&](const auto& event) {
                    return event.session == session && event.path == path && event.zxid == zxid;
                }));
        }};
}

Expectation areCut(const Ids& some, const Ids& others)
{
    const auto has = [](const Ids& ids, ServerId id) {
        return std::find(ids.begin(), ids.end(), int(id.value)) != ids.end();
    };
    return {Words::tr("The links between %1 and %2 are cut")
                .arg(serverList(idsOf(some)), serverList(idsOf(others))),
        [=](const Evidence& seen) -> std::optional<Instant> {
            std::size_t ways = 0;
            const auto* last
                = seen.find<trace::FaultEvent>(ServerId(), [&](const trace::FaultEvent& fault) {
                      if (!fault.on)
                          return false;
                      if (fault.what == "partition") {
                          const auto all = [&](const Ids& group) {
                              return std::all_of(fault.servers.begin(), fault.servers.end(),
                                         [&](ServerId id) { return has(group, id); })
                                  && fault.servers.size() == group.size();
                          };
                          return all(some) || all(others);
                      }
                      if (fault.what == "cut" && fault.peer) {
                          for (const ServerId from : fault.servers)
                              ways += has(some, from) && has(others, *fault.peer) ? 1 : 0;
                      }
                      return ways == some.size() * others.size();
                  });
            return timeOf(last);
        }};
}

namespace {

Finder answer(const std::string& client, const char* operation, const std::string& path, Errc code)
{
    return [=, name = std::string(operation)](
               const Evidence& seen) -> std::optional<Instant> {
        const ClientAnswer* found = seen.findAnswer([&](const ClientAnswer& one) {
            return one.what == ClientAnswer::What::answer && one.client == client
                && one.operation == name && one.path == path && one.code == code;
        });
        return found ? std::optional(found->at) : std::nullopt;
    };
}

} // namespace

Expectation succeeds(const std::string& client, const char* operation, const std::string& path)
{
    return {Words::tr("The client's %1 of %2 succeeds", "1: create, getData …; 2: a path")
                .arg(QLatin1String(operation), QString::fromStdString(path)),
        answer(client, operation, path, Errc::ok)};
}

Expectation fails(
    const std::string& client, const char* operation, const std::string& path, Errc code)
{
    return {Words::tr("The client's %1 of %2 fails: %3", "1: create, getData …; 3: NoNode …")
                .arg(QLatin1String(operation), QString::fromStdString(path),
                    QString::fromStdString(std::string(errcName(code)))),
        answer(client, operation, path, code)};
}

Expectation disconnected(const std::string& client)
{
    return {Words::tr("The client loses its connection"),
        [=](const Evidence& seen) -> std::optional<Instant> {
            const ClientAnswer* found = seen.findAnswer([&](const ClientAnswer& one) {
                return one.what == ClientAnswer::What::disconnected && one.client == client;
            });
            return found ? std::optional(found->at) : std::nullopt;
        }};
}

namespace {

/// As the client tells it: connected to that server, with the id that it had from the first.
std::optional<Instant> reconnected(const Evidence& seen, const std::string& client, ServerId server)
{
    const auto isConnection = [&](const ClientAnswer& one) {
        return one.what == ClientAnswer::What::connected && one.client == client;
    };
    const ClientAnswer* first = seen.findAnswer(isConnection, Evidence::Since::start);
    return timeOf(seen.findAnswer([&](const ClientAnswer& one) {
        return isConnection(one) && &one != first && one.server == server
            && one.session == first->session;
    }));
}

} // namespace

Expectation reattaches(const std::string& client, int server)
{
    return {Words::tr("The same session goes on through server %1").arg(server),
        [=](const Evidence& seen) {
            const SessionId session = seen.sessionOf(client);
            if (seen.isForeign(ServerId(server)))
                return reconnected(seen, client, ServerId(server));
            return timeOf(
                seen.find<trace::SessionEvent>(ServerId(server), [&](const auto& event) {
                    return event.id == session
                        && event.what == trace::SessionChange::reattached;
                }));
        }};
}

} // namespace zs::ui::expect
