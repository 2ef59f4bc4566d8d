// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_page.h"

#include "tests/support/await.h"
#include "tests/support/picture.h"
#include "tests/ui/cluster/fake_cluster_control.h"
#include "ui/cluster/card_actions.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/details_panel.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_item.h"
#include "ui/cluster/timeline_lanes.h"
#include "ui/cluster/vote_table.h"
#include "ui/common/message_view.h"

#include <QDir>
#include <QElapsedTimer>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <ctime>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;

class Page : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        qRegisterMetaType<std::optional<ServerId>>();
        page.resize(1376, 830);
        page.show();
        QApplication::setActiveWindow(&page);
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page));
    }
    void open(const char* recording)
    {
        ASSERT_TRUE(page.openRecording(
            QStringLiteral(ZS_TEST_DATA "/traces/%1.ztrace").arg(QLatin1String(recording))));
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = page.findChild<T*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    Instant at(double part)
    {
        const timeline::Timeline& timeline = *page.timeline();
        const auto span = timeline.end() - timeline.begin();
        return timeline.begin()
            + std::chrono::nanoseconds(std::int64_t(double(span.count()) * part));
    }

    ClusterPage page;
};

TEST_F(Page, WithoutAClusterItSaysWhatToDo)
{
    auto* message = find<MessageView>("clusterMessage");
    EXPECT_TRUE(message->isVisible());
    EXPECT_FALSE(find<QPushButton>("partition")->isVisible());
}

TEST_F(Page, ARecordingIsReplayedWithoutAnyServer)
{
    open("lesson-12");
    EXPECT_FALSE(find<MessageView>("clusterMessage")->isVisible());
    page.playback()->seek(at(0.5));
    EXPECT_EQ(page.sceneArea()->scene()->servers().size(), page.picture().servers.size());
    EXPECT_GE(page.picture().servers.size(), 5U);
    EXPECT_GT(page.panel()->events()->eventModel()->rowCount(), 3);
    EXPECT_FALSE(page.lanes()->lanes().empty());
    for (int step = 1; step <= 9; ++step) {
        page.playback()->seek(at(step / 10.0));
        QCoreApplication::processEvents(); // Layouts follow.
        test::savePicture(page, QStringLiteral("cluster-page-12-%1").arg(step));
    }
}

TEST_F(Page, ScrubbingDrawsTheSameFromEitherSideAndFast)
{
    open("lesson-12");
    page.playback()->seek(at(0.4));
    const QImage first = page.sceneArea()->grab().toImage();
    page.playback()->seek(at(0.9));
    page.playback()->seek(at(0.1));
    const std::clock_t before = std::clock();
    constexpr int jumps = 30;
    for (int jump = 0; jump < jumps; ++jump)
        page.playback()->seek(at(0.05 + 0.03 * ((jump * 7) % jumps)));
    const double ms = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC / jumps;
    std::printf("%.2f ms of CPU a jump\n", ms);
    EXPECT_LT(ms, 64) << "16 ms is the aim of a release build on a quiet machine";
    page.playback()->seek(at(0.4));
    EXPECT_EQ(page.sceneArea()->grab().toImage(), first);
}

TEST_F(Page, KeysPlayAndStep)
{
    open("lesson-12");
    page.setFocus();
    page.playback()->seek(at(0.3));
    const Instant start = page.playback()->time();
    QTest::keyClick(&page, Qt::Key_Period);
    const Instant next = page.playback()->time();
    EXPECT_GT(next, start);
    QTest::keyClick(&page, Qt::Key_Comma);
    EXPECT_LE(page.playback()->time(), start);
    QTest::keyClick(&page, Qt::Key_Space);
    EXPECT_TRUE(page.playback()->isPlaying());
    ASSERT_TRUE(spinUntil([&] { return page.playback()->time() > next; }));
    QTest::keyClick(&page, Qt::Key_Space);
    EXPECT_FALSE(page.playback()->isPlaying());
    QTest::keyClick(&page, Qt::Key_B);
    EXPECT_EQ(page.timeline()->bookmarks().size(), 1U);
}

