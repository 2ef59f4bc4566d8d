// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_scene.h"

#include "tests/support/picture.h"
#include "tests/ui/cluster/sample_pictures.h"
#include "ui/cluster/card_actions.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/picture_looks.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_item.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <ctime>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Scene : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        qRegisterMetaType<std::optional<ServerId>>();
        area.resize(996, 545);
        area.show();
        QApplication::setActiveWindow(&area);
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&area));
        area.scene()->setAnimated(false);
        show(sample::election(), sample::electionTraffic());
    }
    void show(const timeline::ClusterPicture& picture, const timeline::Traffic& traffic = {})
    {
        PictureContext context;
        for (int id = 1; id <= 6; ++id)
            context.ports[ServerId(id)] = QString::number(2180 + id);
        const SceneLook look = sceneOf(picture, traffic, context);
        area.setLook(look);
        area.setLegend(legendOf(look));
    }
    ClusterView* view() { return area.view(); }
    QPoint middleOf(int id)
    {
        ServerItem* item = area.scene()->server(ServerId(id));
        return view()->mapFromScene(
            item->pos() + QPointF(item->cardSize().width() / 2, item->cardSize().height() / 2));
    }
    void click(int id, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, keys, middleOf(id));
    }
    std::vector<int> picked()
    {
        std::vector<int> ids;
        for (const ServerId id : area.scene()->picked())
            ids.push_back(int(id.value));
        return ids;
    }

    SceneArea area;
};

TEST_F(Scene, PicturesOfTheDesign)
{
    area.scene()->setPicked({ServerId(2)});
    test::picture(area, "cluster-scene-election");
    area.scene()->setPicked({});
    show(sample::synchronization());
    test::picture(area, "cluster-scene-sync");
    show(sample::partition());
    test::picture(area, "cluster-scene-partition");
    EXPECT_EQ(area.scene()->servers().size(), 5U);
}

TEST_F(Scene, EqualTimesDrawEqualPicturesWhateverCameBefore)
{
    const QImage first = area.grab().toImage();
    show(sample::synchronization());
    show(sample::partition());
    show(sample::election(), sample::electionTraffic());
    EXPECT_EQ(area.grab().toImage(), first);
}

