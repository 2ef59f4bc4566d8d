// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting, losing the connection and what the window tells of the session, on real servers.
#include "clientlib/protocol/digest.h"
#include "tests/support/fault_proxy.h"
#include "tests/support/free_port.h"
#include "tests/support/picture.h"
#include "tests/ui/mainwindow/connections_on_server.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"

#include <QListView>
#include <QPushButton>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::HasSubstr;

class ConnectingToServers : public ConnectionsOnServer {};

TEST_P(ConnectingToServers, ATypedStringWithADeadServerAndAChrootOpensWhatIsBelow)
{
    put("inside", "found");
    const std::string dead = "127.0.0.1:" + std::to_string(test::freePort());
    connectTo(dead + "," + address() + m_root.text());
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    EXPECT_EQ(toText(session().server), address()) << "the dead one is passed over";
    EXPECT_EQ(shownText(), "root") << "the chroot is the root";
    go(Path("/inside"));
    ASSERT_TRUE(spinUntil([&] { return shows("/inside"); }));
    EXPECT_EQ(shownText(), "found");
    editor()->setFocus();
    QTest::keyClicks(editor(), "well ");
    click("save");
    ASSERT_TRUE(spinUntil([&] { return !node()->isDirty() && !node()->isSaving(); }));
    EXPECT_EQ(stored(below("inside")), "well found");
}

TEST_P(ConnectingToServers, TestTellsOfEachHostWhatItIsAndSavesNothing)
{
    const std::string dead = "127.0.0.1:" + std::to_string(test::freePort());
    QDialog* dialog = openDialog();
    type(dialog, "servers", address() + "," + dead);
    QTest::keyClick(findIn<QLineEdit>(dialog, "servers"), Qt::Key_Return);
    const std::string outcome = outcomeOfTest(dialog);
    EXPECT_THAT(outcome, HasSubstr("1 of 2 answer"));
    EXPECT_THAT(outcome, HasSubstr("session in"));
    EXPECT_TRUE(m_window->store()->profiles().isEmpty());
    EXPECT_EQ(m_window->workspace(), nullptr);
}

