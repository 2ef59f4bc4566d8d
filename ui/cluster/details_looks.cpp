// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel tells of the server or the message that is selected.
#include "ui/cluster/cluster_words.h"
#include "ui/cluster/picture_looks.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace zs::ui {
namespace {

using timeline::ClusterPicture;
using timeline::ServerPicture;

/// A server that tells a trace and has told nothing for so long is paused or hangs.
constexpr auto staleAfter = std::chrono::seconds(2);

/// The words of the panel: the same context as those of the rest of it.
struct PanelWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::PanelWords)
};

bool contains(const std::vector<ServerId>& ids, ServerId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

QString zxidWords(Zxid zxid)
{
    return QStringLiteral("0x%1 (%2)").arg(zxid.value, 0, 16).arg(shortZxid(zxid));
}

QString processText(const ServerPicture& server, const ClusterPicture& picture)
{
    if (server.isDown() || server.pid == 0)
        return PanelWords::tr("does not run", "a process");
    const auto pause = std::find_if(picture.faults.begin(), picture.faults.end(),
        [&](const timeline::FaultPicture& fault) {
            return fault.kind == timeline::FaultKind::pause && contains(fault.servers, server.id);
        });
    if (pause != picture.faults.end())
        return PanelWords::tr("pid %1, paused for %2", "a process: id, for how long")
            .arg(server.pid)
            .arg(shortDuration((picture.t - pause->since).count()));
    if (!server.processSince)
        return PanelWords::tr("pid %1").arg(server.pid);
    return PanelWords::tr("pid %1, up %2", "a process: id, for how long")
        .arg(server.pid)
        .arg(shortDuration((picture.t - *server.processSince).count()));
}

QString heldVotes(const ServerPicture& server)
{
    QStringList votes;
    for (const timeline::HeldVote& held : server.held)
        votes << QStringLiteral("%1 → %2").arg(held.from.value).arg(held.vote.leader.value);
    return votes.join(QStringLiteral(", "));
}

QString linkNames(const ServerPicture& server, trace::Port port)
{
    std::vector<ServerId> peers;
    QStringList names;
    for (const timeline::LinkEnd& end : server.links) {
        if (end.port != port || contains(peers, end.peer))
            continue;
        peers.push_back(end.peer);
        names << serverName(end.peer);
    }
    constexpr qsizetype namesShown = 3; // For more the panel is too narrow.
    if (names.size() > namesShown)
        return PanelWords::tr("servers %1", "a list of ids").arg(shortList(peers));
    return names.join(QStringLiteral(", "));
}

/// How fresh the figures are: only where they were polled, or when nothing came for long.
void addFreshness(const ServerPicture& server, const ClusterPicture& picture,
    std::vector<FactLook>& facts)
{
    if (!server.heard)
        return;
    const auto age = picture.t - *server.heard;
    if (server.source != timeline::Source::polling && (age < staleAfter || server.isDown()))
        return;
    const QString source = server.source == timeline::Source::polling
        ? PanelWords::tr("polled %1 ago").arg(shortDuration(age.count()))
        : PanelWords::tr("heard %1 ago").arg(shortDuration(age.count()));
    facts.push_back({PanelWords::tr("Fresh", "how old the figures are"), source});
}

} // namespace

