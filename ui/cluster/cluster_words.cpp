// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_words.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct ClusterWords {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ClusterWords)
};

} // namespace

QString serverName(ServerId id)
{
    return QStringLiteral("zoo-%1").arg(id.value);
}

QString shortZxid(Zxid zxid)
{
    return QStringLiteral("%1|%2").arg(zxid.epoch()).arg(zxid.counter());
}

QString shortZxidOrUnknown(const std::optional<Zxid>& zxid)
{
    return zxid ? shortZxid(*zxid) : QStringLiteral("?");
}

QString shortVote(const trace::Vote& vote)
{
    return QStringLiteral("%1 (%2)").arg(vote.leader.value).arg(shortZxid(vote.zxid));
}

QString serverList(const std::vector<ServerId>& ids)
{
    QString text;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        const QString id = QString::number(ids[index].value);
        if (index == 0)
            text = id;
        else if (index + 1 == ids.size())
            text = ClusterWords::tr("%1 and %2", "the end of a list of server ids").arg(text, id);
        else
            text = ClusterWords::tr("%1, %2", "in a list of server ids").arg(text, id);
    }
    return text;
}

QString shortList(const std::vector<ServerId>& ids)
{
    QStringList texts;
    for (const ServerId id : ids)
        texts << QString::number(id.value);
    return texts.join(QStringLiteral(", "));
}

const timeline::ServerPicture* leaderOf(const timeline::ClusterPicture& picture)
{
    return picture.stage.leader ? picture.server(*picture.stage.leader) : nullptr;
}

QString shortDuration(std::int64_t ns)
{
    const double ms = double(ns) / 1e6;
    if (ms < 1)
        return ClusterWords::tr("%1 ms").arg(ms, 0, 'f', 2);
    if (ms < 100)
        return ClusterWords::tr("%1 ms").arg(ms, 0, 'f', ms < 10 ? 1 : 0);
    if (ms < 60'000)
        return ClusterWords::tr("%1 s").arg(ms / 1000, 0, 'f', ms < 10'000 ? 2 : 1);
    return ClusterWords::tr("%1 min %2 s").arg(int(ms / 60'000)).arg(int(ms / 1000) % 60);
}

Role roleOf(const timeline::ServerPicture& server)
{
    if (server.isDown() || !server.state)
        return Role::down;
    switch (*server.state) {
    case trace::ServerState::looking: return Role::looking;
    case trace::ServerState::following: return Role::following;
    case trace::ServerState::leading: return Role::leading;
    case trace::ServerState::observing: return Role::observing;
    case trace::ServerState::down: break;
    }
    return Role::down;
}

QString stateWord(const timeline::ServerPicture& server)
{
    if (server.isDown())
        return QStringLiteral("DOWN");
    if (!server.state) {
        return server.process == timeline::ProcessState::starting
            ? ClusterWords::tr("starting", "a server")
            : ClusterWords::tr("unknown", "state of a server");
    }
    if (server.state == trace::ServerState::following
        && server.phase == trace::Phase::synchronization)
        return QStringLiteral("SYNCING");
    const auto names = namesOf(*server.state);
    return QString::fromLatin1(names[std::size_t(*server.state)].data());
}

Role roleOf(timeline::LaneState state)
{
    switch (state) {
    case timeline::LaneState::looking:
    case timeline::LaneState::paused: return Role::looking;
    case timeline::LaneState::syncing:
    case timeline::LaneState::following: return Role::following;
    case timeline::LaneState::leading: return Role::leading;
    case timeline::LaneState::observing: return Role::observing;
    case timeline::LaneState::down:
    case timeline::LaneState::unknown: break;
    }
    return Role::down;
}

QString wordOf(const timeline::LaneSpan& span)
{
    switch (span.state) {
    case timeline::LaneState::looking: return QStringLiteral("LOOKING");
    case timeline::LaneState::syncing:
        return span.mode ? QStringLiteral("SYNC (%1)").arg(wordOf(*span.mode))
                         : QStringLiteral("SYNC");
    case timeline::LaneState::following: return QStringLiteral("FOLLOWING");
    case timeline::LaneState::leading: return QStringLiteral("LEADING");
    case timeline::LaneState::observing: return QStringLiteral("OBSERVING");
    case timeline::LaneState::down: return QStringLiteral("DOWN");
    case timeline::LaneState::paused: return ClusterWords::tr("paused", "a server's process");
    case timeline::LaneState::unknown: break;
    }
    return {};
}

QString wordOf(trace::SyncMode mode)
{
    const QString name = QString::fromLatin1(namesOf(mode)[std::size_t(mode)].data());
    return mode == trace::SyncMode::truncDiff ? QStringLiteral("TRUNC + DIFF") : name;
}

Role roleOf(trace::SyncMode mode)
{
    switch (mode) {
    case trace::SyncMode::diff: return Role::following;
    case trace::SyncMode::trunc:
    case trace::SyncMode::truncDiff: return Role::danger;
    case trace::SyncMode::snap: break;
    }
    return Role::looking;
}

} // namespace zs::ui
