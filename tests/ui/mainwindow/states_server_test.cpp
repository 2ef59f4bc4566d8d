// SPDX-License-Identifier: GPL-3.0-or-later
// The states of the design, reached as users reach them: on real servers that fail in earnest.
#include "clientlib/protocol/digest.h"
#include "clientlib/watch_counter.h"
#include "tests/support/apache_ensemble.h"
#include "tests/support/picture.h"
#include "tests/support/relay.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/common/banner.h"
#include "ui/common/message_view.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/node/node_view.h"
#include "ui/stat/session_dialog.h"
#include "ui/tree/tree_node.h"

#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto patience = 60s;

class StatesOnServers : public RowsOnServer {
protected:
    void openProfile(const std::string& servers, std::chrono::milliseconds sessionTimeout = 30s)
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(servers);
        profile.sessionTimeout = sessionTimeout;
        m_window->openConnection(profile);
        ASSERT_TRUE(spinUntil([&] { return shows("/"); }, patience));
    }
    /// Who serve readers without a quorum. Apache's open local sessions alone then; those that own
    /// an ephemeral node are the whole ensemble's all the same.
    static test::ApacheEnsemble::Options threeForReaders()
    {
        test::ApacheEnsemble::Options three;
        three.tickTimeMs = 1000; // Sessions of up to 20 s.
        three.configLines << QStringLiteral("readonlymode.enabled=true")
                          << QStringLiteral("localSessionsEnabled=true")
                          << QStringLiteral("localSessionsUpgradingEnabled=true");
        three.javaOptions << QStringLiteral("-Xmx192m")
                          << QStringLiteral("-Dreadonlymode.enabled=true");
        three.program = options().program;
        return three;
    }
    /// Takes the quorum from a follower: its index; -1 when it does not say that it reads on.
    static int leaveOne(test::ApacheEnsemble& ensemble)
    {
        const int kept = ensemble.memberInMode("follower");
        for (int i = 0; kept >= 0 && i < ensemble.size(); ++i) {
            if (i != kept)
                ensemble.kill(i);
        }
        const bool reads = kept >= 0
            && ensemble.member(kept).waitUntilSays({"Mode: read-only"});
        return reads ? kept : -1;
    }
    SessionBanner* banner() const { return find<SessionBanner>("sessionBanner"); }
    std::string bannerText() const { return banner()->text().toStdString(); }
    Client* client() const { return m_window->workspace()->client(); }
    static std::unique_ptr<Client> connectOther(const std::string& servers)
    {
        ClientOptions options;
        options.servers = *ConnectString::parse(servers);
        return Client::connectTo(options);
    }
};

TEST_P(StatesOnServers, DetailsOfAnErrorCopyTheFullReport)
{
    put("locked", "for bob alone", {{perm::all, {"digest", digestId("bob:secret")}}});
    connectWindow();
    go(below("locked"));
    ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::failed; }));
    QApplication::clipboard()->clear();
    click("errorDetails", find<MessageView>("nodeError"));
    const std::string report = QApplication::clipboard()->text().toStdString();
    const std::string session = formatSessionId(client()->status().sessionId).toStdString();
    EXPECT_THAT(report,
        AllOf(HasSubstr("Node: " + below("locked").text()), HasSubstr("NoAuth"),
            HasSubstr("Code: -102"), HasSubstr("Server: " + address()), HasSubstr(session)));
    EXPECT_THAT(report, Not(HasSubstr("secret")));
    EXPECT_EQ(find<MessageView>("nodeError")
                  ->findChild<QPushButton*>(QStringLiteral("errorDetails"))
                  ->text(),
        QStringLiteral("Details copied"));
}

TEST_P(StatesOnServers, ALevelThatDoesNotComeShowsPlacesThenTheTimeAndStop)
{
    test::ApacheServer server(options());
    ASSERT_TRUE(server.start());
    const auto other = connectOther(server.address());
    ASSERT_TRUE(await(other->create(Path("/level"), toBytes("x"))));
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(await(other->create(Path("/level/n" + std::to_string(10 + i)), {})));
    openProfile(server.address());
    ASSERT_TRUE(spinUntil([&] { return row(Path("/level")).isValid(); }));
    const auto* stop = find<QPushButton>("stopReading");
    EXPECT_FALSE(stop->isVisible());
    server.freeze();
    tree()->expand(row(Path("/level")));
    ASSERT_TRUE(spinUntil([&] { return model()->rowCount(row(Path("/level"))) > 0; }));
    EXPECT_FALSE(model()->isNode(model()->index(0, 0, row(Path("/level")))))
        << "a place, no node";
    ASSERT_TRUE(spinUntil([&] { return stop->isVisible(); }));
    EXPECT_FALSE(QApplication::activeModalWidget());
    test::picture(*m_window, "state-loading");
    click("stopReading");
    EXPECT_TRUE(spinUntil([&] { return !stop->isVisible(); }));
    server.thaw();
    tree()->collapse(row(Path("/level")));
    tree()->expand(row(Path("/level")));
    EXPECT_TRUE(spinUntil([&] { return rowsOf(Path("/level")).size() == 20; }, patience))
        << "it can be read again";
}

