// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/expectations_more.h"

#include "ui/cluster/cluster_words.h"
#include "ui/cluster/lessons/expectation_parts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace zs::ui::expect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::LessonExpectations)
};

/// A good answer of the step.
bool isAnswer(const ClientAnswer& answer, const std::string& client, const char* operation,
    const std::string& path)
{
    return answer.what == ClientAnswer::What::answer && answer.client == client
        && answer.operation == operation && answer.path == path && answer.code == Errc::ok;
}

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

Expectation oneLeads(const Ids& servers)
{
    return {Words::tr("One of %1 leads, and the others follow", "1: servers")
                .arg(serverList(idsOf(servers))),
        [=](const Evidence& seen) -> std::optional<Instant> {
            const std::optional<ServerId> leader = seen.leader();
            if (!leader)
                return std::nullopt;
            std::optional<Instant> last;
            for (const int server : servers) {
                const auto since = seen.serves(ServerId(server), *leader);
                if (!since)
                    return std::nullopt;
                last = std::max(last.value_or(*since), *since);
            }
            return last;
        }};
}

Expectation syncsBy(int leader, int learner, const std::vector<trace::SyncMode>& modes)
{
    QStringList words;
    for (const trace::SyncMode mode : modes)
        words << wordOf(mode);
    return {Words::tr("Server %1 rolls back and brings up to date server %2 (%3)",
        "3: TRUNC, SNAP …")
                .arg(leader)
                .arg(learner)
                .arg(words.join(QStringLiteral(" / "))),
        [=](const Evidence& seen) {
            return timeOf(seen.find<trace::SyncEvent>(ServerId(leader), [&](const auto& sync) {
                return sync.peer.value == learner
                    && std::find(modes.begin(), modes.end(), sync.mode) != modes.end();
            }));
        }};
}

Expectation givesUpInTime(int leader, const Ids& silent)
{
    constexpr auto least = lessonSyncLimit * lessonTick;
    constexpr int mostPings = 2 * (lessonSyncLimit + 1);
    return {Words::tr("Server %1 heard none of %2 for syncLimit ticks (%3 ms), and gave up before "
                      "one more was over")
                .arg(leader)
                .arg(serverList(idsOf(silent)))
                .arg(least.count()),
        [=](const Evidence& seen) -> std::optional<Instant> {
            const Evidence::Loss* loss = seen.loss(ServerId(leader));
            if (!loss)
                return std::nullopt;
            for (const ServerId id : idsOf(silent)) {
                const auto found = loss->learners.find(id);
                if (found == loss->learners.end() || found->second.pings > mostPings
                    || loss->lostAt - found->second.heard < least)
                    return std::nullopt;
            }
            return loss->lostAt;
        }};
}

Expectation commitsAnything(int server)
{
    return {Words::tr("server %1 commits a transaction").arg(server), [=](const Evidence& seen) {
                return timeOf(seen.find<trace::TxnEvent>(ServerId(server), [](const auto& txn) {
                    return txn.step == trace::TxnStep::committed;
                }));
            }};
}

Expectation answersWrite(int server, const std::string& client)
{
    return {Words::tr("server %1 tells a client that its write succeeded").arg(server),
        [=](const Evidence& seen) {
            const SessionId session = seen.sessionOf(client);
            return timeOf(
                seen.find<trace::ReplyEvent>(ServerId(server), [&](const auto& reply) {
                    return reply.session == session && reply.op.rfind("create", 0) == 0
                        && reply.err == 0;
                }));
        }};
}

Expectation ownsNode(
    const std::string& client, const std::string& reader, const std::string& path)
{
    return {Words::tr("%1 is there, and belongs to that session", "1: a path").arg(textOf(path)),
        [=](const Evidence& seen) {
            return timeOf(seen.findAnswer([&](const ClientAnswer& answer) {
                return isAnswer(answer, reader, "getData", path) && answer.stat
                    && answer.stat->ephemeralOwner == seen.sessionOf(client)
                    && answer.stat->ephemeralOwner != SessionId();
            }));
        }};
}

Expectation expires(int leader, const std::string& client)
{
    return {Words::tr("Server %1, which leads, lets the session expire").arg(leader),
        [=](const Evidence& seen) {
            const SessionId session = seen.sessionOf(client);
            return timeOf(
                seen.find<trace::SessionEvent>(ServerId(leader), [&](const auto& event) {
                    return event.id == session && event.what == trace::SessionChange::expired;
                }));
        }};
}