TEST_F(Scene, AClickOpensACardAndItsActions)
{
    QSignalSpy acted(view(), &ClusterView::actionChosen);
    QObject::connect(view(), &ClusterView::cardOpened, view(), [this](std::optional<ServerId> id) {
        view()->setCardActions(id ? std::vector{CardAction::stop, CardAction::kill}
                                  : std::vector<CardAction>{});
    });
    click(2);
    EXPECT_THAT(picked(), ElementsAre(2));
    auto* bar = view()->findChild<CardActions*>(QStringLiteral("cardActions"));
    ASSERT_TRUE(bar && bar->isVisible());
    QTest::mouseClick(bar->findChild<QToolButton*>(QStringLiteral("action:skull")), Qt::LeftButton);
    ASSERT_EQ(acted.count(), 1);
    EXPECT_EQ(acted[0][0].value<ServerId>(), ServerId(2));
    EXPECT_EQ(acted[0][1].value<CardAction>(), CardAction::kill);
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, QPoint(10, 400));
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(Scene, ShiftAndALassoPickSeveralServers)
{
    click(4, Qt::ShiftModifier);
    click(5, Qt::ShiftModifier);
    EXPECT_THAT(picked(), ElementsAre(4, 5));
    click(4, Qt::ShiftModifier);
    EXPECT_THAT(picked(), ElementsAre(5));
    QWidget* ground = view()->viewport();
    QTest::mousePress(ground, Qt::LeftButton, {}, QPoint(20, 140));
    QTest::mouseMove(ground, QPoint(300, 500));
    QMouseEvent move(QEvent::MouseMove, QPointF(400, 500), ground->mapToGlobal(QPointF(400, 500)),
        Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(ground, &move);
    QTest::mouseRelease(ground, Qt::LeftButton, {}, QPoint(400, 500));
    EXPECT_THAT(picked(), ElementsAre(4, 5));
}

TEST_F(Scene, KeysWalkFromCardToCardAndAct)
{
    QSignalSpy acted(view(), &ClusterView::actionChosen);
    QObject::connect(view(), &ClusterView::cardOpened, view(), [this](std::optional<ServerId> id) {
        if (id)
            view()->setCardActions({CardAction::stop, CardAction::kill, CardAction::pause});
    });
    view()->clearFocus();
    view()->setFocus(Qt::TabFocusReason);
    EXPECT_TRUE(area.scene()->server(ServerId(1))->hasFocus());
    QTest::keyClick(view(), Qt::Key_Tab);
    EXPECT_TRUE(area.scene()->server(ServerId(2))->hasFocus());
    QTest::keyClick(view(), Qt::Key_Right);
    EXPECT_TRUE(area.scene()->server(ServerId(3))->hasFocus());
    QTest::keyClick(view(), Qt::Key_P);
    ASSERT_EQ(acted.count(), 1);
    EXPECT_EQ(acted[0][0].value<ServerId>(), ServerId(3));
    EXPECT_EQ(acted[0][1].value<CardAction>(), CardAction::pause);
    QTest::keyClick(view(), Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_THAT(picked(), testing::IsEmpty()) << "Shift and Enter unpick what was picked";
    QTest::keyClick(view(), Qt::Key_Return);
    EXPECT_THAT(picked(), ElementsAre(3));
}

TEST_F(Scene, ScreenReadersMeetTheServersAndCanPressThem)
{
    QAccessibleInterface* group = QAccessible::queryAccessibleInterface(view());
    ASSERT_NE(group, nullptr);
    ASSERT_EQ(group->childCount(), 5);
    QAccessibleInterface* two = group->child(1);
    ASSERT_NE(two, nullptr);
    EXPECT_EQ(two->text(QAccessible::Name).toStdString(),
        "Server 2, LOOKING, votes for 2, zxid 5|8");
    EXPECT_EQ(group->indexOfChild(two), 1);
    EXPECT_EQ(two->parent(), group);
    EXPECT_FALSE(two->rect().isEmpty());
    QSignalSpy opened(view(), &ClusterView::cardOpened);
    two->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_EQ(opened.count(), 1);
    EXPECT_TRUE(two->state().selected);
    EXPECT_NE(group->text(QAccessible::Description).indexOf(QStringLiteral("2 (5|8) r6")), -1);
}

TEST_F(Scene, AMessageIsChosenByAClick)
{
    QSignalSpy chosen(view(), &ClusterView::packetChosen);
    const PacketLook packet = area.scene()->look().packets[1];
    const auto link = linkBetween(area.scene()->sceneLayout(), packet.from, packet.to);
    const QPointF place = pointOnLink(*link, packet.along, {40, 10});
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->mapFromScene(place));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].value<std::uint64_t>(), packet.key);
}

TEST_F(Scene, ALinkHasAMenu)
{
    QSignalSpy asked(view(), &ClusterView::linkMenuRequested);
    const auto link = linkBetween(area.scene()->sceneLayout(), ServerId(1), ServerId(4));
    const QPoint pos = view()->mapFromScene(link->pointAt(0.2));
    QContextMenuEvent event(
        QContextMenuEvent::Mouse, pos, view()->viewport()->mapToGlobal(pos));
    QApplication::sendEvent(view()->viewport(), &event);
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].value<ServerId>(), ServerId(1));
    EXPECT_EQ(asked[0][1].value<ServerId>(), ServerId(4));
}

/// The design allows 4 ms for 7 servers; this is CPU time of a whole frame, also of what did not
/// change, with a packet on each link.
TEST_F(Scene, AFrameOfSevenServersIsCheap)
{
    timeline::ClusterPicture picture = sample::election();
    for (const int id : {6, 7}) {
        picture.servers.push_back(sample::server(id, trace::ServerState::looking, Zxid(5, 7)));
        picture.voters.emplace_back(id);
    }
    timeline::Traffic traffic;
    for (int from = 1; from <= 7; ++from) {
        for (int to = 1; to <= 7; ++to) {
            if (from != to)
                traffic.flights.push_back(sample::notification(from, to, 0ms, 200ms));
        }
    }
    view()->setSmallCards(true);
    QImage canvas(area.size(), QImage::Format_ARGB32_Premultiplied);
    constexpr int frames = 60;
    const std::clock_t before = std::clock();
    for (int frame = 0; frame < frames; ++frame) {
        picture.t = sample::at(std::chrono::milliseconds(2 * frame));
        show(picture, traffic);
        view()->viewport()->repaint();
    }
    const double ms = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC / frames;
    RecordProperty("msPerFrame", std::to_string(ms));
    std::printf("%.2f ms of CPU a frame\n", ms);
    // Debug builds on busy machines are slower; the limit finds what is out of all proportion.
    EXPECT_LT(ms, 16);
}

} // namespace
} // namespace zs::ui
