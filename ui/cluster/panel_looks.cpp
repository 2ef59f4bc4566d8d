// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_words.h"
#include "ui/cluster/picture_looks.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

using timeline::ClusterPicture;
using timeline::ServerPicture;
using timeline::Stage;

/// Before transactions flow, leader and learner say by name what they say: no colour stands for it.
bool isHandshake(const QString& word)
{
    static const QStringList words{QStringLiteral("FOLLOWERINFO"), QStringLiteral("OBSERVERINFO"),
        QStringLiteral("LEADERINFO"), QStringLiteral("ACKEPOCH"), QStringLiteral("NEWLEADER"),
        QStringLiteral("UPTODATE")};
    return words.contains(word);
}

/// The words of the panel beside the scene and of the strip above it.
struct PanelWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::PanelWords)
};

bool contains(const std::vector<ServerId>& ids, ServerId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

QString electionBelow(const ClusterPicture& picture)
{
    const timeline::StagePicture& stage = picture.stage;
    if (stage.stage == Stage::unknown)
        return PanelWords::tr("not observed", "the phase of a cluster");
    if (stage.stage != Stage::election) {
        const QString leader = stage.leader ? QString::number(stage.leader->value)
                                            : QStringLiteral("?");
        if (stage.waitedNs)
            return PanelWords::tr("server %1, %2", "the elected leader, how long it took")
                .arg(leader, shortDuration(*stage.waitedNs));
        return PanelWords::tr("server %1", "the elected leader").arg(leader);
    }
    const timeline::ElectionPicture& election = picture.election;
    if (election.round <= 0)
        return PanelWords::tr("under way", "an election of which no more is known");
    if (!election.best || !picture.quorumSize)
        return PanelWords::tr("round %1").arg(election.round);
    const auto votes = std::int64_t(election.best->voters.size());
    if (votes > *picture.quorumSize)
        return PanelWords::tr("round %1, %2 votes").arg(election.round).arg(votes);
    return PanelWords::tr("round %1, %2 of %3 votes")
        .arg(election.round)
        .arg(votes)
        .arg(*picture.quorumSize);
}

QString epochText(const ClusterPicture& picture)
{
    return picture.stage.epoch ? PanelWords::tr("epoch %1").arg(*picture.stage.epoch)
                               : PanelWords::tr("new epoch");
}

QString syncBelow(const ClusterPicture& picture)
{
    const timeline::StagePicture& stage = picture.stage;
    const ServerPicture* leader = leaderOf(picture);
    if (stage.stage == Stage::synchronization && stage.newLeaderAcks.empty() && leader
        && leader->isForeign())
        return PanelWords::tr("acks not visible", "of a leader that tells no trace");
    if (stage.stage == Stage::synchronization && picture.quorumSize)
        return PanelWords::tr("%1 of %2 acks")
            .arg(stage.newLeaderAcks.size())
            .arg(*picture.quorumSize);
    if (stage.stage == Stage::broadcast) {
        const auto followers = std::count_if(picture.servers.begin(), picture.servers.end(),
            [](const ServerPicture& server) {
                return server.state == trace::ServerState::following && !server.isSyncing()
                    && !server.isDown();
            });
        const auto possible
            = std::max<std::ptrdiff_t>(0, std::ptrdiff_t(picture.voters.size()) - 1);
        return PanelWords::tr("%1 of %2 followers").arg(followers).arg(possible);
    }
    return PanelWords::tr("DIFF, TRUNC or SNAP");
}

VoteCell cellOf(const timeline::VoteCell& cell, bool zxid)
{
    VoteCell look;
    if (cell.outcome == timeline::CellOutcome::notReached) {
        look.text = QStringLiteral("–");
        return look;
    }
    const auto text = [zxid, &cell](std::int64_t value) {
        const Zxid mine(cell.mine);
        const Zxid theirs(cell.theirs);
        // Within one epoch the counters say it all.
        if (!zxid)
            return QString::number(value);
        return mine.epoch() == theirs.epoch() ? QString::number(Zxid(value).counter())
                                              : shortZxid(Zxid(value));
    };
    QChar sign = u'=';
    look.tone = VoteCell::Tone::equal;
    if (cell.outcome == timeline::CellOutcome::theirsWins) {
        sign = u'>';
        look.tone = VoteCell::Tone::wins;
    } else if (cell.outcome == timeline::CellOutcome::theirsLoses) {
        sign = u'<';
        look.tone = VoteCell::Tone::loses;
    }
    look.text = text(cell.theirs) + sign + text(cell.mine);
    return look;
}

QString verdictOf(const timeline::VoteRow& row)
{
    switch (row.verdict) {
    case trace::Verdict::takes:
        return PanelWords::tr("takes %1", "a server takes a vote").arg(row.theirs.leader.value);
    case trace::Verdict::keeps:
        return PanelWords::tr("keeps %1", "a server keeps its vote").arg(row.mine.leader.value);
    case trace::Verdict::counts: return PanelWords::tr("counted", "a vote was");
    case trace::Verdict::ignored: break;
    }
    return row.by == trace::DecidedBy::round ? PanelWords::tr("other round")
                                             : PanelWords::tr("ignored", "a vote was");
}

QString reasonOf(const timeline::SyncPicture& sync, const ClusterPicture& picture)
{
    const bool observer = sync.role == trace::LearnerRole::observer;
    if (observer && sync.mode == trace::SyncMode::diff)
        return PanelWords::tr(
            "Observer: synchronized in the same way, never counted in a quorum.");
    if (!sync.mode)
        return PanelWords::tr("It came to the leader, which has not chosen a way yet.");
    const ServerPicture* leader = picture.server(sync.leader);
    const QString min = leader && leader->logMin ? shortZxid(*leader->logMin) : QString();
    switch (*sync.mode) {
    case trace::SyncMode::diff:
        return sync.learnerZxid == sync.to
            ? PanelWords::tr("Already equal to the leader, nothing to send.")
            : PanelWords::tr("Its last zxid lies inside the leader’s committed log, so the "
                             "proposals behind it are sent.");
    case trace::SyncMode::trunc:
        return PanelWords::tr("Its log goes beyond what the leader committed: what is behind %1 "
                              "was never acknowledged by a quorum, and is dropped.")
            .arg(shortZxid(sync.from));
    case trace::SyncMode::truncDiff:
        return PanelWords::tr("%1 was proposed but never reached a quorum. It is dropped; newer "
                              "proposals follow as DIFF.")
            .arg(shortZxidOrUnknown(sync.learnerZxid));
    case trace::SyncMode::snap: break;
    }
    if (!min.isEmpty() && leader->logMin && sync.learnerZxid
        && *sync.learnerZxid < *leader->logMin)
        return PanelWords::tr("Older than minCommitted %1, so the leader sends a full snapshot, "
                              "then the newer proposals.")
            .arg(min);
    return PanelWords::tr(
        "The leader’s log does not reach it, so the leader sends a full snapshot.");
}

/// Zxids as one number for the axis; only their order and rough distance matter.
double axisNumber(Zxid zxid)
{
    return double(zxid.epoch()) * 4294967296.0 + double(zxid.counter());
}

QString changeWord(const timeline::TxnPicture& txn)
{
    QString type = visibleText(std::string_view(txn.type));
    if (type == QStringLiteral("setData"))
        type = QStringLiteral("set");
    return txn.path ? type + u' ' + visibleText(std::string_view(*txn.path)) : type;
}

} // namespace

