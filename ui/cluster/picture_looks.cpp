// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/picture_looks.h"

#include "ui/cluster/cluster_words.h"
#include "ui/cluster/packet_crowd.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace zs::ui {
namespace {

using timeline::ClusterPicture;
using timeline::ServerPicture;
using timeline::Stage;

struct PictureWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::PictureWords)
};

bool contains(const std::vector<ServerId>& ids, ServerId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool inElection(const ClusterPicture& picture)
{
    return picture.stage.stage == Stage::election || picture.stage.stage == Stage::unknown;
}

TextLine zxidLine(const ServerPicture& server)
{
    const Token tone = server.isDown() ? Token::text2 : Token::text;
    const std::optional<Zxid> zxid
        = server.lastCommitted ? server.lastCommitted : server.lastLogged;
    if (!zxid)
        return {};
    TextLine line{{QStringLiteral("zxid "), Token::text2}, {shortZxid(*zxid), tone}};
    if (server.isSyncing() && server.sync && server.sync->mode && server.sync->to != *zxid) {
        line = {{QStringLiteral("zxid "), Token::text2},
            {shortZxidOrUnknown(server.sync->learnerZxid), tone},
            {QStringLiteral(" → "), Token::text2}, {shortZxid(server.sync->to), tone}};
    }
    return line;
}

TextLine downLine(const ServerPicture& server, const PictureContext& context)
{
    if (!server.processSince)
        return {};
    const double at = double((*server.processSince - context.begin).count()) / 1e9;
    const QString time = QString::number(at, 'f', 3);
    const QString text = server.process == timeline::ProcessState::killed
        ? PictureWords::tr("killed at %1 s").arg(time)
        : PictureWords::tr("stopped at %1 s").arg(time);
    return {{text, Token::text2}};
}

TextLine voteLine(const ServerPicture& server)
{
    if (!server.vote)
        return {};
    TextLine line{{PictureWords::tr("vote", "noun, on a card, before a server id") + u' ',
                      Token::text2},
        {QString::number(server.vote->leader.value), Token::text, true},
        {QStringLiteral(" (%1)").arg(shortZxid(server.vote->zxid)), Token::text}};
    if (server.previousVote && server.previousVote->leader != server.vote->leader) {
        line.push_back({u' '
                + PictureWords::tr("was %1", "the vote before, on a card")
                      .arg(server.previousVote->leader.value),
            Token::text2});
    }
    return line;
}

TextLine syncLine(const ServerPicture& server)
{
    const timeline::SyncPicture& sync = *server.sync;
    const auto line = [](const QString& word, const QString& rest) {
        return TextLine{{word + u' ', Token::text2}, {rest, Token::text}};
    };
    if (sync.newLeaderAcked)
        return line(PictureWords::tr("acked", "a learner did"), QStringLiteral("NEWLEADER"));
    if (!sync.mode)
        return {};
    if (*sync.mode == trace::SyncMode::snap) {
        if (sync.bytes && sync.ofBytes.value_or(0) > 0)
            return line(PictureWords::tr("snapshot", "on a card"),
                QStringLiteral("%1 %").arg(100 * *sync.bytes / *sync.ofBytes));
        return {{PictureWords::tr("snapshot", "on a card"), Token::text2}};
    }
    if (*sync.mode == trace::SyncMode::diff && sync.learnerZxid == sync.to)
        return {{PictureWords::tr("equal to leader", "a learner, on a card"), Token::text2}};
    if (*sync.mode == trace::SyncMode::diff)
        return line(
            PictureWords::tr("takes", "a learner takes proposals up to"), shortZxid(sync.to));
    return line(PictureWords::tr("drops", "a learner drops a proposal"),
        shortZxidOrUnknown(sync.learnerZxid));
}

TextLine thirdLine(const ServerPicture& server, const PictureContext& context)
{
    if (server.isDown())
        return downLine(server, context);
    const bool observer = server.role == timeline::Role::observer;
    if (server.state == trace::ServerState::looking && !observer)
        return voteLine(server);
    if (server.isSyncing() && server.sync)
        return syncLine(server);
    if (server.isLeader() && server.phase != trace::Phase::broadcast && server.logMin
        && server.logMax)
        return {{QStringLiteral("log "), Token::text2},
            {shortZxid(*server.logMin) + u'…' + shortZxid(*server.logMax), Token::text}};
    if (observer)
        return {{PictureWords::tr("does not vote", "an observer"), Token::text2}};
    const std::optional<Zxid> last = server.isLeader() ? server.lastCommitted : server.lastLogged;
    if (!last)
        return {};
    const QString word = server.isLeader() ? PictureWords::tr("commits", "a leader, before a zxid")
                                           : PictureWords::tr("logged", "before a zxid");
    return {{word + u' ', Token::text2}, {shortZxid(*last), Token::text}};
}

QString spokenCard(const ServerPicture& server, const CardLook& card)
{
    QString text = PictureWords::tr("Server %1, %2", "for screen readers: id, state")
                       .arg(server.id.value)
                       .arg(card.state);
    const auto add = [&text](const QString& part) { text += QStringLiteral(", ") + part; };
    const bool votes = server.role != timeline::Role::observer;
    if (server.state == trace::ServerState::looking && votes && server.vote)
        add(PictureWords::tr("votes for %1").arg(server.vote->leader.value));
    if (!card.second.empty()) {
        QString zxid;
        for (const TextBit& bit : card.second)
            zxid += bit.text;
        add(zxid);
    }
    if (card.paused)
        add(PictureWords::tr("paused", "for screen readers: the process"));
    if (card.sessions > 0)
        add(PictureWords::tr("%n session(s)", nullptr, card.sessions));
    return text;
}

CardLook cardOf(
    const ServerPicture& server, const ClusterPicture& picture, const PictureContext& context)
{
    CardLook card;
    card.id = server.id;
    card.name = serverName(server.id);
    const auto port = context.ports.find(server.id);
    if (port != context.ports.end())
        card.port = port->second;
    card.role = roleOf(server);
    card.state = stateWord(server);
    if (card.role == Role::leading)
        card.icon = QStringLiteral("crown");
    card.down = server.isDown() || !server.state;
    card.paused = server.process == timeline::ProcessState::paused;
    card.second = zxidLine(server);
    card.third = thirdLine(server, context);
    card.sessions = int(std::count_if(picture.sessions.begin(), picture.sessions.end(),
        [&](const timeline::SessionPicture& session) { return session.server == server.id; }));
    if (card.sessions == 0)
        card.sessions = int(server.connections.value_or(0));
    card.spoken = spokenCard(server, card);
    return card;
}

/// Who is cut off from whom by the faults in force.
struct Reach {
    std::map<std::pair<ServerId, ServerId>, QString> faults; ///< By (lower, higher) id.

    void add(ServerId a, ServerId b, const QString& text)
    {
        if (a != b)
            faults[std::minmax(a, b)] = text;
    }
    [[nodiscard]] bool broken(ServerId a, ServerId b) const
    {
        return faults.contains(std::minmax(a, b));
    }
};

Reach reachOf(const ClusterPicture& picture)
{
    Reach reach;
    for (const timeline::FaultPicture& fault : picture.faults) {
        for (const ServerId id : fault.servers) {
            switch (fault.kind) {
            case timeline::FaultKind::isolate:
            case timeline::FaultKind::partition:
                for (const ServerPicture& other : picture.servers) {
                    const bool sameSide = fault.kind == timeline::FaultKind::partition
                        && contains(fault.servers, other.id);
                    if (!sameSide)
                        reach.add(id, other.id, {});
                }
                break;
            case timeline::FaultKind::cut:
                if (fault.peer)
                    reach.add(id, *fault.peer,
                        PictureWords::tr("%1 → %2 held", "on a link whose packets are held")
                            .arg(id.value)
                            .arg(fault.peer->value));
                break;
            case timeline::FaultKind::delay:
                if (fault.peer && fault.ms)
                    reach.add(id, *fault.peer,
                        PictureWords::tr("+%1 ms", "on a link that is delayed").arg(*fault.ms));
                break;
            default: break;
            }
        }
    }
    return reach;
}

LinkLook linkOf(const ServerPicture& a, const ServerPicture& b, const ClusterPicture& picture,
    const Reach& reach, bool carries)
{
    LinkLook link;
    link.a = std::min(a.id, b.id);
    link.b = std::max(a.id, b.id);
    if (reach.broken(a.id, b.id)) {
        link.fault = reach.faults.at({link.a, link.b});
        // Of a partition only what the leader misses: all links would hide the rest.
        const bool matters = !picture.stage.leader || *picture.stage.leader == a.id
            || *picture.stage.leader == b.id;
        link.style = !link.fault.isEmpty() ? LinkStyle::cut
            : matters                      ? LinkStyle::unreachable
                                           : LinkStyle::quiet;
        return link;
    }
    const bool aDown = roleOf(a) == Role::down;
    const bool bDown = roleOf(b) == Role::down;
    if (aDown || bDown) {
        link.style = aDown && bDown ? LinkStyle::quiet : LinkStyle::unreachable;
        return link;
    }
    const ServerPicture* leader = a.isLeader() ? &a : b.isLeader() ? &b : nullptr;
    if (leader) {
        const ServerPicture& learner = leader == &a ? b : a;
        const bool linked = learner.leader == leader->id || learner.sync.has_value();
        if (linked && learner.state != trace::ServerState::looking) {
            if (learner.state == trace::ServerState::observing) {
                link.style = LinkStyle::observer;
                link.tint = tintOf(Role::observing);
            } else if (learner.isSyncing() && learner.sync && learner.sync->mode) {
                const bool snap = *learner.sync->mode == trace::SyncMode::snap;
                link.style = snap ? LinkStyle::heavy : LinkStyle::carries;
                link.tint = tintOf(roleOf(*learner.sync->mode));
            } else {
                link.style = LinkStyle::carries;
                link.tint = tintOf(Role::leading);
            }
            return link;
        }
    }
    if (carries || (inElection(picture) && a.state == trace::ServerState::looking
            && b.state == trace::ServerState::looking)) {
        link.style = LinkStyle::thin;
        link.tint = tintOf(Role::looking);
    }
    return link;
}

Tint packetTint(const std::string& type, trace::Port port)
{
    if (port == trace::Port::election)
        return tintOf(Role::looking);
    if (type == "PROPOSAL" || type == "DIFF" || type == "LEADERINFO" || type == "NEWLEADER")
        return tintOf(Role::following);
    if (type == "ACK" || type == "ACKEPOCH")
        return tintOf(Role::leading);
    if (type == "COMMIT" || type == "UPTODATE" || type == "COMMITANDACTIVATE")
        return accentTint();
    if (type == "INFORM" || type == "OBSERVERINFO" || type == "INFORMANDACTIVATE")
        return tintOf(Role::observing);
    if (type == "TRUNC")
        return tintOf(Role::danger);
    if (type == "SNAP")
        return tintOf(Role::looking);
    return tintOf(Role::down);
}

QString packetWord(const timeline::PacketFlight& flight)
{
    if (flight.vote) {
        QString text = shortVote(*flight.vote);
        // ZooKeeper starts its rounds from huge numbers in some states; only a round is one.
        if (flight.round >= 0)
            text += QStringLiteral(" r%1").arg(flight.round);
        return text;
    }
    QString type = visibleText(std::string_view(flight.type));
    if (type == QStringLiteral("PROPOSAL"))
        type = QStringLiteral("PROPOSE");
    const bool named = flight.zxid && flight.zxid->value > 0
        && (flight.type == "PROPOSAL" || flight.type == "ACK" || flight.type == "COMMIT"
            || flight.type == "INFORM");
    return named ? type + u' ' + shortZxid(*flight.zxid) : type;
}

} // namespace

