// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/main_window_fixture.h"
#include "ui/cluster/cluster_page.h"
#include "ui/common/chip.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/data_editor.h"

#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QLockFile>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;

TEST_F(MainWindowTest, StartsOnTheStartPage)
{
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_TRUE(find<QWidget>(QStringLiteral("startPage"))->isVisible());
}

TEST_F(MainWindowTest, ClusterPageIsMadeWhenItIsShownForTheFirstTime)
{
    connectTo(QStringLiteral("zk1:2181"));
    WorkspacePage* workspace = m_window->workspace();
    EXPECT_EQ(workspace->clusterPage(), nullptr);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    ASSERT_NE(workspace->clusterPage(), nullptr);
    EXPECT_TRUE(workspace->clusterPage()->isVisible());
    EXPECT_TRUE(find<QWidget>(QStringLiteral("pageTitle"))->isVisible());
    EXPECT_FALSE(find<QWidget>(QStringLiteral("pathBar"))->isVisible());
    test::picture(*m_window, "cluster-in-window");
    QTest::mouseClick(find<QToolButton>(QStringLiteral("railBrowse")), Qt::LeftButton);
    EXPECT_FALSE(workspace->clusterPage()->isVisible());
    EXPECT_TRUE(find<QWidget>(QStringLiteral("pathBar"))->isVisible());
}

TEST_F(MainWindowTest, ConnectDialogOpensAndRemembersTheConnection)
{
    QTest::mouseClick(find<QPushButton>(QStringLiteral("newConnection")), Qt::LeftButton);
    auto* servers = find<QLineEdit>(QStringLiteral("servers"));
    servers->selectAll();
    QTest::keyClicks(servers, QStringLiteral("zk-1:2181,zk-2:2181/app"));
    QTest::mouseClick(find<QPushButton>(QStringLiteral("connect")), Qt::LeftButton);
    ASSERT_NE(m_window->workspace(), nullptr);
    ASSERT_EQ(m_asked.size(), 1U);
    EXPECT_EQ(m_asked[0].servers.servers.size(), 2U);
    EXPECT_EQ(m_asked[0].servers.chroot, Path("/app"));
    ASSERT_EQ(m_window->store()->profiles().size(), 1);
}

TEST_F(MainWindowTest, LaunchedServerIsOpenedOnceItIsReady)
{
    QTest::mouseClick(find<QPushButton>(QStringLiteral("launchServer")), Qt::LeftButton);
    EXPECT_EQ(m_window->workspace(), nullptr);
    m_launch.setState(LaunchControl::State::running);
    ASSERT_NE(m_window->workspace(), nullptr);
    EXPECT_EQ(m_asked[0].servers.servers[0], (Endpoint{"127.0.0.1", 2181}));
    EXPECT_EQ(m_window->workspace()->profile().environment, Environment::local);
}

TEST_F(MainWindowTest, AReadOnlyConnectionIsUnlockedByItsLockAndOnlyAfterAQuestion)
{
    ConnectionProfile profile{.name = QStringLiteral("payments"), .servers = QStringLiteral("a:1")};
    profile.environment = Environment::production;
    profile.openReadOnly = true;
    m_window->openConnection(profile);
    m_fake->setState(SessionState::connected);
    go("/config/app");
    auto* lock = find<QPushButton>(QStringLiteral("connectionLock"));
    ASSERT_TRUE(lock->isVisible());
    EXPECT_EQ(status("statusWrites"), QStringLiteral("Read-only"));
    EXPECT_FALSE(find<SessionBanner>(QStringLiteral("sessionBanner"))->isVisible());
    test::picture(*m_window, "workspace-locked");
    Client& client = *m_window->workspace()->client();
    EXPECT_EQ(test::await(client.remove(Path("/config/app"))).error().code, Errc::notReadOnly);
    EXPECT_EQ(m_fake->calls(OpCode::remove), 0);

    QTest::mouseClick(lock, Qt::LeftButton);
    auto* unlock = find<QPushButton>(QStringLiteral("unlock"));
    EXPECT_FALSE(unlock->isEnabled()) << "production wants its name";
    QTest::keyClicks(find<QLineEdit>(QStringLiteral("connectionNameTyped")), profile.name);
    test::picture(*unlock->window(), "unlock-production");
    QTest::mouseClick(unlock, Qt::LeftButton);
    EXPECT_EQ(status("statusWrites"), QStringLiteral("Read/write"));
    EXPECT_TRUE(test::await(client.remove(Path("/config/app"))));
    QTest::mouseClick(lock, Qt::LeftButton);
    EXPECT_EQ(status("statusWrites"), QStringLiteral("Read-only")) << "locking asks nothing";
}