std::vector<PhaseLook> phasesOf(const ClusterPicture& picture)
{
    const int now = int(picture.stage.stage) - int(Stage::election);
    const auto state = [now](int step) {
        if (now < 0)
            return StepState::waiting;
        return step < now ? StepState::done : step == now ? StepState::current : StepState::waiting;
    };
    const QString committed = picture.stage.committed && now == 3
        ? PanelWords::tr("%1 committed", "a zxid").arg(shortZxid(*picture.stage.committed))
        : PanelWords::tr("serving", "clients, in the phase of broadcast");
    return {{PanelWords::tr("Election"), electionBelow(picture), state(0)},
        {PanelWords::tr("Discovery"), epochText(picture), state(1)},
        {PanelWords::tr("Synchronization"), syncBelow(picture), state(2)},
        {PanelWords::tr("Broadcast"), committed, state(3)}};
}

std::vector<VoteLook> votesOf(const ClusterPicture& picture, Instant begin)
{
    std::vector<VoteLook> rows;
    for (const timeline::VoteRow& row : picture.election.rows) {
        VoteLook look;
        look.at = QString::number(row.at.value);
        look.from = (row.from ? QString::number(row.from->value) : QStringLiteral("?"))
            + QStringLiteral(" →");
        look.received = shortVote(row.theirs);
        look.cells = {cellOf(row.epoch, false), cellOf(row.zxid, true), cellOf(row.sid, false)};
        look.verdict = verdictOf(row);
        look.taken = row.verdict == trace::Verdict::takes;
        look.moment = std::uint64_t((row.t - begin).count());
        rows.push_back(std::move(look));
    }
    return rows;
}

