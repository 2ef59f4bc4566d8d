// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where, as the design has it: facts that a glance at a picture would miss.
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/common/message_view.h"
#include "ui/connections/connection_dialog.h"
#include "ui/mainwindow/bell_button.h"
#include "ui/mainwindow/workspace_frame.h"

#include <QAbstractTextDocumentLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

namespace zs::ui {
namespace {

using Panel = WorkspaceFrame::Panel;
using test::spinUntil;

class PlaceTest : public MainWindowTest {
protected:
    void previewBelowConfig()
    {
        go("/config");
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
        ASSERT_TRUE(spinUntil([&] { return find<QWidget>("aclRow")->isVisible(); }));
        find<QRadioButton>("applyToSubtree")->click();
        ASSERT_TRUE(spinUntil([&] { return find<QPushButton>("previewAcl")->isEnabled(); }));
        find<QPushButton>("previewAcl")->click();
        ASSERT_TRUE(
            spinUntil([&] { return find<QListView>("aclSteps")->model()->rowCount() == 3; }));
    }
    bool isShown(const char* name) const { return find<QWidget>(name)->isVisible(); }
    /// The last column of the window that it covers.
    int rightOf(const char* name) const
    {
        const auto* widget = find<QWidget>(name);
        return widget->mapTo(m_window.get(), widget->rect().topRight()).x();
    }
    template <class T = QWidget>
    T* find(const char* name) const
    {
        return MainWindowTest::find<T>(QLatin1String(name));
    }
};

TEST_F(PlaceTest, ThePreviewOfARecursiveAclStandsInStatsPlace)
{
    connectTo(QStringLiteral("a:2181"));
    previewBelowConfig();
    EXPECT_TRUE(isShown("aclRunPanel"));
    EXPECT_FALSE(isShown("statView"));
    EXPECT_EQ(rightOf("aclRunPanel"), m_window->width() - 1);
    EXPECT_EQ(find("aclRunPanel")->width(), 332);
    test::picture(*m_window, "acl-preview-in-window");

    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    EXPECT_TRUE(isShown("statView")) << "another tab has nothing to do with it";
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    EXPECT_TRUE(isShown("aclRunPanel"));
    QTest::mouseClick(find<QToolButton>("closeRun"), Qt::LeftButton);
    EXPECT_TRUE(isShown("statView"));
    EXPECT_FALSE(isShown("aclRunPanel"));
    EXPECT_TRUE(spinUntil([&] { return find("statView")->width() < 332; }))
        << "Stat has its own width again";
}

TEST_F(PlaceTest, AHiddenInspectorShowsThePreviewAndIsHiddenAgain)
{
    connectTo(QStringLiteral("a:2181"));
    const WorkspaceFrame* frame = m_window->workspace()->frame();
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    ASSERT_FALSE(frame->isPanelShown(Panel::inspector));
    previewBelowConfig();
    EXPECT_TRUE(isShown("aclRunPanel"));
    QTest::mouseClick(find<QToolButton>("closeRun"), Qt::LeftButton);
    EXPECT_FALSE(frame->isPanelShown(Panel::inspector));

    m_window->resize(1100, 800); // It is folded now, and would come back in a wide window.
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    m_window->resize(1440, 900);
    m_window->resize(1100, 800);
    ASSERT_TRUE(spinUntil([&] { return !frame->isPanelShown(Panel::inspector); }));
    find<QPushButton>("previewAcl")->click();
    EXPECT_TRUE(isShown("aclRunPanel"));
    QTest::mouseClick(find<QToolButton>("closeRun"), Qt::LeftButton);
    EXPECT_FALSE(frame->isPanelShown(Panel::inspector));
    m_window->resize(1440, 900);
    EXPECT_TRUE(spinUntil([&] { return frame->isPanelShown(Panel::inspector); }));
}

TEST_F(PlaceTest, WhatNoServerAnswersStandsInTheCentreAndGoesWithTheFirstSession)
{
    ConnectionProfile profile;
    profile.name = QStringLiteral("payments");
    profile.servers = QStringLiteral("zk-1:2181,zk-2:2181");
    m_window->openConnection(profile);
    const auto* told = find<MessageView>("noServer");
    EXPECT_FALSE(told->isVisible()) << "nothing has failed yet";
    SessionStatus status;
    const auto refuse = [&](const char* host, const char* next) {
        status.server = {next, 2181};
        status.fault = ConnectionFault::refused;
        status.problem = std::string(host) + ":2181: connection refused";
        ++status.attempt;
        m_fake->setStatus(status);
    };
    refuse("zk-1", "zk-2");
    refuse("zk-2", "zk-1");
    ASSERT_TRUE(told->isVisible());
    EXPECT_EQ(told->title(), QStringLiteral("No server answers"));
    EXPECT_TRUE(told->text().startsWith(QStringLiteral("zk-1 and zk-2 refused port 2181.")))
        << told->text().toStdString();
    test::picture(*m_window, "no-connection");
    QTest::mouseClick(find<QPushButton>("tryServersAgain"), Qt::LeftButton);
    EXPECT_EQ(m_fake->retryNowCount(), 1);
    QTest::mouseClick(find<QPushButton>("editThisConnection"), Qt::LeftButton);
    auto* dialog = m_window->findChild<ConnectionDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->findChild<QLineEdit*>(QStringLiteral("connectionName"))->text(),
        profile.name);
    dialog->reject();
    m_fake->setState(SessionState::connected);
    EXPECT_TRUE(spinUntil([&] { return !told->isVisible() && shownPath() == "/"; }));
}

TEST_F(PlaceTest, TheBellCountsEventsThatNobodySawAndLeadsToThem)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    const auto* bell = find<BellButton>("bell");
    EXPECT_EQ(bell->unread(), 0) << "the events are on the screen";
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    ASSERT_FALSE(isShown("events"));
    m_fake->put(Path("/config/app"), "changed by somebody");
    ASSERT_TRUE(spinUntil([&] { return bell->unread() > 0; }));
    test::picture(*m_window, "bell-unread");
    QTest::mouseClick(find<QToolButton>("bell"), Qt::LeftButton);
    EXPECT_TRUE(isShown("events"));
    EXPECT_EQ(bell->unread(), 0);
}

TEST_F(PlaceTest, TheLinesOfAConfigStandEighteenPixelsApart)
{
    const auto* config = find<QPlainTextEdit>("launchConfig");
    ASSERT_GT(config->document()->blockCount(), 2);
    const QAbstractTextDocumentLayout* lines = config->document()->documentLayout();
    const QTextBlock second = config->document()->findBlockByNumber(1);
    EXPECT_NEAR(lines->blockBoundingRect(second).height(), 18, 0.01);
}

} // namespace
} // namespace zs::ui