std::uint64_t keyOf(const timeline::PacketFlight& flight)
{
    // A message is one line of its sender, or else one line of its receiver.
    if (flight.sentMoment)
        return *flight.sentMoment << 1 | 0;
    return flight.receivedMoment.value_or(0) << 1 | 1;
}

namespace {

/// Where a message is; none when it is not to be drawn at this time.
std::optional<double> placeOf(
    const timeline::PacketFlight& flight, Instant now, const PictureContext& context)
{
    if (!flight.sentAt || !flight.receivedAt) {
        // One end alone is known: it is shown there for the shortest flight, and not in between.
        const Instant at = flight.sentAt ? *flight.sentAt : *flight.receivedAt;
        if (now < at || now > at + context.leastFlight)
            return std::nullopt;
        return flight.sentAt ? 0.12 : 0.88;
    }
    const auto span = std::max<std::chrono::nanoseconds>(
        *flight.receivedAt - *flight.sentAt, context.leastFlight);
    if (now < *flight.sentAt || now > *flight.sentAt + span)
        return std::nullopt;
    return span.count() == 0 ? 0.5 : double((now - *flight.sentAt).count()) / double(span.count());
}

void addBadges(const ClusterPicture& picture, std::vector<PacketLook>& packets)
{
    for (const timeline::SyncPicture& sync : picture.syncs) {
        if (!sync.mode || sync.upToDate)
            continue;
        PacketLook badge;
        badge.key = std::uint64_t(1) << 62 | std::uint64_t(sync.learner.value);
        badge.from = sync.leader;
        badge.to = sync.learner;
        badge.rests = true;
        badge.word = wordOf(*sync.mode);
        const bool equal = sync.learnerZxid == sync.to && *sync.mode == trace::SyncMode::diff;
        badge.tint = tintOf(equal ? Role::leading : roleOf(*sync.mode));
        if (equal) {
            badge.detail = PictureWords::tr("empty", "a DIFF with nothing in it");
        } else if (*sync.mode == trace::SyncMode::snap) {
            const bool known = sync.bytes && sync.ofBytes.value_or(0) > 0;
            badge.detail = known ? PictureWords::tr("%1 of %2", "bytes of a snapshot")
                                       .arg(formatBytes(*sync.bytes), formatBytes(*sync.ofBytes))
                                 : shortZxid(sync.to);
            if (known)
                badge.progress = double(*sync.bytes) / double(*sync.ofBytes);
        } else if (*sync.mode == trace::SyncMode::diff) {
            badge.detail = shortZxidOrUnknown(sync.learnerZxid) + QStringLiteral(" → ")
                + shortZxid(sync.to);
        } else {
            badge.detail = shortZxid(sync.from);
        }
        badge.spoken = PictureWords::tr("%1 for server %2: %3", "a badge: DIFF, id, detail")
                           .arg(badge.word)
                           .arg(sync.learner.value)
                           .arg(badge.detail);
        packets.push_back(badge);
    }
}

void addMovedSessions(
    const ClusterPicture& picture, const PictureContext& context, std::vector<PacketLook>& packets)
{
    const auto shown = std::max<std::chrono::nanoseconds>(
        context.leastFlight, std::chrono::milliseconds(250));
    for (const timeline::SessionPicture& session : picture.sessions) {
        if (!session.movedAt || !session.movedFrom || !session.server
            || picture.t > *session.movedAt + shown)
            continue;
        PacketLook pill;
        pill.key = std::uint64_t(1) << 61 ^ std::uint64_t(session.id.value);
        pill.from = *session.movedFrom;
        pill.to = *session.server;
        pill.along = double((picture.t - *session.movedAt).count()) / double(shown.count());
        pill.tint = tintOf(Role::down);
        pill.word = PictureWords::tr("session", "a client's session that moves");
        pill.spoken = PictureWords::tr("Session %1 moves from server %2 to %3")
                          .arg(formatSessionId(session.id))
                          .arg(session.movedFrom->value)
                          .arg(session.server->value);
        packets.push_back(pill);
    }
}

std::vector<PacketLook> packetsOf(const ClusterPicture& picture, const timeline::Traffic& traffic,
    const PictureContext& context)
{
    std::vector<PacketLook> packets;
    for (const timeline::PacketFlight& flight : traffic.flights) {
        const auto along = placeOf(flight, picture.t, context);
        if (!along || flight.type == "PING")
            continue;
        PacketLook packet;
        packet.key = keyOf(flight);
        packet.from = flight.from;
        packet.to = flight.to;
        packet.along = *along;
        packet.tint = packetTint(flight.type, flight.port);
        packet.word = packetWord(flight);
        packet.spoken = PictureWords::tr("%1 from server %2 to %3", "a message: what, ids")
                            .arg(packet.word)
                            .arg(flight.from.value)
                            .arg(flight.to.value);
        packets.push_back(packet);
    }
    for (std::size_t index = 0; index < traffic.flows.size(); ++index) {
        const timeline::CountedFlow& flow = traffic.flows[index];
        if (picture.t < flow.begin || picture.t > flow.end || flow.type == "PING")
            continue;
        PacketLook crowd;
        crowd.key = std::uint64_t(3) << 60 | index;
        crowd.from = flow.from;
        crowd.to = flow.to;
        crowd.rests = true;
        crowd.tint = packetTint(flow.type, flow.port);
        crowd.word = QStringLiteral("%1 × %2").arg(visibleText(std::string_view(flow.type)),
            formatCount(flow.count));
        crowd.spoken = crowd.word;
        packets.push_back(crowd);
    }
    addBadges(picture, packets);
    addMovedSessions(picture, context, packets);
    packets = foldCrowds(packets);
    return context.reducedMotion ? holdStill(std::move(packets)) : packets;
}

bool leaderIsForeign(const ClusterPicture& picture)
{
    const ServerPicture* leader = leaderOf(picture);
    return leader && leader->isForeign();
}

/// Under load the single acknowledgements are folded; who logged the newest transaction is known.
const timeline::TxnPicture* lastCommitted(const ClusterPicture& picture)
{
    for (auto txn = picture.transactions.rbegin(); txn != picture.transactions.rend(); ++txn) {
        if (txn->state == timeline::TxnState::committed)
            return &*txn;
    }
    return nullptr;
}

RingLook ringOf(const ClusterPicture& picture)
{
    RingLook ring;
    ring.voters = int(picture.voters.size());
    ring.needed = int(picture.quorumSize.value_or(0));
    if (ring.voters < 2)
        return ring;
    const timeline::StagePicture& stage = picture.stage;
    const auto count = [&](const std::vector<ServerId>& ids, const QString& below) {
        ring.shown = true;
        ring.counted = int(ids.size());
        ring.head = PictureWords::tr("%1 of %2", "votes or acknowledgements in the ring")
                        .arg(ring.counted)
                        .arg(ring.voters);
        ring.below = below;
    };
    // Acknowledgements go to the leader: one that tells no trace has them for itself.
    const auto notVisible = [&] {
        ring.shown = ring.unseen = true;
        ring.head = QStringLiteral("–");
        ring.below = PictureWords::tr("acks are not\nvisible from\noutside",
            "in the ring, up to three lines: acknowledgements of an Apache leader");
    };
    switch (stage.stage) {
    case Stage::election:
        if (!picture.election.best)
            break;
        count(picture.election.best->voters,
            PictureWords::tr("for server %1", "votes")
                .arg(picture.election.best->vote.leader.value));
        ring.underWay = int(picture.election.onTheWay.size());
        break;
    case Stage::synchronization:
        if (leaderIsForeign(picture) && stage.newLeaderAcks.empty())
            notVisible(); // Its log tells of the quorum, not of each.
        else
            count(stage.newLeaderAcks,
                PictureWords::tr("NEWLEADER\nacks", "in the ring, two lines"));
        break;
    case Stage::broadcast:
        if (leaderIsForeign(picture))
            notVisible();
        else if (stage.acking && stage.acking >= stage.committed)
            count(stage.acks, PictureWords::tr("acks for %1").arg(shortZxid(*stage.acking)));
        else if (const timeline::TxnPicture* last = lastCommitted(picture))
            count(last->logged, PictureWords::tr("acks for %1").arg(shortZxid(last->zxid)));
        break;
    case Stage::discovery:
    case Stage::unknown: break;
    }
    return ring;
}

PartitionLook partitionOf(const ClusterPicture& picture)
{
    PartitionLook look;
    for (const timeline::FaultPicture& fault : picture.faults) {
        if (fault.kind != timeline::FaultKind::partition
            && fault.kind != timeline::FaultKind::isolate)
            continue;
        look.apart.insert(fault.servers.begin(), fault.servers.end());
    }
    if (look.apart.empty())
        return look;
    std::vector<ServerId> rest;
    for (const ServerPicture& server : picture.servers) {
        if (!look.apart.contains(server.id))
            rest.push_back(server.id);
    }
    const std::vector<ServerId> apart(look.apart.begin(), look.apart.end());
    look.words = PictureWords::tr("Partition: %1 cut off from %2", "lists of server ids")
                     .arg(shortList(apart), shortList(rest));
    return look;
}

} // namespace