TEST_F(MainWindowTest, OtherConnectionsHaveNoLock)
{
    connectTo(QStringLiteral("a:2181"));
    EXPECT_FALSE(find<QPushButton>(QStringLiteral("connectionLock"))->isVisible());
}

TEST_F(MainWindowTest, NavigatesByPathLineBackForwardAndUp)
{
    connectTo(QStringLiteral("a:2181"));
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    auto* line = find<QLineEdit>(QStringLiteral("pathLine"));
    ASSERT_TRUE(line->isVisible());
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("/config/app"));
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return shownPath() == "/config/app"; }));
    QTest::mouseClick(find<QToolButton>(QStringLiteral("goUp")), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return shownPath() == "/config"; }));
    QTest::mouseClick(find<QToolButton>(QStringLiteral("goBack")), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return shownPath() == "/config/app"; }));
    QTest::mouseClick(find<QToolButton>(QStringLiteral("goForward")), Qt::LeftButton);
    ASSERT_TRUE(spinUntil([&] { return shownPath() == "/config"; }));
    EXPECT_FALSE(find<QToolButton>(QStringLiteral("goForward"))->isEnabled());
}

TEST_F(MainWindowTest, PathBarPartsAreClickableAndCopied)
{
    connectTo(QStringLiteral("a:2181"));
    go("/brokers/ids/1001");
    QTest::mouseClick(find<QToolButton>(QStringLiteral("copyPath")), Qt::LeftButton);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("/brokers/ids/1001"));
    QTest::mouseClick(find<QToolButton>(QStringLiteral("part:/brokers")), Qt::LeftButton);
    EXPECT_TRUE(spinUntil([&] { return shownPath() == "/brokers"; }));
}

TEST_F(MainWindowTest, ArrowOfAPartListsItsChildren)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config");
    QTest::mouseClick(find<QToolButton>(QStringLiteral("arrow:/config")), Qt::LeftButton);
    QMenu* menu = nullptr;
    ASSERT_TRUE(spinUntil([&] {
        menu = m_window->findChild<QMenu*>(QStringLiteral("childrenMenu"));
        return menu != nullptr;
    }));
    ASSERT_EQ(menu->actions().size(), 2);
    menu->actions()[1]->trigger();
    menu->close();
    EXPECT_TRUE(spinUntil([&] { return shownPath() == "/config/db"; }));
}

