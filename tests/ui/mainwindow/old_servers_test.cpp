// SPDX-License-Identifier: GPL-3.0-or-later
// The window on Apache's servers of the lines before 3.6, which know neither persistent watches nor
// who asks. ZS_OLD_SERVER names the folder of one version's jars, see old_servers_install.py.
#include "clientlib/recipes/recording_client.h"
#include "tests/ui/mainwindow/rows_on_server.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_view.h"

#include <QDir>
#include <QPlainTextEdit>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::await;
using test::Kind;
using test::spinUntil;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto patience = 60s;

class OldServers : public RowsOnServer {
protected:
    static void SetUpTestSuite()
    {
        test::ApacheServer::Options old;
        old.tickTimeMs = 2000;
        old.jarFolder = qEnvironmentVariable("ZS_OLD_SERVER");
        if (old.jarFolder.isEmpty() || !QDir(old.jarFolder).exists())
            qFatal("ZS_OLD_SERVER must name a version that old_servers_install.py brought");
        auto server = std::make_unique<test::ApacheServer>(old);
        ASSERT_TRUE(server->start());
        shareInstead(Kind::apache, std::move(server));
    }
    /// With a list of the requests that failed for want of a connection.
    void connectAndListen()
    {
        ConnectionProfile profile;
        profile.servers = QString::fromStdString(address());
        m_window->openConnection(profile);
        auto* client = qobject_cast<RecordingClient*>(m_window->workspace()->client());
        ASSERT_NE(client, nullptr);
        QObject::connect(client, &RecordingClient::requestFinished, m_window.get(),
            [this](const RequestRecord& request) {
                if (outcomeUnknown(request.code))
                    m_lost.push_back(request.zkCli);
            });
        // The root, or the node that it was left at.
        ASSERT_TRUE(spinUntil([&] { return node()->phase() == NodePhase::ready; }, patience));
    }
    void showTab(NodeView::Tab tab) { m_window->findChild<NodeView*>()->showTab(tab); }
    std::string label(const char* name) const
    {
        return find<TextLabel>(name)->text().toStdString();
    }

    std::vector<std::string> m_lost;
};

TEST_P(OldServers, NoRequestIsLostOverWhatTheServerDoesNotKnow)
{
    for (int i = 0; i < 30; ++i)
        put("n" + std::to_string(10 + i), "x");
    for (int round = 0; round < 5; ++round) {
        connectAndListen();
        Client* client = m_window->workspace()->client();
        open(m_root);
        // All at once, beside what the window asks by itself.
        const auto who = test::track(client->whoAmI());
        const auto watch = test::track(
            client->addWatch(m_root, AddWatchMode::persistentRecursive));
        const auto names = test::track(client->children(m_root));
        const auto written = test::track(client->setData(m_root, toBytes("w"), anyVersion));
        ASSERT_TRUE(spinUntil([&] {
            return who->has_value() && watch->has_value() && names->has_value()
                && written->has_value();
        }, patience));
        EXPECT_EQ(who->value().error().code, Errc::unimplemented);
        EXPECT_TRUE(watch->value()) << watch->value().error().detail;
        EXPECT_EQ(client->watchKeeper(m_root), WatchKeeper::client);
        ASSERT_TRUE(names->value()) << names->value().error().detail;
        EXPECT_EQ(names->value()->names.size(), 30U);
        EXPECT_TRUE(written->value()) << written->value().error().detail;
        EXPECT_THAT(m_lost, IsEmpty());
        m_window->disconnectFromServer();
    }
}

