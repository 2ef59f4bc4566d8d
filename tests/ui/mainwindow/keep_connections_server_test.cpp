// SPDX-License-Identifier: GPL-3.0-or-later
// Connections over time: kept, exported, opened again, side by side; and what they leave behind.
#include "clientlib/protocol/digest.h"
#include "tests/ui/connections/fake_secrets.h"
#include "tests/ui/mainwindow/connections_on_server.h"
#include "ui/common/message_view.h"
#include "ui/common/settings.h"
#include "ui/common/text_format.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/connection_switcher.h"
#include "ui/mainwindow/connection_tabs.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/panels/requests_model.h"
#include "ui/tree/znode_tree_model.h"

#include <QComboBox>
#include <QFileDialog>
#include <QMenu>
#include <QTableView>
#include <QTcpServer>
#include <QToolButton>
#include <QTreeView>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;
using test::Kind;
using test::spinUntil;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class KeepingConnections : public ConnectionsOnServer {
protected:
    /// A node that is bob's alone.
    void putBobs()
    {
        put("bobs", "for bob", {{perm::all, {"digest", digestId("bob:builder")}}});
    }
    void typeIdentity(QDialog* dialog, const std::string& user, const std::string& password)
    {
        showPage(dialog, Page::identities);
        type(dialog, "identityUser", user);
        type(dialog, "identityPassword", password);
        click("addIdentity", dialog);
    }
    /// Saves, and does not open, a connection to the test's own node with bob's identity.
    void saveBobs(const std::string& name)
    {
        QDialog* dialog = openDialog();
        type(dialog, "connectionName", name);
        findIn<QComboBox>(dialog, "connectionGroup")->setFocus();
        QTest::keyClicks(findIn<QComboBox>(dialog, "connectionGroup"), QStringLiteral("Payments"));
        type(dialog, "servers", address() + m_root.text());
        typeIdentity(dialog, "bob", "builder");
        const QPointer<QDialog> open(dialog);
        click("saveConnection", dialog);
        ASSERT_TRUE(spinUntil([&] { return !open; }));
        EXPECT_EQ(m_window->workspace(), nullptr);
    }
    QDialog* passwordDialog() const
    {
        QDialog* dialog = nullptr;
        EXPECT_TRUE(spinUntil([&] {
            dialog = m_window->findChild<QDialog*>(QStringLiteral("passwordDialog"));
            return dialog && dialog->isVisible();
        }));
        return dialog;
    }
    /// Presses a button that asks for a file, and answers.
    void chooseFile(const char* button, const QString& file)
    {
        click(button);
        const QPointer<QFileDialog> dialog(find<QFileDialog>("connectionsFile"));
        dialog->selectFile(file);
        static_cast<QDialog*>(dialog)->accept();
        ASSERT_TRUE(spinUntil([&] { return !dialog; }));
    }
    std::string toast() const
    {
        const auto* toast = m_window->findChild<Toast*>(QString(), Qt::FindDirectChildrenOnly);
        EXPECT_TRUE(spinUntil([&] { return toast->isVisible(); }));
        return toast->text().toStdString();
    }
    bool isListed(SessionId id) const
    {
        const std::string sid = "sid=" + formatSessionId(id).toStdString();
        return test::askServer(port(), "cons").find(sid) != std::string::npos;
    }
};