Expectation endsOnAll(const Ids& servers, const std::string& client)
{
    return {Words::tr("One and the same transaction ends the session on %1", "1: servers")
                .arg(serverList(idsOf(servers))),
        [=](const Evidence& seen) -> std::optional<Instant> {
            const SessionId session = seen.sessionOf(client);
            std::optional<Zxid> zxid;
            std::optional<Instant> last;
            for (const int server : servers) {
                const auto* moment
                    = seen.find<trace::TxnEvent>(ServerId(server), [&](const auto& txn) {
                          return txn.type == "closeSession" && txn.session == session
                              && txn.step == trace::TxnStep::applied;
                      });
                if (!moment)
                    return std::nullopt;
                const Zxid here = std::get<trace::TxnEvent>(moment->event).zxid;
                if (zxid.value_or(here) != here)
                    return std::nullopt;
                zxid = here;
                last = std::max(last.value_or(moment->t), moment->t);
            }
            return last;
        }};
}

Expectation isNamed(
    const std::string& client, const std::string& asked, const std::string& name)
{
    return {Words::tr("The new node is %1", "1: a path").arg(textOf(name)),
        [=](const Evidence& seen) {
            return timeOf(seen.findAnswer([&](const ClientAnswer& answer) {
                return isAnswer(answer, client, "create", asked) && answer.text == name;
            }));
        }};
}

Expectation isNamedAbove(
    const std::string& client, const std::string& asked, const std::string& above)
{
    return {Words::tr("The new node has a higher number than %1", "1: a path").arg(textOf(above)),
        [=](const Evidence& seen) {
            return timeOf(seen.findAnswer([&](const ClientAnswer& answer) {
                return isAnswer(answer, client, "create", asked)
                    && answer.text.size() == above.size() && answer.text > above;
            }));
        }};
}

Expectation dialled(int server, int peer, trace::Port port, int dialler)
{
    const QString text = port == trace::Port::election
        ? Words::tr("Election port: of %1 and %2, the connection that %3 opened stands")
        : Words::tr("Quorum port: between %1 and %2, server %3 opened the connection");
    return {text.arg(server).arg(peer).arg(dialler),
        [=](const Evidence& seen) -> std::optional<Instant> {
            const timeline::Moment* newest = nullptr;
            for (const timeline::Moment& moment : seen.moments()) {
                const auto* link = std::get_if<trace::LinkEvent>(&moment.event);
                if (link && moment.server.value == server && link->peer.value == peer
                    && link->port == port)
                    newest = &moment;
            }
            if (!newest)
                return std::nullopt;
            const auto& link = std::get<trace::LinkEvent>(newest->event);
            return link.up && link.dialler == ServerId(dialler) ? std::optional(newest->t)
                                                                : std::nullopt;
        }};
}

Expectation showsZxids(
    const std::string& client, const std::string& path, const ZxidsOf& zxids)
{
    return {Words::tr("%1: czxid %2, mzxid %3, pzxid %4", "1: a path")
                .arg(textOf(path), shortZxid(zxids.czxid), shortZxid(zxids.mzxid),
                    shortZxid(zxids.pzxid)),
        [=](const Evidence& seen) {
            return timeOf(seen.findAnswer([&](const ClientAnswer& answer) {
                return isAnswer(answer, client, "getData", path) && answer.stat
                    && answer.stat->czxid == zxids.czxid && answer.stat->mzxid == zxids.mzxid
                    && answer.stat->pzxid == zxids.pzxid;
            }));
        }};
}

Expectation hasZxid(int server, const char* type, Zxid zxid)
{
    return {Words::tr("Transaction %1 is of type %2").arg(shortZxid(zxid), QLatin1String(type)),
        [=, name = std::string(type)](const Evidence& seen) {
            return timeOf(seen.find<trace::TxnEvent>(ServerId(server), [&](const auto& txn) {
                return txn.zxid == zxid && txn.type == name
                    && txn.step == trace::TxnStep::applied;
            }));
        }};
}

Expectation showsAcl(
    const std::string& client, const std::string& path, const std::vector<std::string>& entries)
{
    QStringList words;
    for (const std::string& entry : entries)
        words << textOf(entry);
    return {Words::tr("The ACL of %1 is %2", "1: a path; 2: entries")
                .arg(textOf(path), words.join(QStringLiteral(", "))),
        [=](const Evidence& seen) {
            // Servers keep the entries of several identities in an order of their own.
            return timeOf(seen.findAnswer([&](const ClientAnswer& answer) {
                const QStringList read = textOf(answer.text).split(u'\n', Qt::SkipEmptyParts);
                return isAnswer(answer, client, "getACL", path)
                    && std::is_permutation(
                        read.begin(), read.end(), words.begin(), words.end());
            }));
        }};
}

} // namespace zs::ui::expect