TEST_F(Page, AnEventLeadsToItsTime)
{
    open("lesson-12");
    page.playback()->seek(at(0.8));
    EventList* events = page.panel()->events();
    const EventLook event = events->eventModel()->events()[1];
    Q_EMIT events->timeChosen(event.atNs);
    EXPECT_EQ((page.playback()->time() - page.timeline()->begin()).count(), event.atNs);
}

TEST_F(Page, NineServersFitASmallWindow)
{
    open("lesson-12");
    page.resize(1216, 650);
    for (ServerItem* item : page.sceneArea()->scene()->servers())
        EXPECT_EQ(item->cardSize(), QSizeF(164, 64));
    EXPECT_EQ(page.size(), QSize(1216, 650)) << "nothing makes the page larger than its window";
}

TEST_F(Page, FaultControlsReachTheCluster)
{
    FakeClusterControl control;
    page.showCluster(&control);
    page.addMoments(control.threeServers(Playback::machineNow()));
    ASSERT_TRUE(spinUntil([&] { return page.picture().servers.size() == 3; }));
    ClusterView* view = page.sceneArea()->view();
    ServerItem* two = page.sceneArea()->scene()->server(ServerId(2));
    const QPoint middle = view->mapFromScene(two->sceneBoundingRect().center());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle);
    EXPECT_TRUE(find<DetailsPanel>("detailsPanel")->isVisible());
    QTest::mouseClick(find<QToolButton>("action:skull"), Qt::LeftButton);
    EXPECT_EQ(control.calls.back(), "kill 2");
    auto* partition = find<QPushButton>("partition");
    ASSERT_TRUE(partition->isEnabled()) << "one picked server is a group";
    QTest::mouseClick(partition, Qt::LeftButton);
    EXPECT_EQ(control.calls.back(), "partition 2");
    control.setBroken(true);
    QTest::mouseClick(find<QPushButton>("healAll"), Qt::LeftButton);
    EXPECT_EQ(control.calls.back(), "healAll");
    auto* observer = find<QPushButton>("addObserver");
    QTest::mouseClick(observer, Qt::LeftButton);
    EXPECT_EQ(control.calls.back(), "addObserver");
    control.noObserver = QStringLiteral("nine are enough");
    Q_EMIT control.changed();
    EXPECT_FALSE(observer->isEnabled());
    EXPECT_EQ(observer->toolTip(), control.noObserver);
    QTest::mouseClick(find<QPushButton>("stopAll"), Qt::LeftButton);
    EXPECT_EQ(control.calls.back(), "stopAll");
    Q_EMIT view->linkMenuRequested(ServerId(1), ServerId(3), QPoint(5, 5));
    auto* menu = page.findChild<QMenu*>(QStringLiteral("linkMenu"));
    ASSERT_NE(menu, nullptr);
    menu->findChild<QAction*>(QStringLiteral("cutBack"))->trigger();
    EXPECT_EQ(control.calls.back(), "cut 3 1");
    menu->close();
    page.showCluster(nullptr);
    EXPECT_FALSE(partition->isVisible());
}

TEST_F(Page, ClustersWhoseLinksCannotBeBrokenSayWhy)
{
    FakeClusterControl control;
    control.off = QStringLiteral("sslQuorum is on");
    page.showCluster(&control);
    auto* partition = find<QPushButton>("partition");
    EXPECT_FALSE(partition->isEnabled());
    EXPECT_EQ(partition->toolTip(), control.off);
    page.showCluster(nullptr);
}

TEST_F(Page, ABrokenRecordingIsAnErrorInWords)
{
    QSignalSpy told(&page, &ClusterPage::message);
    EXPECT_FALSE(page.openRecording(QStringLiteral("/nonexistent/x.ztrace")));
    EXPECT_EQ(told.count(), 1);
}

} // namespace
} // namespace zs::ui