TEST_P(KeepingConnections, ExportedConnectionsWorkInAnotherConsoleAndHoldNoSecret)
{
    putBobs();
    saveBobs("bob's");
    const QString file = m_folder.filePath(QStringLiteral("connections.json"));
    chooseFile("exportConnections", file);
    EXPECT_THAT(toast(), HasSubstr("1 connection exported, without secrets"));
    QFile exported(file);
    ASSERT_TRUE(exported.open(QIODevice::ReadOnly));
    const std::string text = exported.readAll().toStdString();
    EXPECT_THAT(text, AllOf(HasSubstr("\"bob\""), HasSubstr("Payments"), HasSubstr(address())));
    EXPECT_THAT(text, Not(HasSubstr("builder")));

    Settings others(m_folder.filePath(QStringLiteral("others.ini")));
    startConsole(&others);
    chooseFile("importConnections", m_settings.fileName());
    EXPECT_THAT(toast(), HasSubstr("Nothing was imported from"));
    chooseFile("importConnections", file);
    ASSERT_EQ(m_window->store()->profiles().size(), 1);
    EXPECT_EQ(m_window->store()->profiles()[0].group, QStringLiteral("Payments"));
    openRow(0);
    QDialog* ask = passwordDialog();
    ASSERT_NE(ask, nullptr) << "its secrets did not come along";
    type(ask, "password", "builder");
    click("open", ask);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    go(Path("/bobs"));
    EXPECT_TRUE(spinUntil([&] { return shows("/bobs"); }));
    EXPECT_EQ(shownText(), "for bob");
    EXPECT_THAT(m_window->windowTitle().toStdString(), HasSubstr("bob's"));
    m_window.reset(); // Before its settings.
    EXPECT_THAT(written(others), Not(HasSubstr("builder")));
}

TEST_P(KeepingConnections, APasswordOfTheKeychainOpensTheNextRunOneWithoutIsAskedForAgain)
{
    putBobs();
    test::FakeKeychain keychain;
    startConsole(&m_settings, &keychain);
    saveBobs("kept");
    startConsole(&m_settings, &keychain); // The next run.
    openRow(0);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    go(Path("/bobs"));
    EXPECT_TRUE(spinUntil([&] { return shows("/bobs"); }));

    keychain.locked = true;
    startConsole(&m_settings, &keychain);
    openRow(0);
    QDialog* ask = passwordDialog();
    ASSERT_NE(ask, nullptr);
    QTest::keyClick(ask, Qt::Key_Escape);
    EXPECT_EQ(m_window->workspace(), nullptr) << "cancelled";
    openRow(0);
    ask = passwordDialog();
    ASSERT_NE(ask, nullptr);
    type(ask, "password", "builder");
    QTest::keyClick(ask, Qt::Key_Return);
    ASSERT_TRUE(spinUntil(
        [&] { return m_window->workspace() && node()->phase() == NodePhase::ready; }))
        << "at the node where the former run ended";
    EXPECT_THAT(written(m_settings), Not(HasSubstr("builder")));
    m_window.reset(); // Before its keychain.
}

// "What do I type?": the form of zkCli's addauth is user:password in one word.
TEST_P(KeepingConnections, AnIdentityThatIsHalfOrInTheWrongFieldIsExplained)
{
    QDialog* dialog = openDialog();
    type(dialog, "servers", address());
    showPage(dialog, Page::identities);
    const auto* outcome = findIn<TextLabel>(dialog, "testOutcome");
    const auto isTold = [&](const char* words) {
        EXPECT_FALSE(findIn<QAbstractButton>(dialog, "connect")->isEnabled());
        return outcome->text().contains(QLatin1String(words));
    };
    type(dialog, "identityUser", "bob:builder");
    EXPECT_TRUE(isTold("A user name has no colon"));
    type(dialog, "identityUser", "bob");
    EXPECT_TRUE(isTold("Write the password of this user"));
    type(dialog, "identityUser", "");
    type(dialog, "identityPassword", "builder");
    EXPECT_TRUE(isTold("Write the user of this password"));
    type(dialog, "identityUser", "bob");
    EXPECT_TRUE(isTold("Press Add"));
    click("addIdentity", dialog);
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    const auto knowsBob = [&] { return status("statusIdentity").find("digest: bob") == 0; };
    EXPECT_TRUE(spinUntil(knowsBob)) << status("statusIdentity");
}

TEST_P(KeepingConnections, TheSessionTimeOutIsNegotiatedAndShown)
{
    const auto connectWith = [&](const char* wished) {
        connectTo(address(), [&](QDialog* dialog) { type(dialog, "sessionTimeout", wished); });
        ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    };
    const auto shown = [&] {
        return find<StatusEntry>("statusSession")->toolTip().toStdString();
    };
    connectWith("7");
    EXPECT_EQ(shown(), "Session time-out 7 s");
    const std::string listed = test::askServer(port(), "cons");
    const auto own = listed.find(formatSessionId(session().sessionId).toStdString());
    ASSERT_NE(own, std::string::npos) << listed;
    EXPECT_THAT(listed.substr(own, listed.find('\n', own) - own), HasSubstr("to=7000,"));
    press(Qt::Key_F4, Qt::ControlModifier);
    ASSERT_EQ(m_window->workspace(), nullptr);
    connectWith("3600 s");
    EXPECT_EQ(shown(), "Session time-out 40 s") << "20 ticks are the most that servers grant";
}