TEST_F(MainWindowTest, TypedNonsenseIsRefusedWithTheReason)
{
    connectTo(QStringLiteral("a:2181"));
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    auto* line = find<QLineEdit>(QStringLiteral("pathLine"));
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("no/slash"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_TRUE(line->property("invalid").toBool());
    QTest::keyClick(line, Qt::Key_Escape);
    EXPECT_FALSE(line->isVisible());
    EXPECT_EQ(shownPath(), "/");
}

TEST_F(MainWindowTest, StatusBarTellsTheSession)
{
    connectTo(QStringLiteral("a:2181"));
    EXPECT_EQ(status("statusState"), QStringLiteral("Connected"));
    EXPECT_EQ(status("statusWrites"), QStringLiteral("Read/write"));
    EXPECT_TRUE(status("statusLatency").endsWith(QStringLiteral("ms")));
}

TEST_F(MainWindowTest, LostConnectionRaisesTheBannerAndTryNowRetries)
{
    connectTo(QStringLiteral("a:2181"));
    auto* banner = find<SessionBanner>(QStringLiteral("sessionBanner"));
    EXPECT_FALSE(banner->isVisible());
    SessionStatus lost = m_fake->status();
    lost.state = SessionState::reconnecting;
    lost.attempt = 3;
    lost.expiresAt = std::chrono::steady_clock::now() + std::chrono::seconds(21);
    m_fake->setStatus(lost);
    EXPECT_TRUE(banner->isVisible());
    EXPECT_EQ(status("statusWrites"), QStringLiteral("Writes are held"));
    EXPECT_TRUE(banner->text().contains(QStringLiteral("s more")));
    test::picture(*m_window, "workspace-reconnecting");
    auto* details = find<QPushButton>(QStringLiteral("bannerDetails"));
    QTest::mouseClick(details, Qt::LeftButton);
    EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(),
        testing::AllOf(testing::HasSubstr("ConnectionLoss"), testing::HasSubstr("reconnecting")));
    EXPECT_EQ(details->text(), QStringLiteral("Details copied"));
    QTest::mouseClick(find<QPushButton>(QStringLiteral("bannerAction")), Qt::LeftButton);
    EXPECT_EQ(m_fake->retryNowCount(), 1);
    m_fake->setState(SessionState::connected);
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(MainWindowTest, ExpiredSessionIsReplacedOnRequest)
{
    connectTo(QStringLiteral("a:2181"));
    m_fake->setState(SessionState::expired);
    auto* banner = find<SessionBanner>(QStringLiteral("sessionBanner"));
    ASSERT_TRUE(banner->isVisible());
    EXPECT_FALSE(find<QPushButton>(QStringLiteral("bannerDetails"))->isVisible());
    QTest::mouseClick(find<QPushButton>(QStringLiteral("bannerAction")), Qt::LeftButton);
    ASSERT_EQ(m_asked.size(), 2U);
    m_fake->setState(SessionState::connected);
    EXPECT_FALSE(banner->isVisible());
    go("/config");
}

TEST_F(MainWindowTest, WatchEventsShowInTheBottomPanel)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    auto* events = find<QTableView>(QStringLiteral("events"));
    const int before = events->model()->rowCount();
    m_fake->put(Path("/config/app"), "changed by somebody");
    ASSERT_TRUE(spinUntil([&] { return events->model()->rowCount() > before; }));
    EXPECT_EQ(events->model()->index(0, 1).data().toString(), QStringLiteral("NodeDataChanged"));
}

TEST_F(MainWindowTest, KeysFoldThePanels)
{
    connectTo(QStringLiteral("a:2181"));
    using Panel = WorkspaceFrame::Panel;
    const WorkspaceFrame* frame = m_window->workspace()->frame();
    const std::pair<Qt::Key, Panel> keys[] = {{Qt::Key_B, Panel::tree},
        {Qt::Key_I, Panel::inspector}, {Qt::Key_J, Panel::bottom}};
    for (const auto& [key, panel] : keys) {
        EXPECT_TRUE(frame->isPanelShown(panel));
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
        EXPECT_FALSE(frame->isPanelShown(panel));
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
        EXPECT_TRUE(frame->isPanelShown(panel));
    }
}

