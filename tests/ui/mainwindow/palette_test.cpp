// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/tree/node_marks.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;
using testing::ElementsAre;
using testing::IsEmpty;
using Kind = PaletteModel::Kind;

class Palette : public MainWindowTest {
protected:
    void open()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        m_palette = find<CommandPalette>(QStringLiteral("commandPalette"));
        m_field = find<QLineEdit>(QStringLiteral("paletteField"));
        m_rows = find<QListView>(QStringLiteral("paletteRows"));
        ASSERT_TRUE(m_palette->isVisible());
        ASSERT_TRUE(m_field->hasFocus());
    }
    void type(const char* text)
    {
        QTest::keyClicks(m_field, QString::fromUtf8(text));
        ASSERT_TRUE(spinUntil([&] { return !m_palette->model()->isSearching(); }));
    }
    void press(Qt::Key key) { QTest::keyClick(m_field, key); }
    std::vector<std::string> idsOf(Kind kind) const
    {
        std::vector<std::string> ids;
        const PaletteModel& model = *m_palette->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            if (index.data(PaletteModel::KindRole).toInt() == int(kind))
                ids.push_back((kind == Kind::heading ? index.data()
                                                     : index.data(PaletteModel::IdRole))
                                  .toString()
                                  .toStdString());
        }
        return ids;
    }
    QModelIndex rowOf(const char* id) const
    {
        const PaletteModel& model = *m_palette->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data(PaletteModel::IdRole).toString() == QString::fromUtf8(id))
                return model.index(row, 0);
        }
        ADD_FAILURE() << "no row " << id;
        return {};
    }
    QString current() const
    {
        return m_rows->currentIndex().data(PaletteModel::IdRole).toString();
    }

    CommandPalette* m_palette = nullptr;
    QLineEdit* m_field = nullptr;
    QListView* m_rows = nullptr;
};

TEST_F(Palette, GoesToALoadedNodeByAFewLetters)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app"); // Its level is loaded now.
    go("/");
    open();
    type("cdb");
    EXPECT_EQ(current(), QStringLiteral("/config/db"));
    const auto positions
        = rowOf("/config/db").data(PaletteModel::PositionsRole).value<QList<int>>();
    EXPECT_EQ(positions, (QList<int>{1, 8, 9}));
    press(Qt::Key_Return);
    EXPECT_FALSE(m_palette->isVisible());
    EXPECT_TRUE(spinUntil([&] { return shownPath() == "/config/db"; }));
}

TEST_F(Palette, CompletesATypedPathFromTheServer)
{
    connectTo(QStringLiteral("a:2181"));
    m_fake->put(Path("/deep/er/node-a"), "1");
    m_fake->put(Path("/deep/er/node-b"), "2");
    open();
    type("/deep/");
    EXPECT_THAT(idsOf(Kind::node), testing::Contains("/deep/er")) << "it was never expanded";
    EXPECT_THAT(idsOf(Kind::action), IsEmpty());
    press(Qt::Key_Tab);
    EXPECT_EQ(m_field->text(), QStringLiteral("/deep/er/"));
    ASSERT_TRUE(spinUntil([&] { return !m_palette->model()->isSearching(); }));
    type("b");
    EXPECT_EQ(current(), QStringLiteral("/deep/er/node-b"));
    press(Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shownPath() == "/deep/er/node-b"; }));
}

TEST_F(Palette, AnAnswerThatCameTooLateIsNotShown)
{
    connectTo(QStringLiteral("a:2181"));
    open();
    m_fake->hold();
    QTest::keyClicks(m_field, QStringLiteral("/config/"));
    ASSERT_TRUE(m_palette->model()->isSearching());
    m_field->clear();
    QTest::keyClicks(m_field, QStringLiteral("/brokers/"));
    m_fake->release();
    ASSERT_TRUE(spinUntil([&] { return !m_palette->model()->isSearching(); }));
    EXPECT_THAT(idsOf(Kind::node), ElementsAre("/brokers/ids"));
}

TEST_F(Palette, RunsACommandAndPutsItFirstTheNextTime)
{
    connectTo(QStringLiteral("a:2181"));
    open();
    type(">bottom");
    EXPECT_THAT(idsOf(Kind::action), ElementsAre("view.bottom"));
    press(Qt::Key_Return);
    EXPECT_FALSE(
        m_window->workspace()->frame()->isPanelShown(WorkspaceFrame::Panel::bottom));
    open();
    EXPECT_THAT(idsOf(Kind::heading), ElementsAre("Recent", "Commands"));
    EXPECT_THAT(idsOf(Kind::action), testing::Contains("view.bottom"));
    EXPECT_EQ(idsOf(Kind::node).front(), "/");
    press(Qt::Key_Escape);
    m_window.reset();
    m_window = makeWindow();
    open();
    EXPECT_EQ(idsOf(Kind::heading).front(), "Commands") << "the start page has no panels";
}

