// SPDX-License-Identifier: GPL-3.0-or-later
// The tour on the page "Cluster and elections".
#include "app/tour/hands.h"
#include "app/tour/tour_steps.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/lessons/lesson_panel.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_item.h"
#include "ui/cluster/vote_table.h"

#include <QAbstractButton>
#include <QListView>

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
    saveGlance("it-is-gone");
    // Live shows the election slowly; where it was too quick even for that it is shown afterwards.
    const auto next = [&] { return m_leader != old && cluster->isServing(m_leader); };
    if (waitFor([&] { return page->panel()->votes()->isVisible() || next(); })
        && page->panel()->votes()->isVisible())
        saveGlance("votes-live");
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

QString TourSteps::isolateFollower()
{
    const ui::ClusterPage* page = clusterPage();
    ServerId follower;
    for (const timeline::ServerPicture& server : page->picture().servers) {
        if (server.id != shownLeader(page) && showsFollower(page, server.id))
            follower = server.id;
    }
    clickCard(follower);
    if (page->sceneArea()->view()->openCard() != follower)
        return QStringLiteral("the follower's card did not open");
    hands::click(find<QAbstractButton>("action:split"));
    if (!waitFor([page] { return !page->picture().faults.empty(); }))
        return QStringLiteral("the picture does not show what is cut");
    saveGlance("isolated");
    hands::click(find<QAbstractButton>("action:link"));
    return waitFor([&] { return page->picture().faults.empty(); })
        ? QString()
        : QStringLiteral("the links did not heal");
}

/// The first step of the first lesson, on servers of its own; on a machine that is too busy for
/// what it promises it says so, and is tried again.
bool TourSteps::doLessonStep()
{
    constexpr int attempts = 3;
    const auto* panel = find<ui::LessonPanel>("lessonPanel");
    for (int attempt = 0; attempt < attempts; ++attempt) {
        hands::click(find<QAbstractButton>("lessonMain"));
        if (!waitFor([panel] {
                return !panel->conclusion().isEmpty() || !panel->problem().isEmpty();
            }))
            return false;
        if (!panel->conclusion().isEmpty())
            return true;
        hands::click(find<QAbstractButton>("lessonMain")); // Try again: back to the first step.
    }
    return false;
}

QString TourSteps::runLesson()
{
    const auto modes = find<QWidget>("clusterMode")->findChildren<QAbstractButton*>();
    hands::click(modes.last());
    if (!waitFor([this] {
            const auto* list = find<QListView>("lessonList");
            return isShown(list);
        }))
        return QStringLiteral("the lessons are not listed");
    auto* list = find<QListView>("lessonList");
    hands::click(list->viewport(), list->visualRect(list->model()->index(0, 0)).center());
    saveGlance("lessons");
    hands::click(find<QAbstractButton>("runLesson"));
    const auto* begin = find<QAbstractButton>("lessonMain");
    if (!waitFor([begin] { return begin->isVisible() && begin->isEnabled(); }))
        return QStringLiteral("the lesson did not begin");
    if (!doLessonStep() || !waitFor([this] {
            return clusterPage()->panel()->events()->model()->rowCount() > 0;
        }))
        return QStringLiteral("the lesson's first step was not seen to happen");
    saveGlance("lesson");
    hands::click(find<QAbstractButton>("lessonEnd"));
    return waitFor([this] {
        return clusterPage()->header()->mode() == ui::ClusterHeader::Mode::live;
    })
        ? QString()
        : QStringLiteral("the lesson did not end");
}

/// All servers of the local cluster at once, as when a machine goes down: the window says so and
/// keeps what it shows, and the session is there again with the servers.
QString TourSteps::loseAllServers()
{
    if (!goBrowse())
        return QStringLiteral("the tree is not shown");
    launcher::Cluster* cluster = m_launch.cluster();
    const SessionId session = m_window->workspace()->client()->status().sessionId;
    for (const launcher::ServerProfile& server : cluster->profile().servers)
        cluster->kill(server.id);
    const auto* banner = find<QWidget>("sessionBanner");
    if (!waitFor([banner] { return banner->isVisible(); }))
        return QStringLiteral("the window does not tell that the servers are gone");
    saveGlance("reconnecting");
    for (const launcher::ServerProfile& server : cluster->profile().servers)
        cluster->start(server.id);
    if (!waitFor([banner] { return !banner->isVisible(); }))
        return QStringLiteral("the session did not come back with the servers");
    if (m_window->workspace()->client()->status().sessionId != session)
        return QStringLiteral("the session is another one");
    return seeNothingLost();
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

/// Clicks on the last event in the list with this icon.
bool TourSteps::clickEvent(const QString& icon)
{
    ui::EventList* list = clusterPage()->panel()->events();
    for (int row = list->model()->rowCount() - 1; row >= 0; --row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data(ui::EventModel::LookRole).value<ui::EventLook>().icon != icon)
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
    if (!clickEvent(QStringLiteral("skull")) || page->playback()->isPlaying())
        return QStringLiteral("the time was not moved to that of the kill");
    page->setFocus();
    const auto stepTo = [&](const std::function<bool()>& seen) {
        for (int step = 0; step < mostSteps && !seen(); ++step)
            hands::press(page, Qt::Key_Period);
        return seen();
    };
    if (!stepTo([page] { return showsVotes(page); }))
        return QStringLiteral("no vote is seen in the election");
    saveGlance("votes");
    if (!stepTo([page] { return page->picture().stage.stage == Stage::synchronization; }))
        return QStringLiteral("the synchronization is not seen");
    return {};
}

/// One picture of the page as it is now, then back to where the tour was.
QString TourSteps::glanceAtCluster()
{
    if (!showPage("railCluster", [this] { return clusterPage()->isVisible(); }))
        return QStringLiteral("the page of the cluster is not shown");
    saveGlance("cluster");
    return goBrowse() ? QString() : QStringLiteral("the tree is not shown");
}

bool TourSteps::goBrowse()
{
    return showPage("railBrowse", [this] { return !clusterPage() || !clusterPage()->isVisible(); });
}

} // namespace zs::app