TEST_P(StatesOnServers, ADeletedNodeIsCreatedAgainWithItsDataAndItsAcl)
{
    const std::vector<Acl> acl{{perm::all, {"world", "anyone"}},
        {perm::read | perm::write, {"digest", digestId("bob:secret")}}};
    put("gone", "last copy", acl);
    connectWindow();
    open(below("gone"));
    ASSERT_TRUE(await(m_other->remove(below("gone"))));
    const auto* told = find<Banner>("nodeBanner");
    ASSERT_TRUE(spinUntil([&] { return told->isVisible(); }));
    EXPECT_THAT(told->text().toStdString(), HasSubstr(below("gone").text() + " was deleted"));
    EXPECT_EQ(shownText(), "last copy");
    EXPECT_TRUE(editor()->isReadOnly());
    test::picture(*m_window, "state-deleted");
    click("createAgain");
    ASSERT_TRUE(spinUntil([&] { return stored(below("gone")) == "last copy"; }));
    EXPECT_EQ(storedAcl(below("gone")), acl);
    EXPECT_TRUE(spinUntil([&] { return !told->isVisible() && !editor()->isReadOnly(); }));

    ASSERT_TRUE(await(m_other->remove(below("gone"))));
    ASSERT_TRUE(spinUntil([&] { return told->isVisible(); }));
    click("leaveDeleted");
    EXPECT_TRUE(spinUntil([&] { return shows(m_root.text()); })) << "Close leads to the parent";
}

TEST_P(StatesOnServers, AnExpiredSessionIsToldAndReplacedOnConsentWithItsWatchesButNoEphemerals)
{
    test::ApacheServer::Options quick = options();
    quick.tickTimeMs = 500; // Sessions may be as short as two ticks.
    test::ApacheServer server(quick);
    ASSERT_TRUE(server.start());
    const auto other = connectOther(server.address());
    ASSERT_TRUE(await(other->create(Path("/a"), toBytes("one"))));
    test::Relay way(server.port());
    openProfile(way.address(), 4s);
    // Three that go with the session, one that is given back and one that somebody else takes.
    for (const char* path : {"/lease", "/lock-1", "/lock-2", "/given-back", "/taken"})
        ASSERT_TRUE(await(client()->create(Path(path), toBytes("mine"), CreateMode::ephemeral)));
    ASSERT_TRUE(await(client()->remove(Path("/given-back"))));
    ASSERT_TRUE(await(other->setData(Path("/taken"), toBytes("theirs"), 0)));
    ASSERT_TRUE(await(client()->sync(Path("/"))));
    ASSERT_TRUE(await(other->remove(Path("/taken"))));
    ASSERT_TRUE(spinUntil([&] { return !row(Path("/taken")).isValid(); }));
    open(Path("/a"));
    editor()->setFocus();
    QTest::keyClicks(editor(), "draft of ");
    const SessionId before = client()->status().sessionId;
    QSignalSpy fired(other.get(), &Client::watchFired);
    ASSERT_TRUE(await(other->exists(Path("/lease"), Watch::yes)));

    way.bar();
    ASSERT_TRUE(spinUntil([&] { return banner()->isVisible(); }));
    EXPECT_THAT(bannerText(), HasSubstr("lost"));
    EXPECT_EQ(status("statusWrites"), "Writes are held");
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    EXPECT_EQ(shownText(), "draft of one");
    test::picture(*m_window, "state-reconnecting");
    ASSERT_TRUE(spinUntil([&] { return !fired.isEmpty(); }, patience)) << "the server gave it up";
    ASSERT_TRUE(way.open());
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::expired; }, patience));
    const std::string watches = std::to_string(watchesHeld(client()));
    EXPECT_THAT(bannerText(),
        AllOf(HasSubstr("Session expired"),
            HasSubstr("3 ephemeral nodes and " + watches + " watches of it are gone")));
    EXPECT_EQ(status("statusState"), "Session expired");
    EXPECT_EQ(status("statusWatches"), "0 watches") << "they went with the session";
    EXPECT_EQ(shownText(), "draft of one");
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    test::picture(*m_window, "state-expired");
    // Until somebody agrees there is no other session, and nothing is heard of changes.
    EXPECT_EQ(client()->status().sessionId, before);

    EXPECT_EQ(find<QPushButton>("bannerAction")->text(), QStringLiteral("New session"));
    click("bannerAction");
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::connected; }, patience));
    EXPECT_NE(client()->status().sessionId, before);
    EXPECT_TRUE(spinUntil([&] { return !banner()->isVisible(); }));
    EXPECT_EQ(shownText(), "draft of one");
    ASSERT_TRUE(spinUntil([&] { return find<QPushButton>("save")->isEnabled(); }));
    ASSERT_TRUE(await(other->create(Path("/news"), toBytes("x"))));
    EXPECT_TRUE(spinUntil([&] { return row(Path("/news")).isValid(); })) << "its watches stand";
    const auto lease = await(other->exists(Path("/lease")));
    ASSERT_TRUE(lease);
    EXPECT_FALSE(*lease) << "nobody asked for it";
}

