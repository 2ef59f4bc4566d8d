// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture.h"
#include "tests/ui/cluster/sample_pictures.h"
#include "ui/cluster/cluster_header.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/details_panel.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/phase_strip.h"
#include "ui/cluster/picture_looks.h"
#include "ui/cluster/player_bar.h"
#include "ui/cluster/sync_panel.h"
#include "ui/cluster/timeline_lanes.h"
#include "ui/cluster/transactions_panel.h"
#include "ui/cluster/vote_table.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

constexpr std::int64_t ms = 1'000'000;

class Panels : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
};

std::vector<EventLook> events()
{
    return {
        {0, QStringLiteral("skull"), Token::dangerText, QStringLiteral("Server 3 is killed"), true},
        {38 * ms, QStringLiteral("unplug"), Token::text2,
            QStringLiteral("Server 1 lost its leader"), true},
        {39 * ms, QStringLiteral("search"), Token::lookingText,
            QStringLiteral("Server 1 starts round 6, votes 1 (5|8)"), true},
        {57 * ms, QStringLiteral("check"), Token::leadingText,
            QStringLiteral("Server 2 counts the vote of server 1: 2 of 3"), false}};
}

TEST_F(Panels, PicturesOfThePanel)
{
    ClusterPanel panel;
    panel.resize(380, 830);
    panel.show();
    timeline::ClusterPicture picture = sample::election();
    panel.votes()->setRows(votesOf(picture, {}));
    panel.showSubject(ClusterPanel::Subject::votes, QStringLiteral("Votes, round 6"), {});
    panel.setNote(noteOf(picture));
    panel.events()->setEvents(events());
    panel.events()->setTime(57 * ms);
    panel.details()->setLook(detailsOf(picture.servers[1], picture, {}));
    test::picture(panel, "cluster-panel-votes");
    picture = sample::synchronization();
    panel.sync()->setLook(syncOf(picture));
    panel.showSubject(ClusterPanel::Subject::sync, QStringLiteral("Synchronization with zoo-2"),
        QStringLiteral("epoch 6"));
    panel.setNote({});
    panel.details()->setLook({});
    test::picture(panel, "cluster-panel-sync");
    picture = sample::partition();
    panel.transactions()->setRows(transactionsOf(picture, 6));
    panel.showSubject(ClusterPanel::Subject::transactions, QStringLiteral("Transactions in flight"),
        QStringLiteral("quorum 3"));
    panel.setNote(noteOf(picture));
    panel.setWarning(warningOf(picture));
    test::picture(panel, "cluster-panel-transactions");
    EXPECT_FALSE(panel.votes()->isVisible());
    EXPECT_TRUE(panel.transactions()->isVisible());
}

TEST_F(Panels, PictureOfHeaderAndStrip)
{
    QWidget page;
    page.resize(996, 145);
    auto* header = new ClusterHeader(&page);
    header->setGeometry(0, 0, 996, 44);
    header->setControllable(true);
    header->setSubject(QStringLiteral("local-5"));
    header->setSource(sourceOf(sample::election()));
    auto* strip = new PhaseStrip(&page);
    strip->setGeometry(0, 44, 996, 56);
    strip->setPhases(phasesOf(sample::election()));
    page.show();
    test::picture(page, "cluster-head");
    strip->setPhases(phasesOf(sample::partition()));
    test::picture(page, "cluster-head-broadcast");
    EXPECT_EQ(header->sourceText().toStdString(), "Engine trace, every packet");
}

TEST_F(Panels, AVoteLeadsToItsMoment)
{
    VoteTable table;
    table.resize(380, 240);
    std::vector<VoteLook> rows = votesOf(sample::election(), {});
    rows[1].moment = 4711;
    table.setRows(rows);
    QSignalSpy chosen(&table, &VoteTable::momentChosen);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(60, 29 + 26 + 5));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toULongLong(), 4711U);
}

TEST_F(Panels, EventsAppearWithTheTimeAndGoWithIt)
{
    EventList list;
    list.resize(380, 200);
    const QAbstractItemModelTester tester(
        list.eventModel(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.setEvents(events());
    list.setTime(38 * ms);
    EXPECT_EQ(list.eventModel()->rowCount(), 2);
    EXPECT_EQ(list.markedRow(), 1);
    list.setTime(60 * ms);
    EXPECT_EQ(list.eventModel()->rowCount(), 4);
    list.setTime(0);
    EXPECT_EQ(list.eventModel()->rowCount(), 1);
    QSignalSpy chosen(&list, &EventList::timeChosen);
    list.setTime(60 * ms);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
        list.visualRect(list.model()->index(1, 0)).center());
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toLongLong(), 38 * ms);
}