TEST_P(OldServers, NodesAreBrowsedSavedCreatedAndDeleted)
{
    put("app", "first");
    put("app/deep", "below");
    connectAndListen();
    open(m_root);
    tree()->expand(row(m_root));
    ASSERT_TRUE(spinUntil([&] { return row(below("app")).isValid(); }));
    open(below("app"));
    EXPECT_EQ(shownText(), "first");
    EXPECT_EQ((*node()->acl())->acl, openAcl());
    editor()->setFocus();
    QTest::keyClicks(editor(), "not ");
    RowsOnServer::press(Qt::Key_S, Qt::ControlModifier);
    ASSERT_TRUE(spinUntil([&] { return stored(below("app")) == "not first"; }));

    RowsOnServer::press(Qt::Key_N, Qt::ControlModifier);
    auto* create = dialog<NewNodeDialog>();
    type(create, "newNodeName", "made");
    auto* data = create->findChild<QPlainTextEdit*>(QStringLiteral("newNodeData"));
    QTest::keyClicks(data, QStringLiteral("fresh"));
    finish(create, "createNode");
    ASSERT_TRUE(spinUntil([&] { return shows(below("app/made").text()); }));
    EXPECT_EQ(stored(below("app/made")), "fresh");

    open(below("app"));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    finish(dialog<DeleteDialog>(), "deleteNodes");
    ASSERT_TRUE(spinUntil([&] { return stored(below("app")) == "(none)"; }));
    EXPECT_TRUE(spinUntil([&] { return !row(below("app")).isValid(); }));
    EXPECT_EQ(stored(m_root), "root");
    EXPECT_THAT(m_lost, IsEmpty());
}

TEST_P(OldServers, ChangesByOthersAreSeenAsTheyHappen)
{
    put("app", "first");
    connectAndListen();
    open(below("app"));
    tree()->expand(row(m_root));
    ASSERT_TRUE(spinUntil([&] { return rowsOf(m_root) == std::vector<std::string>{"app"}; }));
    for (const char* value : {"second", "third"}) {
        ASSERT_TRUE(await(m_other->setData(below("app"), toBytes(value), anyVersion)));
        EXPECT_TRUE(spinUntil([&] { return shownText() == value; }));
    }
    for (const char* name : {"new1", "new2"}) {
        put(name, "x");
        EXPECT_TRUE(spinUntil([&] { return row(below(name)).isValid(); })) << name;
    }
    ASSERT_TRUE(await(m_other->remove(below("new1"))));
    EXPECT_TRUE(spinUntil([&] { return !row(below("new1")).isValid(); }));
    EXPECT_THAT(rowsOf(m_root), ElementsAre("app", "new2"));
    EXPECT_THAT(m_lost, IsEmpty());
}

TEST_P(OldServers, AllBelowIsWatchedByTheConsoleInPlaceOfTheServer)
{
    put("app", "first");
    put("app/deep", "x");
    connectAndListen();
    open(below("app"));
    showTab(NodeView::Tab::watches);
    const auto* chip = find<Chip>("watch2");
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "none"; }));
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "persistent"; }));
    EXPECT_EQ(m_window->workspace()->client()->watchKeeper(below("app")), WatchKeeper::client);
    int told = 0;
    const auto expectOneMore = [&] {
        ++told;
        EXPECT_TRUE(spinUntil(
            [&] { return label("watchEvents2").starts_with(std::to_string(told) + ' '); }))
            << told << ": " << label("watchEvents2");
    };
    ASSERT_TRUE(await(m_other->setData(below("app/deep"), toBytes("y"), anyVersion)));
    expectOneMore();
    put("app/deep/deeper", "x");
    expectOneMore();
    ASSERT_TRUE(await(m_other->setData(below("app/deep/deeper"), toBytes("y"), anyVersion)));
    expectOneMore();
    ASSERT_TRUE(await(m_other->remove(below("app/deep/deeper"))));
    expectOneMore();
    QTest::mouseClick(find<QAbstractButton>("watchBelow"), Qt::LeftButton, {}, {8, 8});
    ASSERT_TRUE(spinUntil([&] { return chip->text() == "none"; }));
    EXPECT_THAT(m_lost, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Servers, OldServers, testing::Values(Kind::apache),
    [](const auto&) { return "apache"; });

} // namespace
} // namespace zs::ui