TEST_P(StatesOnServers, AServerWithoutQuorumIsReadOnlyUntilAFullOneIsFound)
{
    test::ApacheEnsemble ensemble(threeForReaders());
    ASSERT_TRUE(ensemble.start());
    openProfile(ensemble.address());
    ASSERT_TRUE(await(client()->create(Path("/a"), toBytes("one"))));
    EXPECT_TRUE(spinUntil([&] { return !status("statusRole").empty(); }));
    m_window->disconnectFromServer();
    const int kept = leaveOne(ensemble);
    ASSERT_GE(kept, 0);
    openProfile(ensemble.address());
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::connectedReadOnly; }, patience))
        << status("statusState") << ": " << bannerText();
    EXPECT_THAT(bannerText(),
        AllOf(HasSubstr(ensemble.member(kept).address()), HasSubstr("lost the quorum")));
    EXPECT_EQ(status("statusWrites"), "Read-only");
    EXPECT_TRUE(spinUntil([&] { return status("statusRole") == "Read-only"; }))
        << status("statusRole");
    go(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return shows("/a"); }, patience));
    EXPECT_EQ(shownText(), "one") << "reads are served";
    EXPECT_FALSE(find<QToolButton>("deleteNode")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("save")->isEnabled());
    test::picture(*m_window, "state-read-only-server");
    auto* find = this->find<QPushButton>("bannerAction");
    EXPECT_EQ(find->text(), QStringLiteral("Find a full server"));
    click("bannerAction"); // In vain: the others are dead, and this one goes on serving.
    EXPECT_EQ(stored(m_root), "root");
    EXPECT_EQ(client()->status().state, SessionState::connectedReadOnly);

    ASSERT_TRUE(ensemble.heal());
    if (banner()->isVisible()) // It looks by itself, too.
        QTest::mouseClick(find, Qt::LeftButton);
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::connected; }, patience));
    EXPECT_TRUE(spinUntil([&] { return !banner()->isVisible(); }));
    EXPECT_TRUE(spinUntil([&] {
        return status("statusRole") == "Follower" || status("statusRole") == "Leader";
    })) << status("statusRole");
    EXPECT_TRUE(await(client()->setData(Path("/a"), toBytes("two"), anyVersion)));
}

TEST_P(StatesOnServers, ASessionOfTheWholeEnsembleWaitsForTheQuorumAndGoesOn)
{
    test::ApacheEnsemble ensemble(threeForReaders());
    ASSERT_TRUE(ensemble.start());
    openProfile(ensemble.address());
    ASSERT_TRUE(await(client()->create(Path("/lease"), toBytes("mine"), CreateMode::ephemeral)));
    const SessionId session = client()->status().sessionId;
    const int kept = leaveOne(ensemble);
    ASSERT_GE(kept, 0);
    ASSERT_TRUE(spinUntil([&] {
        return banner()->isVisible() && bannerText().find("still reads") != std::string::npos;
    }, patience)) << bannerText();
    EXPECT_THAT(bannerText(), HasSubstr(ensemble.member(kept).address()));
    EXPECT_EQ(client()->status().state, SessionState::reconnecting) << "it has not expired";
    test::picture(*m_window, "state-quorum-lost");

    ASSERT_TRUE(ensemble.heal());
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::connected; }, patience));
    EXPECT_EQ(client()->status().sessionId, session);
    const auto lease = await(client()->exists(Path("/lease")));
    ASSERT_TRUE(lease);
    EXPECT_TRUE(*lease);
    EXPECT_TRUE(spinUntil([&] { return !banner()->isVisible(); }));
}