TEST_F(MainWindowTest, EditorLeavesTheWindowsKeysAlone)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_L, Qt::ControlModifier); // Scintilla would cut the line.
    EXPECT_TRUE(find<QLineEdit>(QStringLiteral("pathLine"))->isVisible());
    EXPECT_FALSE(m_window->workspace()->controller()->isDirty());
    editor->setFocus();
    using Panel = WorkspaceFrame::Panel;
    const WorkspaceFrame* frame = m_window->workspace()->frame();
    for (const Qt::Key key : {Qt::Key_B, Qt::Key_I, Qt::Key_J})
        QTest::keyClick(editor, key, Qt::ControlModifier);
    EXPECT_FALSE(frame->isPanelShown(Panel::tree));
    EXPECT_FALSE(frame->isPanelShown(Panel::inspector));
    EXPECT_FALSE(frame->isPanelShown(Panel::bottom));
    EXPECT_FALSE(m_window->workspace()->controller()->isDirty());
}

TEST_F(MainWindowTest, CtrlSSavesFromTheEditorAndFromTheTree)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    NodeController* node = m_window->workspace()->controller();
    auto* editor = find<DataEditor>(QStringLiteral("dataEditor"));
    for (QWidget* place : {static_cast<QWidget*>(editor),
             static_cast<QWidget*>(m_window->findChild<QTreeView*>())}) {
        editor->setFocus();
        QTest::keyClicks(editor, QStringLiteral("x"));
        ASSERT_TRUE(node->isDirty());
        place->setFocus();
        QTest::keyClick(place, Qt::Key_S, Qt::ControlModifier);
        EXPECT_TRUE(spinUntil([&] { return !node->isDirty(); }, std::chrono::seconds(5)));
    }
    EXPECT_EQ(node->base().stat.version, 2);
}

TEST_F(MainWindowTest, InspectorFoldsInANarrowWindow)
{
    connectTo(QStringLiteral("a:2181"));
    using Panel = WorkspaceFrame::Panel;
    m_window->resize(1150, 800);
    QApplication::processEvents();
    EXPECT_FALSE(m_window->workspace()->frame()->isPanelShown(Panel::inspector));
    m_window->resize(1440, 900);
    QApplication::processEvents();
    EXPECT_TRUE(m_window->workspace()->frame()->isPanelShown(Panel::inspector));
}

TEST_F(MainWindowTest, F6WalksThroughThePanes)
{
    connectTo(QStringLiteral("a:2181"));
    const auto dockWithFocus = [] {
        for (QWidget* widget = QApplication::focusWidget(); widget;
             widget = widget->parentWidget()) {
            if (qobject_cast<QDockWidget*>(widget))
                return widget->objectName();
        }
        return QString();
    };
    QStringList seen;
    for (int step = 0; step < 8; ++step) { // The bars at the top, left and bottom are panes, too.
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        seen.append(dockWithFocus());
    }
    EXPECT_TRUE(seen.contains(QStringLiteral("treeDock")));
    EXPECT_TRUE(seen.contains(QStringLiteral("bottomDock")));
}

TEST_F(MainWindowTest, LanguageSwitchesAtOnceAndIsRemembered)
{
    connectTo(QStringLiteral("a:2181"));
    m_window->findChild<QAction*>(QStringLiteral("language:zh_CN"))->trigger();
    QApplication::processEvents();
    EXPECT_EQ(status("statusState"), QStringLiteral("已连接"));
    EXPECT_EQ(m_settings.value(QStringLiteral("language")).toString(), QStringLiteral("zh_CN"));
    test::savePicture(*m_window, QStringLiteral("workspace-zh-light"));
}

TEST_F(MainWindowTest, TheLocalServersNameFollowsTheLanguage)
{
    QTest::mouseClick(find<QPushButton>(QStringLiteral("launchServer")), Qt::LeftButton);
    m_launch.setState(LaunchControl::State::running);
    ASSERT_NE(m_window->workspace(), nullptr);
    auto* switcher = find<QWidget>(QStringLiteral("connectionSwitcher"));
    EXPECT_TRUE(switcher->accessibleName().contains(QStringLiteral("Local server")));
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QApplication::processEvents();
    EXPECT_TRUE(switcher->accessibleName().contains(QStringLiteral("本地服务器")))
        << switcher->accessibleName().toStdString();
    EXPECT_TRUE(m_window->windowTitle().contains(QStringLiteral("本地服务器")));
    EXPECT_TRUE(m_window->store()->profiles()[0].name.isEmpty()) << "stored without a language";
}