DetailsLook detailsOf(
    const ServerPicture& server, const ClusterPicture& picture, const PictureContext&)
{
    DetailsLook look;
    look.title = serverName(server.id);
    look.chip = stateWord(server);
    look.role = roleOf(server);
    const QString unknown = PanelWords::tr("not observed", "a figure");
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? QString::number(*value) : QStringLiteral("?");
    };
    const bool polled = server.source == timeline::Source::polling;
    if (server.source == timeline::Source::log)
        look.facts.push_back({PanelWords::tr("Known by", "where figures of a server come from"),
            PanelWords::tr("its log and srvr, inferred")});
    if (!polled)
        look.facts.push_back({PanelWords::tr("Process"), processText(server, picture)});
    if (server.currentEpoch || server.acceptedEpoch)
        look.facts.push_back({PanelWords::tr("Current, accepted epoch"),
            PanelWords::tr("%1, %2", "two epochs")
                .arg(number(server.currentEpoch), number(server.acceptedEpoch))});
    if (!polled)
        look.facts.push_back({PanelWords::tr("Last logged zxid"),
            server.lastLogged ? zxidWords(*server.lastLogged) : unknown,
            server.lastLogged.has_value()});
    if (server.lastCommitted)
        look.facts.push_back(
            {PanelWords::tr("Last committed zxid"), zxidWords(*server.lastCommitted), true});
    if (server.digest)
        look.facts.push_back({PanelWords::tr("Tree digest"),
            PanelWords::tr("%1 at %2", "a digest, a zxid")
                .arg(QString::number(server.digest->digest, 16), shortZxid(server.digest->zxid)),
            true});
    if (server.state == trace::ServerState::looking && !server.held.empty())
        look.facts.push_back({PanelWords::tr("Votes held"), heldVotes(server)});
    if (!server.links.empty())
        look.facts.push_back({PanelWords::tr("Election links"),
            linkNames(server, trace::Port::election)});
    const QString quorum = linkNames(server, trace::Port::quorum);
    if (!quorum.isEmpty())
        look.facts.push_back({PanelWords::tr("Quorum links"), quorum});
    if (server.connections)
        look.facts.push_back({PanelWords::tr("Client connections"), number(server.connections)});
    if (server.outstanding)
        look.facts.push_back({PanelWords::tr("Requests that wait"), number(server.outstanding)});
    if (server.stateSince)
        look.facts.push_back({PanelWords::tr("In this state for"),
            shortDuration((picture.t - *server.stateSince).count())});
    addFreshness(server, picture, look.facts);
    return look;
}

DetailsLook detailsOf(const timeline::PacketFlight& flight, const PictureContext& context)
{
    DetailsLook look;
    look.title = visibleText(std::string_view(flight.type));
    const bool election = flight.port == trace::Port::election;
    look.role = election ? Role::looking : Role::following;
    look.chip = election ? PanelWords::tr("election port") : PanelWords::tr("quorum port");
    const auto time = [&](const std::optional<Instant>& t) {
        return t ? QStringLiteral("%1 s").arg(double((*t - context.begin).count()) / 1e9, 0, 'f', 6)
                 : PanelWords::tr("not observed", "when a message was sent or received");
    };
    look.facts = {
        {PanelWords::tr("From, to"),
            QStringLiteral("%1 → %2").arg(serverName(flight.from), serverName(flight.to))},
        {PanelWords::tr("Sent", "a message, when"), time(flight.sentAt), flight.sentAt.has_value()},
        {PanelWords::tr("Received", "a message, when"), time(flight.receivedAt),
            flight.receivedAt.has_value()}};
    if (flight.sentAt && flight.receivedAt)
        look.facts.push_back({PanelWords::tr("Under way"),
            shortDuration((*flight.receivedAt - *flight.sentAt).count())});
    if (flight.vote) {
        look.facts.push_back({PanelWords::tr("Vote"), shortVote(*flight.vote), true});
        look.facts.push_back({PanelWords::tr("Epoch, round"),
            QStringLiteral("%1, %2").arg(flight.vote->epoch).arg(flight.round)});
        const auto names = namesOf(flight.senderState);
        look.facts.push_back({PanelWords::tr("Sender’s state"),
            QString::fromLatin1(names[std::size_t(flight.senderState)].data())});
        if (flight.stale)
            look.facts.push_back(
                {PanelWords::tr("Old"), PanelWords::tr("repeated on a new connection")});
    }
    if (flight.zxid && flight.zxid->value != 0)
        look.facts.push_back({QStringLiteral("zxid"), zxidWords(*flight.zxid), true});
    if (flight.bytes > 0)
        look.facts.push_back({PanelWords::tr("Size"), formatBytes(flight.bytes)});
    if (flight.link > 0)
        look.facts.push_back({PanelWords::tr("Number on its link"), QString::number(flight.link)});
    return look;
}

} // namespace zs::ui
