// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/bookmark_menu.h"
#include "ui/cluster/cluster_control.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/cluster_words.h"
#include "ui/cluster/details_panel.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/fault_menus.h"
#include "ui/cluster/load_panel.h"
#include "ui/cluster/phase_strip.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/player_bar.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/sync_panel.h"
#include "ui/cluster/timeline_lanes.h"
#include "ui/cluster/transactions_panel.h"
#include "ui/cluster/vote_table.h"
#include "ui/common/message_view.h"

#include <QMenu>
#include <QToolButton>

namespace zs::ui {
namespace {

/// The smallest page with large cards: that of a window of 1440 x 900.
constexpr int largePagePx = 1376;
constexpr int largePageHeightPx = 800;
constexpr std::size_t largestVoters = 5;
constexpr int lanesShown = 5;
constexpr std::size_t packetsAtMost = 600;
constexpr std::size_t eventsAtMost = 3000;
constexpr std::size_t transactionsShown = 6;
constexpr auto leastOnScreen = std::chrono::milliseconds(250);
constexpr auto loadWindow = std::chrono::seconds(30);
constexpr auto liveWindow = std::chrono::seconds(60);
/// All details of a long recording would be too many; those around the time are what is asked for.
constexpr auto detailWindow = std::chrono::seconds(30);

} // namespace

void ClusterPage::refresh()
{
    refreshScene();
    if (m_playback->isPlaying()) {
        if (!m_panelTick.isActive())
            m_panelTick.start();
    } else {
        m_panelTick.stop();
        refreshPanels();
    }
}

void ClusterPage::refreshScene()
{
    const Instant now = m_playback->time();
    const double speed = m_playback->isPlaying() ? m_playback->presentSpeed() : m_playback->speed();
    m_context.leastFlight = std::chrono::nanoseconds(
        std::int64_t(double(std::chrono::nanoseconds(leastOnScreen).count()) * speed));
    const std::size_t before = m_picture.servers.size();
    if (m_shown->empty()) {
        m_picture = {};
        m_traffic = {};
    } else {
        m_picture = m_shown->picture(now);
        m_traffic = m_shown->traffic(now - m_context.leastFlight, now, packetsAtMost);
    }
    if (m_picture.servers.size() != before) {
        sizeCards();
        refreshEmpty();
    }
    m_scene->scene()->setAnimated(m_playback->isPlaying() && !m_context.reducedMotion);
    const SceneLook look = sceneOf(m_picture, m_traffic, m_context);
    m_scene->setLook(look);
    m_scene->setLegend(legendOf(look));
    if (m_shown->empty()) // A time of the machine would be that of no picture.
        m_player->setTime(0, 0);
    else
        m_player->setTime((now - m_context.begin).count(),
            (std::max(m_shown->end(), now) - m_context.begin).count());
}

void ClusterPage::refreshPanels()
{
    m_phases->setPhases(phasesOf(m_picture));
    m_header->setSource(sourceOf(m_picture));
    m_panel->setNote(noteOf(m_picture));
    m_panel->setWarning(warningOf(m_picture));
    refreshSubject();
    refreshEvents();
    refreshTimeline();
    refreshLoad();
    refreshDetails();
}

void ClusterPage::refreshSubject()
{
    using Subject = ClusterPanel::Subject;
    const timeline::StagePicture& stage = m_picture.stage;
    const bool votes = sourceOf(m_picture).votesVisible;
    switch (stage.stage) {
    case timeline::Stage::synchronization:
    case timeline::Stage::discovery:
        m_panel->sync()->setLook(syncOf(m_picture));
        m_panel->showSubject(Subject::sync,
            stage.leader
                ? tr("Synchronization with %1", "a server's name").arg(serverName(*stage.leader))
                : tr("Synchronization"),
            stage.epoch ? tr("epoch %1").arg(*stage.epoch) : QString());
        return;
    case timeline::Stage::broadcast:
        if (!votes)
            break;
        m_panel->transactions()->setRows(transactionsOf(m_picture, transactionsShown));
        m_panel->showSubject(Subject::transactions, tr("Transactions in flight"),
            m_picture.quorumSize ? tr("quorum %1").arg(*m_picture.quorumSize) : QString());
        return;
    default: break;
    }
    if (!votes) {
        m_panel->showSubject(Subject::noVotes, tr("Votes"), {});
        return;
    }
    m_panel->votes()->setRows(votesOf(m_picture, m_context.begin));
    m_panel->showSubject(Subject::votes,
        m_picture.election.rows.empty() ? tr("Votes")
                                        : tr("Votes, round %1").arg(m_picture.election.round),
        {});
}

void ClusterPage::refreshEvents()
{
    const std::int64_t now = (m_playback->time() - m_context.begin).count();
    if (m_shown->empty())
        return m_panel->events()->setEvents({});
    const bool details = m_eventsAll;
    if (details || m_eventsStale || m_shown->revision() != m_eventsRevision) {
        m_eventsRevision = m_shown->revision();
        m_eventsStale = false;
        const Instant from = details ? m_playback->time() - detailWindow : m_shown->begin();
        const Instant to = details ? m_playback->time() : m_shown->end();
        std::vector<EventLook> events;
        for (const timeline::Happening& happening : m_shown->happenings(from, to,
                 details ? timeline::Detail::all : timeline::Detail::notable, eventsAtMost))
            events.push_back(eventOf(happening, m_context.begin));
        m_panel->events()->setEvents(std::move(events));
    }
    m_panel->events()->setTime(now);
}

void ClusterPage::refreshTimeline()
{
    const Instant begin = m_context.begin;
    const Instant now = m_shown->empty() ? begin : m_playback->time();
    const Instant end = m_shown->empty() ? now : std::max(m_shown->end(), now);
    // A live cluster runs for hours; its last minute is what one looks at.
    const Instant from = m_playback->canBeLive() ? std::max(begin, end - liveWindow) : begin;
    m_lanes->setAccessibleName(tr("Timeline"));
    m_lanes->setExtent(0, (end - begin).count(), (from - begin).count());
    m_lanes->setLanes(m_shown->empty() ? std::vector<LaneLook>()
                                       : lanesOf(m_shown->lanes(), begin, end));
    std::vector<BookmarkLook> bookmarks;
    for (const timeline::Bookmark& bookmark : m_shown->bookmarks())
        bookmarks.push_back({(bookmark.t - begin).count(), bookmarkText(bookmark, begin)});
    m_lanes->setBookmarks(std::move(bookmarks));
    m_lanes->setPlayhead((now - begin).count());
}

void ClusterPage::refreshLoad()
{
    if (m_loadPanel->isHidden() || m_shown->empty())
        return;
    m_loadPanel->setFigures(m_picture.load);
    if (m_picture.load)
        m_loadPanel->chart()->setPoints(
            m_shown->load(m_picture.t - loadWindow, m_picture.t), m_picture.t);
}

void ClusterPage::refreshDetails()
{
    if (m_packet)
        return m_panel->details()->setLook(detailsOf(*m_packet, m_context));
    const timeline::ServerPicture* server = m_server ? m_picture.server(*m_server) : nullptr;
    m_panel->details()->setLook(server ? detailsOf(*server, m_picture, m_context) : DetailsLook());
}

void ClusterPage::refreshActions()
{
    const bool here = m_control && m_shown != &m_replay && m_server;
    m_scene->view()->setCardActions(
        here ? actionsFor(*m_control, *m_server) : std::vector<CardAction>());
}

void ClusterPage::refreshEmpty()
{
    const bool empty = m_picture.servers.empty();
    m_scene->message()->setVisible(empty);
    if (!empty)
        return;
    if (m_shown == &m_replay)
        m_scene->message()->setMessage(Role::down, QStringLiteral("history"), tr("No recording"),
            tr("Open a recording (.ztrace) to replay it without any server."));
    else if (m_shown == &m_lesson && !m_control)
        m_scene->message()->setMessage(Role::down, QStringLiteral("orbit"), tr("No lesson"),
            tr("Choose a lesson above. It runs real servers in a scratch folder, and leaves every "
               "other cluster alone."));
    else if (m_control)
        m_scene->message()->setMessage(Role::down, QStringLiteral("orbit"),
            tr("Nothing observed yet"), tr("The servers are not up, or have told nothing."));
    else
        m_scene->message()->setMessage(Role::down, QStringLiteral("orbit"), tr("No cluster"),
            tr("Launch a local cluster on the start page, connect to an ensemble, or open a "
               "recording."));
}

void ClusterPage::sizeCards()
{
    const bool manyVoters = m_picture.voters.size() > largestVoters
        || m_picture.servers.size() > largestVoters + 1;
    const bool small = manyVoters || width() < largePagePx || height() < largePageHeightPx;
    m_scene->view()->setSmallCards(small);
    m_lanes->setLanesShown(small ? lanesShown : lanesShown + 1);
}

void ClusterPage::addBookmark(const QString& words)
{
    if (m_shown->empty())
        return;
    m_shown->addBookmark({m_playback->time(), words.toStdString()});
    refreshTimeline();
}

void ClusterPage::openBookmarks()
{
    if (m_shown->empty())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("bookmarkMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    BookmarkWishes wishes;
    wishes.add = [this] {
        m_playback->pause(); // The time that was meant, not that of the last letter.
        askForBookmark(this, [this](const QString& words) { addBookmark(words); });
    };
    wishes.go = [this](Instant t) { m_playback->seek(t); };
    wishes.remove = [this](const timeline::Bookmark& bookmark) {
        m_shown->removeBookmark(bookmark);
        refreshTimeline();
    };
    fillBookmarkMenu(menu, *m_shown, m_playback->time(), wishes);
    const QWidget* button = m_player->bookmarkButton();
    menu->popup(button->mapToGlobal(QPoint(0, button->height() + 2)));
}

} // namespace zs::ui