TEST_P(KeepingConnections, AServerThatAcceptsAndSaysNothingIsPassedOverAfterTheConnectTimeOut)
{
    QTcpServer mute; // The kernel takes connections for it.
    ASSERT_TRUE(mute.listen(QHostAddress::LocalHost));
    const std::string silent = "127.0.0.1:" + std::to_string(mute.serverPort());
    connectTo(silent, [&](QDialog* dialog) { type(dialog, "connectTimeout", "1"); });
    const auto* told = find<MessageView>("noServer");
    ASSERT_TRUE(spinUntil([&] { return told->isVisible(); }));
    EXPECT_THAT(told->text().toStdString(), HasSubstr(silent));
    EXPECT_THAT(session().problem, HasSubstr("no answer within 1.0 s"));
    press(Qt::Key_F4, Qt::ControlModifier);
    connectTo(silent + "," + address(),
        [&](QDialog* dialog) { type(dialog, "connectTimeout", "1 s"); });
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    EXPECT_EQ(toText(session().server), address());
}

// Others keep watches, memory and sessions after a disconnect.
TEST_P(KeepingConnections, DisconnectLeavesNothingOnTheServerAndConnectingAgainIsANewSession)
{
    put("a", "1");
    connectWindow();
    go(below("a"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("a").text()); }));
    const SessionId first = session().sessionId;
    ASSERT_TRUE(isListed(first));
    const QPointer<Client> client(m_window->workspace()->client());
    const QPointer<ZnodeTreeModel> tree(m_window->workspace()->treeModel());
    QTest::mouseClick(m_window->workspace()->frame()->topBar()->switcher(), Qt::LeftButton);
    auto* menu = find<QMenu>("connectionsMenu");
    ASSERT_TRUE(spinUntil([&] { return menu->isVisible(); }));
    auto* disconnect = find<QAction>("disconnect");
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(disconnect).center());
    EXPECT_EQ(m_window->workspace(), nullptr);
    EXPECT_TRUE(spinUntil([&] { return !client && !tree; }));
    EXPECT_TRUE(spinUntil([&] { return !isListed(first); }));
    EXPECT_THAT(test::askServer(port(), "wchs"), HasSubstr("Total watches:0"));

    openRow(0);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows(below("a").text()); }));
    EXPECT_NE(session().sessionId, first);
    EXPECT_EQ(m_window->connections()->pages().size(), 1);
}

TEST_P(KeepingConnections, ProductionDeletesOnlyWhereTheNodesNameIsTyped)
{
    put("kept", "x");
    put("kept/below", "y");
    QDialog* dialog = openDialog();
    type(dialog, "connectionName", "payments-prod");
    type(dialog, "servers", address());
    auto* environment = findIn<QComboBox>(dialog, "environment");
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_Down);
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_EQ(status("statusWrites"), "Read-only") << "as production is by default";
    click("connectionLock");
    QTest::keyClicks(find<QLineEdit>("connectionNameTyped"), "payments-prod");
    click("unlock");
    go(below("kept"));
    ASSERT_TRUE(spinUntil([&] { return shows(below("kept").text()); }));
    find<QTreeView>("znodeTree")->setFocus();
    press(Qt::Key_Delete);
    const QPointer<QDialog> ask(find<QDialog>("deleteDialog"));
    auto* confirm = findIn<QAbstractButton>(ask, "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return confirm->text().contains(QStringLiteral("2 nodes")); }))
        << confirm->text().toStdString();
    EXPECT_FALSE(confirm->isEnabled());
    type(ask, "deleteConfirm", "kep");
    EXPECT_FALSE(confirm->isEnabled());
    QTest::keyClick(ask, Qt::Key_Return);
    EXPECT_EQ(stored(below("kept/below")), "y");
    type(ask, "deleteConfirm", "kept");
    ASSERT_TRUE(spinUntil([&] { return confirm->isEnabled(); }));
    QTest::keyClick(ask, Qt::Key_Return);
    EXPECT_EQ(stored(below("kept/below")), "y") << "Enter never deletes";
    click("deleteNodes", ask);
    ASSERT_TRUE(spinUntil([&] { return !ask; }));
    EXPECT_EQ(stored(below("kept")), "(none)");
}