TEST_F(MainWindowTest, OpenDialogsFollowTheLanguage)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config");
    m_window->workspace()->newChild();
    auto* create = find<QPushButton>(QStringLiteral("createNode"));
    m_window->workspace()->deleteNode();
    auto* confirm = find<QLineEdit>(QStringLiteral("deleteConfirm"));
    const QString before = confirm->accessibleName();
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QApplication::processEvents();
    EXPECT_EQ(create->text(), QStringLiteral("创建节点"));
    EXPECT_NE(confirm->accessibleName(), before);
    for (const QPushButton* cancel : m_window->findChildren<QPushButton*>(QStringLiteral("cancel")))
        EXPECT_EQ(cancel->text(), QStringLiteral("取消"));
    for (const Chip* chip : m_window->workspace()->findChildren<Chip*>())
        EXPECT_NE(chip->text(), QStringLiteral("production"));
}

TEST_F(MainWindowTest, ReadsFromAServerWithoutQuorumAndLooksForAFullOneOnDemand)
{
    connectTo(QStringLiteral("a:2181"));
    EXPECT_TRUE(m_asked[0].acceptReadOnlyServer);
    m_fake->setState(SessionState::connectedReadOnly);
    auto* button = find<QPushButton>(QStringLiteral("bannerAction"));
    EXPECT_EQ(button->text(), QStringLiteral("Find a full server"));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(m_fake->retryNowCount(), 1);
}

TEST_F(MainWindowTest, TheStatusBarTellsTheIdentityThatTheServerKnows)
{
    connectTo(QStringLiteral("a:2181"));
    EXPECT_TRUE(
        spinUntil([&] { return status("statusIdentity") == QStringLiteral("ip: 127.0.0.1"); }));
}

TEST_F(MainWindowTest, DocksAreResizedByAGripOfSevenPixels)
{
    connectTo(QStringLiteral("a:2181"));
    QApplication::processEvents();
    auto* dock = find<QDockWidget>(QStringLiteral("treeDock"));
    auto* grip = find<QWidget>(QStringLiteral("treeDockGrip"));
    EXPECT_EQ(grip->width(), 7);
    const QPoint beyond = dock->mapTo(m_window.get(), QPoint(dock->width() + 3, 200));
    EXPECT_EQ(m_window->childAt(beyond), grip);
    const int before = dock->width();
    QTest::mousePress(grip, Qt::LeftButton, {}, QPoint(3, 200));
    QTest::mouseMove(grip, QPoint(3 + 40, 200));
    EXPECT_TRUE(spinUntil([&] { return dock->width() == before + 40; })) << dock->width();
    QTest::mouseRelease(grip, Qt::LeftButton, {}, QPoint(3, 200));
    m_window->workspace()->frame()->setPanelShown(WorkspaceFrame::Panel::tree, false);
    EXPECT_FALSE(grip->isVisible());
}