std::vector<LaneLook> lanes(int count)
{
    std::vector<LaneLook> all;
    for (int id = 1; id <= count; ++id) {
        LaneLook lane;
        lane.name = QStringLiteral("zoo-%1").arg(id);
        lane.spans = {{0, 40 * ms, Role::following, QStringLiteral("FOLLOWING")},
            {40 * ms, 240 * ms, Role::looking, QStringLiteral("LOOKING")},
            {240 * ms, 431 * ms, id == 2 ? Role::leading : Role::following,
                id == 2 ? QStringLiteral("LEADING") : QStringLiteral("FOLLOWING")}};
        lane.marks = {{47 * ms, Role::looking}, {57 * ms, Role::danger}};
        all.push_back(lane);
    }
    return all;
}

TEST_F(Panels, PlayheadFollowsTheMouseOverTheLanes)
{
    QWidget page;
    page.resize(996, 186);
    auto* player = new PlayerBar(&page);
    player->setGeometry(0, 0, 996, 41);
    auto* timeline = new TimelineLanes(&page);
    timeline->setGeometry(0, 41, 996, 145);
    timeline->setLanes(lanes(5));
    timeline->setExtent(0, 431 * ms);
    timeline->setPlayhead(157 * ms);
    timeline->setBookmarks({{300 * ms, QStringLiteral("0.300 s: here")}});
    player->setTime(157 * ms, 431 * ms);
    player->setPlaying(true);
    player->setSpeed(0.25);
    page.show();
    test::picture(page, "cluster-player");
    QSignalSpy scrubbed(timeline, &TimelineLanes::scrubbed);
    const QPoint there(int(timeline->xOf(200 * ms)), 60);
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, there);
    ASSERT_EQ(scrubbed.count(), 1);
    EXPECT_NEAR(double(scrubbed[0][0].toLongLong()), 200.0 * ms, 0.5 * ms);
}

TEST_F(Panels, TheTimelineZoomsAroundTheMouseAndBack)
{
    TimelineLanes timeline;
    timeline.resize(996, 145);
    timeline.setLanes(lanes(9));
    timeline.setExtent(0, 1000 * ms);
    timeline.show();
    const std::int64_t anchor = timeline.timeAt(500);
    QWheelEvent wheel(QPointF(500, 10), timeline.mapToGlobal(QPointF(500, 10)), {}, {0, 480}, {},
        {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(timeline.viewport(), &wheel);
    EXPECT_LT(timeline.shownTo() - timeline.shownFrom(), 500 * ms);
    EXPECT_NEAR(double(timeline.timeAt(500)), double(anchor), 1.0 * ms);
    timeline.setExtent(0, 2000 * ms);
    EXPECT_LT(timeline.shownTo(), 1000 * ms) << "a zoom stays while time goes on";
    QTest::keyClick(&timeline, Qt::Key_0);
    EXPECT_EQ(timeline.shownTo(), 2000 * ms);
    EXPECT_GT(timeline.verticalScrollBar()->maximum(), 0) << "nine lanes scroll";
}

TEST_F(Panels, AxisStepsAreRound)
{
    EXPECT_EQ(axisStep(431 * ms, 8), 100 * ms);
    EXPECT_EQ(axisStep(60'000 * ms, 8), 10'000 * ms);
    EXPECT_EQ(axisText(100 * ms, 100 * ms).toStdString(), "0.100");
    EXPECT_EQ(axisText(80'000 * ms, 10'000 * ms).toStdString(), "1:20");
    EXPECT_EQ(axisText(1'500'000, 500'000).toStdString(), "0.0015");
}

TEST_F(Panels, PlayerOffersEachSpeed)
{
    PlayerBar player;
    player.show();
    QSignalSpy chosen(&player, &PlayerBar::speedChosen);
    auto* menu = player.findChild<QMenu*>(QStringLiteral("playerSpeedMenu"));
    ASSERT_NE(menu, nullptr);
    menu->actions().front()->trigger();
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_DOUBLE_EQ(chosen[0][0].toDouble(), 0.01);
    player.setSpeed(0.01);
    auto* control = player.findChild<SegmentedControl*>(QStringLiteral("playerSpeed"));
    EXPECT_EQ(control->currentIndex(), 3) << "a speed of the menu gets its own segment";
    EXPECT_EQ(chosen.count(), 1) << "showing a speed chooses none";
    player.setTime(57 * ms, 83'400 * ms);
    EXPECT_EQ(player.findChild<TextLabel*>(QStringLiteral("playerTime"))->text().toStdString(),
        "0.057 s / 1:23.4");
}

} // namespace
} // namespace zs::ui