TEST_P(KeepingConnections, ConnectionsOfOneServerKeepTheirIdentitiesApart)
{
    putBobs();
    const auto openAs = [&](const std::string& user, const std::string& password) {
        QDialog* dialog = openDialog();
        type(dialog, "connectionName", user + "'s");
        type(dialog, "servers", address());
        typeIdentity(dialog, user, password);
        const qsizetype open = m_window->connections()->pages().size();
        click("connect", dialog);
        ASSERT_TRUE(spinUntil([&] { return m_window->connections()->pages().size() > open; }));
        ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
        go(below("bobs"));
    };
    openAs("bob", "builder");
    ASSERT_TRUE(spinUntil([&] { return shows(below("bobs").text()); }));
    press(Qt::Key_T, Qt::ControlModifier); // The start page.
    openAs("eve", "apple");
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }))
        << "what bob may read stays his";
    auto* bar = find<ConnectionTabs>("connectionTabs")->bar();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
    EXPECT_TRUE(shows(below("bobs").text()));
    press(Qt::Key_F4, Qt::ControlModifier);
    ASSERT_EQ(m_window->connections()->pages().size(), 1);
    EXPECT_THAT(m_window->windowTitle().toStdString(), HasSubstr("eve's"));
    EXPECT_EQ(node()->phase(), NodePhase::failed);
}

TEST_P(KeepingConnections, AChrootIsShownAndOneThatDoesNotExistIsTold)
{
    connectTo(address() + m_root.text());
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    const auto* chroot = find<QToolButton>("chroot");
    EXPECT_TRUE(chroot->isVisible());
    EXPECT_EQ(chroot->accessibleName().toStdString(), "Chroot " + m_root.text());
    press(Qt::Key_F4, Qt::ControlModifier);
    QDialog* dialog = openDialog();
    type(dialog, "servers", address() + "/nowhere");
    EXPECT_THAT(outcomeOfTest(dialog), HasSubstr("The chroot does not exist on the servers."));
    click("connect", dialog);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() != nullptr; }));
    EXPECT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    EXPECT_EQ(find<QToolButton>("chroot")->text(), QStringLiteral("/nowhere"));
}

// A console that mirrored the whole tree reconnected for ever, and took the server's memory.
TEST_P(KeepingConnections, ATreeThatNobodyOpensIsNeitherReadNorWatched)
{
    put("closed", "x");
    for (int i = 0; i < 40; ++i)
        put("closed/n" + std::to_string(i), "x");
    connectWindow();
    go(m_root);
    ASSERT_TRUE(spinUntil([&] { return shows(m_root.text()); }));
    const auto* requests = find<QTableView>("requests")->model();
    const auto asked = [&](const Path& path, const char* operation) {
        int count = 0;
        for (int row = 0; row < requests->rowCount(); ++row) {
            const auto cell = [&](int column) {
                return requests->index(row, column).data().toString();
            };
            count += cell(RequestsModel::PathColumn) == QString::fromStdString(path.text())
                && cell(RequestsModel::OperationColumn).startsWith(QLatin1String(operation));
        }
        return count;
    };
    press(Qt::Key_F5);
    // Rows come some at a time: when that of the last step is there, all before it are.
    ASSERT_TRUE(spinUntil([&] { return asked(m_root, "getData") >= 2; }));
    EXPECT_EQ(asked(below("closed"), "getChildren"), 0);
    EXPECT_EQ(asked(below("closed"), "getData"), 0);
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(asked(below("closed/n" + std::to_string(i)), ""), 0) << i;
}

INSTANTIATE_TEST_SUITE_P(Servers, KeepingConnections, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
