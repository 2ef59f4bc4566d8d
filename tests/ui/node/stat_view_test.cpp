// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/stat_view.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "tests/support/picture.h"
#include "ui/node/node_controller.h"
#include "ui/node/stat_row.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;

class StatPanel : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void open(const char* path)
    {
        view.resize(284, 620);
        view.show();
        node.open(Path(path));
        ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
    }
    StatRow* row(const char* field)
    {
        auto* found = view.findChild<StatRow*>(QLatin1String("stat_") + QLatin1String(field));
        EXPECT_NE(found, nullptr) << field;
        return found;
    }

    test::FakeClient fake;
    NodeController node{&fake};
    StatView view{&node};
};

TEST_F(StatPanel, ShowsAllElevenFieldsInBothForms)
{
    fake.put(Path("/a/b"), "12345");
    open("/a");
    EXPECT_EQ(view.findChildren<StatRow*>().size(), StatView::fieldCount);
    EXPECT_EQ(row("czxid")->text().value, "0x0|0x101");
    EXPECT_EQ(row("czxid")->text().full, "0x0000000000000101");
    EXPECT_EQ(row("numChildren")->text().value, "1");
    EXPECT_EQ(row("dataVersion")->text().value, "0");
    EXPECT_EQ(row("ephemeralOwner")->text().remark, "persistent");
    EXPECT_FALSE(row("mtime")->text().below.isEmpty());
    for (const StatRow* field : view.findChildren<StatRow*>()) {
        EXPECT_FALSE(field->text().explanation.isEmpty()) << field->field().toStdString();
        EXPECT_FALSE(field->accessibleName().isEmpty());
    }
}

TEST_F(StatPanel, TellsWhoOwnsAnEphemeral)
{
    (void)test::await(fake.create(Path("/e"), Bytes{}, CreateMode::ephemeral));
    open("/e");
    EXPECT_EQ(row("ephemeralOwner")->text().value, "0x100000000000001");
    EXPECT_EQ(row("ephemeralOwner")->text().remark, "ephemeral");
}

TEST_F(StatPanel, LeadsToTheOwnerByMouseAndKeys)
{
    (void)test::await(fake.create(Path("/e"), Bytes{}, CreateMode::ephemeral));
    fake.put(Path("/a"), "1");
    open("/e");
    QSignalSpy asked(&view, &StatView::sessionRequested);
    QTest::mouseClick(row("ephemeralOwner"), Qt::LeftButton);
    QTest::keyClick(row("ephemeralOwner"), Qt::Key_Return);
    QTest::keyClick(row("ephemeralOwner"), Qt::Key_Space);
    QTest::mouseClick(row("czxid"), Qt::LeftButton);
    ASSERT_EQ(asked.count(), 3);
    EXPECT_EQ(asked[0][0].value<SessionId>(), fake.status().sessionId);
    open("/a");
    QTest::mouseClick(row("ephemeralOwner"), Qt::LeftButton);
    QTest::keyClick(row("ephemeralOwner"), Qt::Key_Return);
    EXPECT_EQ(asked.count(), 3) << "nobody owns it";
}

TEST_F(StatPanel, OffersTheSubtreeAndTheQuotaOfTheShownNode)
{
    fake.put(Path("/a"), "1");
    open("/a");
    QSignalSpy subtree(&view, &StatView::subtreeRequested);
    QSignalSpy quota(&view, &StatView::quotaRequested);
    QTest::mouseClick(view.findChild<QAbstractButton*>("measureSubtree"), Qt::LeftButton);
    QTest::mouseClick(view.findChild<QAbstractButton*>("showQuota"), Qt::LeftButton);
    ASSERT_EQ(subtree.count() + quota.count(), 2);
    EXPECT_EQ(subtree[0][0].value<Path>(), Path("/a"));
    EXPECT_EQ(quota[0][0].value<Path>(), Path("/a"));
}

TEST_F(StatPanel, FollowsTheServer)
{
    fake.put(Path("/a"), "1");
    open("/a");
    fake.put(Path("/a"), "22");
    ASSERT_TRUE(spinUntil([&] { return row("dataVersion")->text().value == "1"; }));
    EXPECT_EQ(row("dataLength")->text().full, "2");
}

TEST_F(StatPanel, HasNoScrollBarWhileThereIsNothingToScroll)
{
    fake.put(Path("/a"), "1");
    open("/a");
    view.resize(284, 300);
    const auto* bar = view.findChild<QScrollArea*>("statScroll")->verticalScrollBar();
    ASSERT_TRUE(spinUntil([&] { return bar->isVisible(); }));
    fake.failOn(Path("/a/none"), Errc::noNode);
    node.open(Path("/a/none"));
    EXPECT_TRUE(spinUntil([&] { return !bar->isVisible(); }));
}

TEST_F(StatPanel, ShowsNothingOfTheLastNodeWhileTheNextIsRead)
{
    fake.put(Path("/a"), "1");
    fake.put(Path("/b"), "1");
    open("/a");
    EXPECT_TRUE(row("czxid")->isVisible());
    fake.hold();
    node.open(Path("/b"));
    EXPECT_FALSE(row("czxid")->isVisible());
}

TEST_F(StatPanel, CopiesOneFieldOrAll)
{
    fake.put(Path("/a"), "1");
    open("/a");
    row("czxid")->setFocus();
    QTest::keyClick(row("czxid"), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), "0x0|0x101");
    QTest::mouseClick(view.findChild<QToolButton*>("copyStat"), Qt::LeftButton);
    const QString all = QApplication::clipboard()->text();
    EXPECT_EQ(all.count(u'\n'), StatView::fieldCount - 1);
    EXPECT_TRUE(all.startsWith("czxid = 0x0000000000000101\n")) << all.toStdString();
}

TEST_F(StatPanel, LooksAsDesigned)
{
    fake.put(Path("/a"), "12345");
    open("/a");
    test::picture(view, "stat");
    EXPECT_EQ(row("czxid")->height(), 26);
}

TEST_F(StatPanel, ItsFootHasALineForAQuotaOnlyWhereThereIsOne)
{
    fake.put(Path("/a"), "12345");
    view.setQuota(QStringLiteral("none"), {}, false);
    open("/a");
    const auto* state = view.findChild<QWidget*>("quotaState");
    QApplication::processEvents();
    EXPECT_FALSE(state->isVisible());
    EXPECT_EQ(state->parentWidget()->height(), 63);
    view.setQuota(QStringLiteral("its own"), QStringLiteral("It has a quota."), true);
    QApplication::processEvents();
    EXPECT_TRUE(state->isVisible());
    EXPECT_EQ(state->parentWidget()->height(), 85);
}

} // namespace
} // namespace zs::ui