SceneLook sceneOf(const ClusterPicture& picture, const timeline::Traffic& traffic,
    const PictureContext& context)
{
    SceneLook scene;
    for (const ServerPicture& server : picture.servers)
        scene.cards.push_back(cardOf(server, picture, context));
    scene.packets = packetsOf(picture, traffic, context);
    std::set<std::pair<ServerId, ServerId>> busy;
    for (const PacketLook& packet : scene.packets)
        busy.insert(std::minmax(packet.from, packet.to));
    const Reach reach = reachOf(picture);
    for (std::size_t i = 0; i < picture.servers.size(); ++i) {
        for (std::size_t j = i + 1; j < picture.servers.size(); ++j) {
            const ServerPicture& a = picture.servers[i];
            const ServerPicture& b = picture.servers[j];
            const LinkLook link
                = linkOf(a, b, picture, reach, busy.contains(std::minmax(a.id, b.id)));
            // A quiet link is only in the way, but its context menu is wanted on each.
            scene.links.push_back(link);
        }
    }
    scene.ring = ringOf(picture);
    scene.partition = partitionOf(picture);
    if (picture.stage.stage == Stage::synchronization)
        scene.atTop = picture.stage.leader;
    for (const ServerPicture& server : picture.servers) {
        if (server.role == timeline::Role::observer)
            scene.observers.insert(server.id);
    }
    return scene;
}

} // namespace zs::ui