SyncAxisLook syncOf(const ClusterPicture& picture)
{
    SyncAxisLook look;
    const ServerPicture* leader = leaderOf(picture);
    std::optional<Zxid> min;
    std::optional<Zxid> max;
    if (leader) {
        min = leader->logMin;
        max = leader->logMax;
    }
    look.minimum = min ? QStringLiteral("minCommitted ") + shortZxid(*min) : QString();
    look.maximum = max ? QStringLiteral("maxCommitted ") + shortZxid(*max) : QString();
    for (const timeline::SyncPicture& sync : picture.syncs) {
        SyncLook row;
        row.id = sync.learner;
        row.name = serverName(sync.learner);
        row.mode
            = sync.mode ? wordOf(*sync.mode) : PanelWords::tr("came", "a learner, to the leader");
        const bool equal = sync.mode == trace::SyncMode::diff && sync.learnerZxid == sync.to;
        const bool observer = sync.role == trace::LearnerRole::observer;
        row.tint = tintOf(equal ? Role::leading
                : observer      ? Role::observing
                : sync.mode     ? roleOf(*sync.mode)
                                : Role::following);
        const std::optional<Zxid>& had = sync.learnerZxid;
        if (sync.mode)
            row.span = shortZxidOrUnknown(had) + QStringLiteral(" → ") + shortZxid(sync.to);
        else if (had)
            row.span = shortZxid(*had);
        row.reason = reasonOf(sync, picture);
        if (had && min && max && *max > *min)
            row.onAxis = (axisNumber(*had) - axisNumber(*min))
                / (axisNumber(*max) - axisNumber(*min));
        else if (had && max)
            row.onAxis = *had < *max ? -1 : *had > *max ? 2 : 1;
        look.rows.push_back(std::move(row));
    }
    return look;
}