TEST_F(MainWindowTest, ThemeIsRemembered)
{
    m_window->findChild<QAction*>(QStringLiteral("theme:dark"))->trigger();
    EXPECT_TRUE(Theme::instance().isDark());
    EXPECT_EQ(m_settings.value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
}

TEST_F(MainWindowTest, ADiskThatIsBusyKeepsNobodyFromWork)
{
    const auto onDisk = [this] {
        QFile stored(m_settings.fileName());
        return stored.open(QIODevice::ReadOnly) ? stored.readAll().toStdString() : std::string();
    };
    m_settings.sync();
    const std::string before = onDisk();
    // Who writes the file waits for this, as for a disk that syncs; for ever, if that must be.
    auto disk = std::make_unique<QLockFile>(m_settings.fileName() + QStringLiteral(".lock"));
    disk->setStaleLockTime(0);
    ASSERT_TRUE(disk->tryLock());
    connectTo(QStringLiteral("zk1:2181"));
    go("/config/app");
    m_window->workspace()->toggleBookmark();
    go("/brokers/ids");
    m_window->findChild<QAction*>(QStringLiteral("theme:dark"))->trigger();
    m_window->workspace()->keepPlace();
    QCoreApplication::processEvents();
    EXPECT_EQ(onDisk(), before);
    disk.reset();
    EXPECT_TRUE(spinUntil([&] {
        const std::string all = onDisk();
        const auto has = [&](const char* part) { return all.find(part) != std::string::npos; };
        return has("zk1:2181") && has("bookmarks=/config/app\n") && has("node=/brokers/ids\n")
            && has("theme=dark\n");
    })) << onDisk();
}

TEST_F(MainWindowTest, SettingsThatCannotBeSavedAreTold)
{
    QFile obstacle(m_folder.filePath(QStringLiteral("file")));
    ASSERT_TRUE(obstacle.open(QIODevice::WriteOnly)); // No folder can be made there.
    Settings settings(obstacle.fileName() + QStringLiteral("/s.ini"));
    m_window = std::make_unique<MainWindow>(
        MainWindow::Parts{[](const ClientOptions&) { return nullptr; }, &m_launch, &m_languages,
            &settings});
    m_window->show();
    m_window->findChild<QAction*>(QStringLiteral("theme:dark"))->trigger();
    const auto* toast = m_window->findChild<Toast*>();
    ASSERT_TRUE(spinUntil([&] { return toast->isVisible(); }));
    EXPECT_THAT(toast->text().toStdString(), HasSubstr("cannot be saved to"));
    EXPECT_THAT(toast->text().toStdString(), HasSubstr("file/s.ini"));
    m_window.reset(); // Before its settings.
}

TEST_F(MainWindowTest, PanelsStayFoldedInTheNextRun)
{
    using Panel = WorkspaceFrame::Panel;
    connectTo(QStringLiteral("a:2181"));
    m_window->workspace()->frame()->setPanelShown(Panel::bottom, false);
    m_window->close();
    m_window.reset();
    m_window = makeWindow();
    connectTo(QStringLiteral("a:2181"));
    EXPECT_FALSE(m_window->workspace()->frame()->isPanelShown(Panel::bottom));
    EXPECT_TRUE(m_window->workspace()->frame()->isPanelShown(Panel::tree));
}

TEST_F(MainWindowTest, DisconnectClosesTheSessionAndShowsTheStartPage)
{
    connectTo(QStringLiteral("a:2181"));
    const QPointer<test::FakeClient> client = m_fake;
    m_window->disconnectFromServer();
    EXPECT_EQ(client, nullptr);
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_TRUE(find<QWidget>(QStringLiteral("startPage"))->isVisible());
}

TEST_F(MainWindowTest, HasTheDesignsMetrics)
{
    connectTo(QStringLiteral("a:2181"));
    go("/config/app");
    const auto at = [&](const QString& name) {
        const auto* widget = find<QWidget>(name);
        return QRect(widget->mapTo(m_window.get(), QPoint(0, 0)), widget->size());
    };
    EXPECT_EQ(at(QStringLiteral("topBar")), QRect(0, 0, 1440, 44));
    EXPECT_EQ(at(QStringLiteral("rail")).width(), 64);
    EXPECT_EQ(at(QStringLiteral("treeDock")).left(), 64);
    EXPECT_NEAR(at(QStringLiteral("treeDock")).width(), 292, 2);
    EXPECT_NEAR(at(QStringLiteral("inspectorDock")).width(), 284, 2);
    EXPECT_NEAR(at(QStringLiteral("bottomDock")).height(), 214, 2);
    EXPECT_EQ(at(QStringLiteral("treeDock")).bottom(), 900 - 26 - 1);
    test::picture(*m_window, "workspace");
}

} // namespace
} // namespace zs::ui