// ZooInspector tells it after 7.8 s, and no reason.
TEST_P(ConnectingToServers, ARefusedPortIsToldAtTheFirstAttemptWithTheReason)
{
    const std::string dead = "127.0.0.1:" + std::to_string(test::freePort());
    connectTo(dead);
    const auto* told = find<MessageView>("noServer");
    std::optional<bool> toldAtOnce; // When the session itself hears of the first refusal.
    const auto look = [&](const SessionStatus& now) {
        if (!toldAtOnce && !now.problem.empty())
            toldAtOnce = told->isVisible();
    };
    look(session());
    QObject::connect(m_window->workspace()->client(), &Client::statusChanged, told, look);
    ASSERT_TRUE(spinUntil([&] { return toldAtOnce.has_value(); }));
    EXPECT_TRUE(*toldAtOnce);
    EXPECT_EQ(told->title(), QStringLiteral("No server answers"));
    EXPECT_THAT(told->text().toStdString(),
        HasSubstr("127.0.0.1 refused port " + dead.substr(dead.find(':') + 1)));
    EXPECT_FALSE(banner()->isVisible()) << "once is enough";
    test::picture(*m_window, "state-no-connection");
    // Other servers can be named from here.
    click("editThisConnection");
    auto* edit = find<QDialog>("connectDialog");
    ASSERT_NE(edit, nullptr);
    EXPECT_TRUE(edit->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    click("tryServersAgain");
    EXPECT_EQ(status("statusWrites"), "Writes are held");
    m_window->disconnectFromServer(); // Cancel works at any time.
    EXPECT_EQ(m_window->workspace(), nullptr);
    connectWindow();
    EXPECT_EQ(status("statusState"), "Connected");
}

TEST_P(ConnectingToServers, TheStatusBarTellsTheSessionThatTheServerLists)
{
    connectWindow();
    EXPECT_EQ(status("statusState"), "Connected");
    EXPECT_EQ(status("statusServer"), address());
    EXPECT_EQ(status("statusWrites"), "Read/write");
    const std::string id = formatSessionId(session().sessionId).toStdString();
    EXPECT_THAT(status("statusSession"), HasSubstr(id));
    EXPECT_THAT(test::askServer(port(), "cons"), HasSubstr("sid=" + id));
    EXPECT_TRUE(spinUntil([&] { return status("statusIdentity") == "ip: 127.0.0.1"; }));
    EXPECT_TRUE(spinUntil([&] { return !status("statusLatency").empty(); }));
    // The zxid is the newest that an answer bore.
    put("later", "x");
    const auto stat = await(m_other->exists(below("later")));
    ASSERT_TRUE(stat && *stat);
    go(below("later"));
    const std::string zxid = formatZxid((*stat)->czxid).toStdString();
    EXPECT_TRUE(spinUntil([&] { return status("statusZxid") == "zxid " + zxid; }))
        << status("statusZxid") << " is not " << zxid;
}

TEST_P(ConnectingToServers, SeveralIdentitiesOfOneConnectionAllCount)
{
    const auto only = [](const char* who) {
        return std::vector<Acl>{{perm::all, {"digest", digestId(who)}}};
    };
    put("bobs", "for bob", only("bob:builder"));
    put("eves", "for eve", only("eve:apple"));
    connectTo(address(), [&](QDialog* dialog) {
        showPage(dialog, Page::identities);
        for (const auto& [user, password] : {std::pair{"bob", "builder"}, {"eve", "apple"}}) {
            type(dialog, "identityUser", user);
            type(dialog, "identityPassword", password);
            click("addIdentity", dialog);
        }
    });
    for (const char* name : {"bobs", "eves"}) {
        const std::string path = m_root.text() + "/" + name;
        ASSERT_TRUE(spinUntil([&] { return session().state == SessionState::connected; }));
        go(Path(path));
        ASSERT_TRUE(spinUntil([&] { return shows(path); })) << name;
    }
    EXPECT_EQ(shownText(), "for eve");
    const std::string settings = written(m_settings);
    EXPECT_THAT(settings, HasSubstr("bob"));
    EXPECT_THAT(settings, testing::Not(testing::AnyOf(HasSubstr("builder"), HasSubstr("apple"))));
}

TEST_P(ConnectingToServers, AConnectionIsSavedWithItsNameAndOpenedFromTheStartPage)
{
    QDialog* dialog = openDialog();
    type(dialog, "connectionName", "payments");
    type(dialog, "servers", address());
    click("saveConnection", dialog);
    auto* list = find<QListView>("connections");
    ASSERT_TRUE(spinUntil([&] { return list->model()->rowCount() == 1; }));
    EXPECT_EQ(m_window->workspace(), nullptr) << "saved, not opened";
    const QModelIndex row = list->model()->index(0, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
    QTest::keyClick(list, Qt::Key_Return);
    ASSERT_TRUE(spinUntil([&] { return m_window->workspace() && shows("/"); }));
    EXPECT_THAT(m_window->windowTitle().toStdString(), HasSubstr("payments"));
}

TEST_P(ConnectingToServers, AReadOnlyConnectionWritesNothingUntilItIsUnlocked)
{
    put("kept", "as it was");
    const Path kept = below("kept");
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(address());
    profile.name = QStringLiteral("guarded");
    profile.environment = Environment::production;
    profile.openReadOnly = true;
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    go(kept);
    ASSERT_TRUE(spinUntil([&] { return shows(kept.text()); }));
    EXPECT_EQ(status("statusWrites"), "Read-only");
    EXPECT_FALSE(find<QToolButton>("deleteNode")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    EXPECT_FALSE(await(m_window->workspace()->client()->setData(kept, toBytes("no"), anyVersion)));
    EXPECT_EQ(stored(kept), "as it was");

    click("connectionLock");
    auto* unlock = find<QPushButton>("unlock");
    ASSERT_FALSE(unlock->isEnabled()) << "production wants its name";
    QTest::keyClicks(find<QLineEdit>("connectionNameTyped"), "guarded");
    QTest::mouseClick(unlock, Qt::LeftButton);
    EXPECT_EQ(status("statusWrites"), "Read/write");
    editor()->setFocus();
    QTest::keyClicks(editor(), "not ");
    click("save");
    EXPECT_TRUE(spinUntil([&] { return stored(kept) == "not as it was"; }));
}

/// ZooInspector says nothing, shows the old node's text under the new selection, and saves it
/// there.
TEST_P(ConnectingToServers, AServerThatDiesIsToldAndTheSameSessionGoesOnWhenItIsBack)
{
    test::ApacheServer server(options()); // Servers begin sessions anew when they start.
    ASSERT_TRUE(server.start());
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(server.address());
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    Client& client = *m_window->workspace()->client();
    ASSERT_TRUE(await(client.create(Path("/first"), toBytes("one"))));
    ASSERT_TRUE(await(client.create(Path("/second"), toBytes("two"))));
    go(Path("/first"));
    ASSERT_TRUE(spinUntil([&] { return shows("/first"); }));
    editor()->setFocus();
    QTest::keyClicks(editor(), "draft of ");
    const SessionId before = session().sessionId;

    server.kill();
    ASSERT_TRUE(spinUntil([&] { return banner()->isVisible(); }));
    EXPECT_THAT(banner()->text().toStdString(), HasSubstr(server.address()));
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    EXPECT_EQ(shownText(), "draft of one") << "edits stay";
    m_window->workspace()->goTo(Path("/second"));
    QApplication::processEvents();
    EXPECT_FALSE(shows("/second")) << "nobody can have told its data";
    if (node()->path() == Path("/second")) {
        EXPECT_FALSE(editor()->isVisible() && !editor()->isReadOnly())
            << "text of one node is never editable under another";
    }

    ASSERT_TRUE(server.start());
    click("bannerAction"); // Try now.
    ASSERT_TRUE(spinUntil([&] { return session().state == SessionState::connected; }, 60s));
    EXPECT_TRUE(spinUntil([&] { return !banner()->isVisible(); }));
    EXPECT_EQ(session().sessionId, before);
    ASSERT_TRUE(spinUntil([&] { return shows("/second"); }));
    EXPECT_EQ(shownText(), "two");
    go(Path("/first"));
    ASSERT_TRUE(spinUntil([&] { return shows("/first"); }));
    EXPECT_EQ(shownText(), "draft of one");
    click("save");
    ASSERT_TRUE(spinUntil([&] { return !node()->isDirty() && !node()->isSaving(); }));
    const auto saved = await(client.getData(Path("/first")));
    ASSERT_TRUE(saved && saved->data);
    EXPECT_EQ(zs::textOf(*saved->data), "draft of one");
}

TEST_P(ConnectingToServers, QuickSelectionsOverASlowLinkEndAtTheLastAndMixNothingUp)
{
    std::vector<std::string> paths;
    for (int i = 0; i < 12; ++i) {
        const std::string name = "n" + std::to_string(10 + i);
        put(name, "data of " + name);
        paths.push_back(m_root.text() + "/" + name);
    }
    test::FaultProxy slow(port(), [](int) { return test::FaultPlan{.delay = 30ms}; });
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(slow.address());
    m_window->openConnection(profile);
    ASSERT_TRUE(spinUntil([&] { return shows("/"); }));
    go(Path(paths.front()));
    ASSERT_TRUE(spinUntil([&] { return shows(paths.front()); }));
    auto* tree = find<QWidget>("znodeTree");
    tree->setFocus();
    const auto check = [&] {
        if (node()->phase() == NodePhase::ready && editor()->isVisible()) {
            const std::string name(node()->path().name());
            EXPECT_EQ(shownText(), "data of " + name) << "shown for " << node()->path().text();
        }
        return shows(paths.back());
    };
    for (std::size_t i = 1; i < paths.size(); ++i) {
        QTest::keyClick(tree, Qt::Key_Down); // Faster than the answers come.
        QApplication::processEvents();
        check();
    }
    EXPECT_TRUE(spinUntil(check));
    EXPECT_EQ(shownText(), "data of n21");
}

INSTANTIATE_TEST_SUITE_P(Servers, ConnectingToServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
