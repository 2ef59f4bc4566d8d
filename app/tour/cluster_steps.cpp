// SPDX-License-Identifier: GPL-3.0-or-later
// The tour on the page "Cluster and elections".
#include "app/tour/hands.h"
#include "app/tour/tour_steps.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_item.h"
#include "ui/cluster/vote_table.h"

#include <QAbstractButton>

namespace zs::app {
namespace {

using timeline::Stage;

/// Between the start of an election and its end there are some hundred moments.
constexpr int mostSteps = 2000;

/// Whom the picture shows as a leader that serves; 0: nobody.
ServerId shownLeader(const ui::ClusterPage* page)
{
    const timeline::StagePicture& stage = page->picture().stage;
    return stage.stage == Stage::broadcast ? stage.leader.value_or(ServerId()) : ServerId();
}

/// Somebody looks for a leader, and has judged the vote of somebody else.
bool showsVotes(const ui::ClusterPage* page)
{
    return page->picture().stage.stage == Stage::election
        && !page->picture().election.rows.empty();
}

bool showsFollower(const ui::ClusterPage* page, ServerId id)
{
    const timeline::ServerPicture* server = page->picture().server(id);
    return server && server->state == trace::ServerState::following && !server->isSyncing();
}

} // namespace

ui::ClusterPage* TourSteps::clusterPage() const
{
    return m_window->workspace() ? m_window->workspace()->clusterPage() : nullptr;
}

bool TourSteps::showPage(const char* railButton, const std::function<bool()>& shown)
{
    hands::click(find<QAbstractButton>(railButton));
    return waitFor(shown);
}

QString TourSteps::seeCluster()
{
    if (!showPage("railCluster", [this] { return clusterPage() && clusterPage()->isVisible(); }))
        return QStringLiteral("the page of the cluster is not shown");
    const ui::ClusterPage* page = clusterPage();
    if (!m_servers.isEmpty()) // Others' servers are polled; more than their roles is not known.
        return waitFor([page] {
            return !page->picture().servers.empty() && page->picture().servers.front().state;
        })
            ? QString()
            : QStringLiteral("no server told what it is");
    if (!waitFor([this, page] { return shownLeader(page) == m_leader; }))
        return QStringLiteral("the picture does not show the leader");
    const bool all = waitFor([page] {
        for (const timeline::ServerPicture& server : page->picture().servers) {
            if (server.id != shownLeader(page) && !showsFollower(page, server.id))
                return false;
        }
        return true;
    });
    return all ? QString() : QStringLiteral("the picture does not show the followers");
}

void TourSteps::clickCard(ServerId id)
{
    ui::ClusterView* view = clusterPage()->sceneArea()->view();
    const ui::ServerItem* card = clusterPage()->sceneArea()->scene()->server(id);
    if (card)
        hands::click(
            view->viewport(), view->mapFromScene(card->sceneBoundingRect().center()));
}

/// On the leader's card, as a user would; Live slows the election down by itself.
QString TourSteps::killLeader()
{
    launcher::Cluster* cluster = m_launch.cluster();
    const ServerId old = m_leader;
    if (!cluster || old == ServerId(0))
        return QStringLiteral("the trace named no leader");
    const ui::ClusterPage* page = clusterPage();
    clickCard(old);
    hands::click(find<QAbstractButton>("action:skull"));
    if (!waitFor([&] {
            const timeline::ServerPicture* server = page->picture().server(old);
            return server && server->isDown();
        }))
        return QStringLiteral("the picture does not show that the leader is gone");
    savePicture(QStringLiteral("%1-it-is-gone").arg(m_number, 2, 10, QLatin1Char('0')));
    // Live shows the election slowly; where it was too quick even for that it is shown afterwards.
    const auto next = [&] { return m_leader != old && cluster->isServing(m_leader); };
    if (waitFor([&] { return page->panel()->votes()->isVisible() || next(); })
        && page->panel()->votes()->isVisible())
        savePicture(QStringLiteral("%1-votes-live").arg(m_number, 2, 10, QLatin1Char('0')));
    if (!waitFor(next))
        return QStringLiteral("no other server came to lead");
    hands::click(find<QAbstractButton>("playerEnd"));
    if (!waitFor([&] { return shownLeader(page) == m_leader; }))
        return QStringLiteral("the picture does not show the new leader");
    m_killed = old;
    return seeNothingLost();
}

QString TourSteps::restartKilled()
{
    const ui::ClusterPage* page = clusterPage();
    hands::click(find<QAbstractButton>("playerEnd"));
    if (!page->playback()->isLive())
        return QStringLiteral("the page does not follow the cluster again");
    if (page->sceneArea()->view()->openCard() != m_killed)
        clickCard(m_killed);
    hands::click(find<QAbstractButton>("action:play"));
    return waitFor([&] { return showsFollower(page, m_killed); })
        ? QString()
        : QStringLiteral("the killed server did not come back");
}

QString TourSteps::seeNothingLost()
{
    const auto connected = [](const Client* client) {
        return client->status().state == SessionState::connected;
    };
    if (!waitFor([&] {
            return connected(m_witness.get()) && connected(m_window->workspace()->client());
        }))
        return QStringLiteral("the sessions did not move to the servers that are left");
    return onServer("/tour/config.json") ? QString()
                                         : QStringLiteral("what had been written is gone");
}

/// Clicks on the last event in the list whose words contain this.
bool TourSteps::clickEvent(const QString& words)
{
    ui::EventList* list = clusterPage()->panel()->events();
    for (int row = list->model()->rowCount() - 1; row >= 0; --row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (!index.data().toString().contains(words))
            continue;
        list->scrollTo(index);
        hands::click(list->viewport(), list->visualRect(index).center());
        return true;
    }
    return false;
}

/// The election that is over, moment by moment: from its first vote to the synchronization.
QString TourSteps::replayElection()
{
    ui::ClusterPage* page = clusterPage();
    if (!clickEvent(QStringLiteral("is killed")) || page->playback()->isPlaying())
        return QStringLiteral("the time was not moved to that of the kill");
    page->setFocus();
    const auto stepTo = [&](const std::function<bool()>& seen) {
        for (int step = 0; step < mostSteps && !seen(); ++step)
            hands::press(page, Qt::Key_Period);
        return seen();
    };
    if (!stepTo([page] { return showsVotes(page); }))
        return QStringLiteral("no vote is seen in the election");
    savePicture(QStringLiteral("%1-votes").arg(m_number, 2, 10, QLatin1Char('0')));
    if (!stepTo([page] { return page->picture().stage.stage == Stage::synchronization; }))
        return QStringLiteral("the synchronization is not seen");
    return {};
}

/// One picture of the page as it is now, then back to where the tour was.
QString TourSteps::glanceAtCluster(const char* name)
{
    if (!showPage("railCluster", [this] { return clusterPage()->isVisible(); }))
        return QStringLiteral("the page of the cluster is not shown");
    savePicture(QStringLiteral("%1-%2").arg(m_number, 2, 10, QLatin1Char('0'))
                    .arg(QLatin1String(name)));
    return goBrowse() ? QString() : QStringLiteral("the tree is not shown");
}

bool TourSteps::goBrowse()
{
    return showPage("railBrowse", [this] { return !clusterPage() || !clusterPage()->isVisible(); });
}

} // namespace zs::app