TEST_F(Palette, TellsWhyACommandIsImpossible)
{
    connectTo(QStringLiteral("a:2181"));
    open();
    type(">save");
    EXPECT_EQ(rowOf("node.save").data(PaletteModel::ReasonRole).toString(),
        QStringLiteral("There is nothing to save."));
    test::picture(*m_window, "palette-reason");
    press(Qt::Key_Return);
    auto* toast = m_window->workspace()->findChild<Toast*>();
    EXPECT_EQ(toast->text(), QStringLiteral("There is nothing to save."));
}

TEST_F(Palette, ArrowsGoRoundAndPassOverHeadings)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    open();
    type("app");
    ASSERT_EQ(current(), QStringLiteral("/config/app"));
    press(Qt::Key_Up);
    const QString last = m_palette->model()
                             ->index(m_palette->model()->rowCount() - 1, 0)
                             .data(PaletteModel::IdRole)
                             .toString();
    EXPECT_EQ(current(), last);
    press(Qt::Key_Down);
    EXPECT_EQ(current(), QStringLiteral("/config/app"));
    press(Qt::Key_PageDown);
    press(Qt::Key_PageUp);
    EXPECT_EQ(current(), QStringLiteral("/config/app"));
    press(Qt::Key_Tab);
    EXPECT_TRUE(m_field->hasFocus()) << "the focus never leaves the field";
}

TEST_F(Palette, EscAndAClickBesideItCloseItAndGiveTheFocusBack)
{
    connectTo(QStringLiteral("a:2181"));
    auto* tree = find<QWidget>(QStringLiteral("znodeTree"));
    for (const bool byMouse : {false, true}) {
        tree->setFocus();
        open();
        if (byMouse)
            QTest::mouseClick(m_palette, Qt::LeftButton, {}, QPoint(10, 10));
        else
            press(Qt::Key_Escape);
        EXPECT_FALSE(m_palette->isVisible());
        EXPECT_TRUE(tree->hasFocus());
    }
}

TEST_F(Palette, OpensConnectionsFromTheStartPageToo)
{
    ConnectionProfile profile{.name = QStringLiteral("staging"), .servers = QStringLiteral("s:1")};
    profile.environment = Environment::staging;
    m_window->store()->save(profile);
    open();
    EXPECT_THAT(idsOf(Kind::node), IsEmpty());
    type("@stag");
    ASSERT_EQ(idsOf(Kind::connection).size(), 1U);
    test::picture(*m_window, "palette-start");
    press(Qt::Key_Return);
    ASSERT_NE(m_window->workspace(), nullptr);
    EXPECT_EQ(m_asked.back().servers.servers[0], (Endpoint{"s", 1}));
}

TEST_F(Palette, SaysSoWhenNothingMatches)
{
    connectTo(QStringLiteral("a:2181"));
    open();
    type("qqqqzz");
    EXPECT_TRUE(find<QWidget>(QStringLiteral("paletteNothing"))->isVisible());
    press(Qt::Key_Return);
    EXPECT_TRUE(m_palette->isVisible()) << "Enter has nothing to open";
}

TEST_F(Palette, HostileNamesAreShownEscapedAndOpenedAsTheyAre)
{
    connectTo(QStringLiteral("a:2181"));
    const Path hostile("/config/a\xE2\x80\xAE<b>x");
    m_fake->put(hostile, "1");
    open();
    type("/config/");
    const QModelIndex row = rowOf("/config/a\u202E<b>x");
    EXPECT_EQ(row.data().toString(), QStringLiteral("/config/a\\u202e<b>x"));
    m_rows->setCurrentIndex(row);
    press(Qt::Key_Return);
    EXPECT_TRUE(spinUntil([&] { return shownPath() == hostile.text(); }));
}

TEST_F(Palette, SurvivesTheEndOfTheWorkspace)
{
    connectTo(QStringLiteral("a:2181"));
    open();
    QTest::keyClicks(m_field, QStringLiteral("conf"));
    m_window->disconnectFromServer();
    EXPECT_TRUE(spinUntil([&] { return !m_palette->model()->isSearching(); }));
    press(Qt::Key_Escape);
    EXPECT_FALSE(m_palette->isVisible());
}

TEST_F(Palette, LooksThroughManyNodesWithoutAStall)
{
    connectTo(QStringLiteral("a:2181"));
    for (int i = 0; i < 50'000; ++i)
        m_fake->put(Path("/big/node-" + std::to_string(i)));
    go("/big/node-7");
    open();
    type("node49999");
    EXPECT_EQ(current(), QStringLiteral("/big/node-49999"));
}

TEST_F(Palette, FollowsTheLanguageAndTheWindow)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    go("/");
    open();
    type("con");
    test::picture(*m_window, "palette");
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QApplication::processEvents();
    EXPECT_EQ(idsOf(Kind::heading).front(), "节点");
    test::savePicture(*m_window, QStringLiteral("palette-zh"));
    m_window->resize(1100, 700);
    QApplication::processEvents();
    EXPECT_EQ(m_palette->size(), m_window->size());
}

} // namespace
} // namespace zs::ui