std::vector<TransactionLook> transactionsOf(const ClusterPicture& picture, std::size_t limit)
{
    std::vector<TransactionLook> rows;
    const ServerPicture* leader = leaderOf(picture);
    // Who acknowledges is told by the leader, or else by each server for itself.
    const bool blind = !leader || leader->isForeign();
    const std::vector<timeline::TxnPicture>& all = picture.transactions;
    for (auto txn = all.rbegin(); txn != all.rend() && rows.size() < limit; ++txn) {
        TransactionLook row;
        row.zxid = shortZxid(txn->zxid);
        row.change = changeWord(*txn);
        for (const ServerId voter : picture.voters) {
            AckLook ack;
            ack.id = QString::number(voter.value);
            const ServerPicture* server = picture.server(voter);
            const bool away = !server || server->isDown()
                || server->state == trace::ServerState::looking;
            if (contains(txn->acks, voter) || contains(txn->logged, voter))
                ack.state = AckLook::State::logged;
            else if (away)
                ack.state = AckLook::State::unreachable;
            else if (blind && server->isForeign())
                ack.state = AckLook::State::unseen;
            row.acks.push_back(ack);
        }
        switch (txn->state) {
        case timeline::TxnState::queued:
            row.state = PanelWords::tr("queued", "a transaction");
            break;
        case timeline::TxnState::proposed:
            row.state = PanelWords::tr("proposed", "a transaction");
            row.tone = Token::followingText;
            break;
        case timeline::TxnState::committed:
            row.state = PanelWords::tr("committed", "a transaction");
            row.tone = Token::leadingText;
            break;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

QString noteOf(const ClusterPicture& picture)
{
    const timeline::StagePicture& stage = picture.stage;
    if (stage.stage == Stage::election) {
        // The last row that decided by id is the one that people ask about.
        for (auto row = picture.election.rows.rbegin(); row != picture.election.rows.rend();
             ++row) {
            if (row->by == trace::DecidedBy::sid && row->verdict == trace::Verdict::takes)
                return PanelWords::tr(
                    "The higher epoch wins, then the higher zxid, then the higher "
                    "server id. Server %1 ties with %2 on zxid %3 and wins on its "
                    "id.")
                    .arg(row->theirs.leader.value)
                    .arg(row->mine.leader.value)
                    .arg(shortZxid(row->theirs.zxid));
        }
        return PanelWords::tr("The higher epoch wins, then the higher zxid, then the higher server "
                              "id. Each server votes for itself first.");
    }
    if (stage.stage == Stage::broadcast && picture.quorumSize && !picture.voters.empty())
        return PanelWords::tr("A change is committed when %1 of %2 servers have logged it.")
            .arg(*picture.quorumSize)
            .arg(picture.voters.size());
    return {};
}

QString warningOf(const ClusterPicture& picture)
{
    if (!picture.quorumSize)
        return {};
    std::vector<ServerId> apart;
    for (const timeline::FaultPicture& fault : picture.faults) {
        if (fault.kind == timeline::FaultKind::partition
            || fault.kind == timeline::FaultKind::isolate)
            apart.insert(apart.end(), fault.servers.begin(), fault.servers.end());
    }
    std::sort(apart.begin(), apart.end());
    apart.erase(std::unique(apart.begin(), apart.end()), apart.end());
    std::vector<ServerId> minority;
    std::vector<ServerId> majority;
    for (const ServerId voter : picture.voters)
        (contains(apart, voter) ? minority : majority).push_back(voter);
    if (minority.empty() || majority.empty())
        return {};
    if (minority.size() > majority.size())
        std::swap(minority, majority);
    if (minority.size() == 1)
        return PanelWords::tr("Server %1 has 1 vote of %2 needed. It cannot commit, and drops its "
                              "clients until the network heals.")
            .arg(serverList(minority))
            .arg(*picture.quorumSize);
    return PanelWords::tr(
        "Servers %1 have %2 votes of %3 needed. They cannot commit, and drop their "
        "clients until the network heals.")
        .arg(serverList(minority))
        .arg(minority.size())
        .arg(*picture.quorumSize);
}

std::vector<LegendLook> legendOf(const SceneLook& scene)
{
    std::vector<LegendLook> entries;
    const auto add = [&](const Tint& tint, const QString& text) {
        const bool known = std::any_of(entries.begin(), entries.end(),
            [&](const LegendLook& entry) { return entry.text == text; });
        if (!known)
            entries.push_back({tint, text});
    };
    for (const PacketLook& packet : scene.packets) {
        if (isHandshake(packet.word))
            continue;
        if (packet.tint == tintOf(Role::looking) && packet.detail.isEmpty())
            add(packet.tint, PanelWords::tr("Vote: leader (epoch|counter) round"));
        else if (!packet.detail.isEmpty()) // A DIFF with nothing in it has another colour.
            add(packet.word == wordOf(trace::SyncMode::diff)
                    ? tintOf(roleOf(trace::SyncMode::diff))
                    : packet.tint,
                packet.word);
        else if (packet.tint == tintOf(Role::following))
            add(packet.tint, PanelWords::tr("Proposal"));
        else if (packet.tint == tintOf(Role::leading))
            add(packet.tint, PanelWords::tr("Ack", "an acknowledgement"));
        else if (packet.tint == accentTint())
            add(packet.tint, PanelWords::tr("Commit"));
        else if (packet.tint == tintOf(Role::observing))
            add(packet.tint, PanelWords::tr("Observer stream"));
    }
    const bool unreachable = std::any_of(scene.links.begin(), scene.links.end(),
        [](const LinkLook& link) { return link.style == LinkStyle::unreachable; });
    if (unreachable)
        add(tintOf(Role::down), PanelWords::tr("Unreachable"));
    if (!scene.partition.apart.empty())
        add(tintOf(Role::danger), PanelWords::tr("Partition"));
    return entries;
}

std::vector<LaneLook> lanesOf(
    const std::vector<timeline::Lane>& lanes, Instant begin, Instant end)
{
    std::vector<LaneLook> looks;
    for (const timeline::Lane& lane : lanes) {
        LaneLook look;
        look.name = serverName(lane.server);
        for (const timeline::LaneSpan& span : lane.spans)
            look.spans.push_back({(span.from - begin).count(),
                (span.to.value_or(end) - begin).count(), roleOf(span.state), wordOf(span)});
        for (const timeline::LaneMarkAt& mark : lane.marks) {
            Role role = Role::looking;
            switch (mark.mark) {
            case timeline::LaneMark::killed:
            case timeline::LaneMark::stopped:
            case timeline::LaneMark::faultStarted:
            case timeline::LaneMark::quorumLost: role = Role::danger; break;
            case timeline::LaneMark::elected:
            case timeline::LaneMark::started:
            case timeline::LaneMark::faultEnded:
            case timeline::LaneMark::serves: role = Role::leading; break;
            case timeline::LaneMark::voteTaken: break;
            }
            look.marks.push_back({(mark.t - begin).count(), role});
        }
        looks.push_back(std::move(look));
    }
    return looks;
}

SourceWords sourceOf(const ClusterPicture& picture)
{
    bool trace = false;
    bool log = false;
    bool polling = false;
    bool gaps = false;
    for (const ServerPicture& server : picture.servers) {
        trace = trace || server.source == timeline::Source::trace;
        log = log || server.source == timeline::Source::log;
        polling = polling || server.source == timeline::Source::polling;
        gaps = gaps || server.droppedLines > 0;
    }
    if (gaps)
        return {PanelWords::tr("Engine trace, with gaps"), false, true};
    if (trace && !log && !polling)
        return {PanelWords::tr("Engine trace, every packet"), true, true};
    if (trace)
        return {PanelWords::tr("Engine trace, and server logs: votes and states"), false, true};
    if (log)
        return {PanelWords::tr("Server log, votes and states"), false, true};
    if (polling)
        return {PanelWords::tr("Polling 4lw, roles and zxid only"), false, false};
    return {PanelWords::tr("Nothing observed yet"), false, true};
}

} // namespace zs::ui