TEST_P(StatesOnServers, ASessionThatWaitsForTheQuorumIsLeftForOneThatReads)
{
    test::ApacheEnsemble ensemble(threeForReaders());
    ASSERT_TRUE(ensemble.start());
    openProfile(ensemble.address());
    ASSERT_TRUE(await(client()->create(Path("/a"), toBytes("one"))));
    ASSERT_TRUE(await(client()->create(Path("/lease"), toBytes("mine"), CreateMode::ephemeral)));
    ASSERT_GE(leaveOne(ensemble), 0);
    ASSERT_TRUE(spinUntil(
        [&] { return bannerText().find("still reads") != std::string::npos; }, patience))
        << bannerText();
    EXPECT_EQ(find<QPushButton>("bannerAction")->text(), QStringLiteral("New session"));
    click("bannerAction");
    ASSERT_TRUE(spinUntil(
        [&] { return client()->status().state == SessionState::connectedReadOnly; }, patience))
        << bannerText();
    go(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return shows("/a"); }, patience));
    EXPECT_EQ(shownText(), "one");
}

TEST_P(StatesOnServers, AServerThatOpensNoSessionForReadersSaysWhichSettingItLacks)
{
    test::ApacheServer::Options lone = options();
    lone.myId = 1;
    lone.waitForMode = false;
    lone.configLines << QStringLiteral("readonlymode.enabled=true");
    lone.javaOptions << QStringLiteral("-Dreadonlymode.enabled=true");
    for (int i = 1; i <= 3; ++i)
        lone.configLines << QStringLiteral("server.%1=127.0.0.1:%2:%3").arg(i)
                                .arg(test::freePort()).arg(test::freePort());
    test::ApacheServer server(lone);
    server.launch();
    ASSERT_TRUE(server.waitUntilSays({"Mode: read-only"}));
    ConnectionProfile profile;
    profile.servers = QString::fromStdString(server.address());
    m_window->openConnection(profile);
    if (GetParam() == Kind::ours) { // It has no such condition.
        EXPECT_TRUE(spinUntil(
            [&] { return client()->status().state == SessionState::connectedReadOnly; }, patience));
        return;
    }
    const auto* told = find<MessageView>("noServer");
    ASSERT_TRUE(spinUntil(
        [&] { return told->text().contains(QStringLiteral("localSessionsEnabled")); }, patience))
        << told->text().toStdString();
    EXPECT_TRUE(told->isVisible());
    EXPECT_EQ(client()->status().state, SessionState::connecting);
}

TEST_P(StatesOnServers, TheStatusBarCountsTheWatchesOfTreeNodeAndConsoleTogether)
{
    put("a", "x");
    put("a/b", "x");
    connectWindow();
    open(below("a"));
    const auto shown = [&] { return status("statusWatches"); };
    const auto words = [&](int count) {
        return std::to_string(count) + (count == 1 ? " watch" : " watches");
    };
    EXPECT_TRUE(spinUntil([&] {
        return watchesHeld(client()) > 0 && shown() == words(watchesHeld(client()));
    })) << shown();
    m_window->findChild<NodeView*>()->showTab(NodeView::Tab::watches);
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    ASSERT_TRUE(spinUntil([&] {
        return client()->watchKeeper(below("a")) == WatchKeeper::server;
    }));
    // The tree knows nothing of this one.
    EXPECT_TRUE(spinUntil([&] {
        return watchesHeld(client()) > model()->watchesHeld()
            && shown() == words(watchesHeld(client()));
    })) << shown() << " of " << watchesHeld(client()) << ", the tree's " << model()->watchesHeld();
}

TEST_P(StatesOnServers, TheStatusBarLeadsToThePanelOfTheSession)
{
    connectWindow();
    EXPECT_TRUE(spinUntil([&] { return status("statusRole") == "Standalone"; }));
    EXPECT_TRUE(spinUntil([&] { return status("statusWatches") != "0 watches"; }));
    EXPECT_TRUE(spinUntil([&] { return !status("statusLatency").empty(); }));
    QTest::mouseClick(find<QWidget>("statusSession"), Qt::LeftButton);
    auto* panel = dialog<SessionDialog>();
    ASSERT_NE(panel, nullptr);
    const auto says = [&](const char* name) {
        return panel->findChild<TextLabel*>(QLatin1String(name))->text().toStdString();
    };
    EXPECT_THAT(panel->windowTitle().toStdString(),
        HasSubstr(formatSessionId(client()->status().sessionId).toStdString()));
    ASSERT_TRUE(spinUntil([&] { return says("sessionServer") == address(); }));
    EXPECT_EQ(says("sessionRole"), "Standalone");
    EXPECT_THAT(says("sessionRoundTrip"), HasSubstr("ms"));
    EXPECT_EQ(says("sessionTimeout"), formatLatency(client()->status().sessionTimeout)
                                          .toStdString());
    EXPECT_THAT(says("sessionClient"), HasSubstr("127.0.0.1:"));
    test::picture(*panel, "session-panel");
}

INSTANTIATE_TEST_SUITE_P(Servers, StatesOnServers, testing::Values(Kind::ours, Kind::apache),
    [](const auto& each) { return each.param == Kind::ours ? "ours" : "apache"; });

} // namespace
} // namespace zs::ui
