// SPDX-License-Identifier: GPL-3.0-or-later
// The page on real servers: what is seen and what is done goes through the window.
#include "tests/localcluster/launcher/cluster_player.h"
#include "tests/support/await.h"
#include "tests/support/picture.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/launcher_control.h"
#include "ui/cluster/load_panel.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_item.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using launcher::test::ClusterPlayer;
using test::spinUntil;

class RealCluster : public testing::Test {
protected:
    static void SetUpTestSuite() { test::installedTheme(); }
    void SetUp() override
    {
        player = std::make_unique<ClusterPlayer>(
            ClusterPlayer::profileIn(home.path() + QStringLiteral("/local-3"), 3));
        control = new LauncherControl(player->cluster.get());
        page.resize(1376, 830);
        page.show();
        QApplication::setActiveWindow(&page);
        page.showCluster(control);
        page.playback()->setSlowsElections(false);
        player->cluster->start();
        ASSERT_TRUE(spinUntil([&] { return leader().value != 0; }))
            << testing::PrintToString(player->failures);
    }
    void TearDown() override
    {
        page.showCluster(nullptr);
        EXPECT_TRUE(player->stop());
    }
    /// Whom the picture shows as a leader that serves.
    ServerId leader() const
    {
        const timeline::StagePicture& stage = page.picture().stage;
        return stage.stage == timeline::Stage::broadcast ? stage.leader.value_or(ServerId())
                                                          : ServerId();
    }
    void clickCard(ServerId id)
    {
        ClusterView* view = page.sceneArea()->view();
        const ServerItem* item = page.sceneArea()->scene()->server(id);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
            view->mapFromScene(item->sceneBoundingRect().center()));
    }
    void click(const char* name)
    {
        auto* button = page.findChild<QAbstractButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    bool told(const QString& words) const
    {
        for (const EventLook& event : page.panel()->events()->eventModel()->events()) {
            if (event.text.contains(words))
                return true;
        }
        return false;
    }

    QTemporaryDir home;
    std::unique_ptr<ClusterPlayer> player;
    LauncherControl* control = nullptr; ///< The cluster's.
    ClusterPage page;
};

TEST_F(RealCluster, AKilledLeaderIsSeenAndSoIsTheNextOne)
{
    const ServerId old = leader();
    auto* load = page.findChild<LoadPanel*>(QStringLiteral("loadPanel"));
    ASSERT_TRUE(load->isVisible());
    Q_EMIT load->startRequested(2, 50);
    ASSERT_TRUE(spinUntil([&] { return page.picture().load && page.picture().load->okEver > 5; }));
    clickCard(old);
    click("action:skull");
    ASSERT_TRUE(spinUntil([&] {
        const timeline::ServerPicture* server = page.picture().server(old);
        return server && server->isDown();
    }));
    ASSERT_TRUE(spinUntil([&] { return leader().value != 0 && leader() != old; }));
    EXPECT_TRUE(spinUntil([&] { return told(QStringLiteral("is killed")); }));
    EXPECT_TRUE(spinUntil([&] { return told(QStringLiteral("without a leader")); }));
    const std::int64_t answered = page.picture().load->okEver;
    EXPECT_TRUE(spinUntil([&] { return page.picture().load->okEver > answered + 20; }))
        << "the sessions move and write on";
    test::picture(page, "cluster-live-failover");
    click("action:play"); // The same card offers Start now.
    EXPECT_TRUE(spinUntil([&] {
        const timeline::ServerPicture* server = page.picture().server(old);
        return server && server->state == trace::ServerState::following && !server->isSyncing();
    }));
    Q_EMIT load->stopRequested();
}

TEST(RealClusterThatWasLeftRunning, TellsItsTraceAgainToWhoeverTakesItOver)
{
    test::installedTheme();
    const QTemporaryDir home;
    const launcher::test::Sweeper sweeper{home.path() + QStringLiteral("/kept")};
    {
        auto options = ClusterPlayer::options();
        options.keepRunning = true;
        ClusterPlayer first(ClusterPlayer::profileIn(sweeper.folder, 3), options);
        first.cluster->start();
        ASSERT_TRUE(first.waitUntilServing(3)) << testing::PrintToString(first.failures);
    }
    const auto stored = launcher::loadProfile(sweeper.folder);
    ASSERT_TRUE(stored);
    ClusterPlayer next(*stored);
    LauncherControl* control = new LauncherControl(next.cluster.get()); // The cluster's.
    next.cluster->open();
    ASSERT_TRUE(next.waitUntilServing(3)) << testing::PrintToString(next.failures);
    ClusterPage page;
    page.resize(1376, 830);
    page.show();
    page.showCluster(control);
    QStringList told;
    QObject::connect(control, &ClusterControl::noticed, &page,
        [&told](const QString& what) { told << what; });
    const auto allTell = [&] {
        return control->tells(ServerId(1)) && control->tells(ServerId(2))
            && control->tells(ServerId(3));
    };
    ASSERT_TRUE(spinUntil([&] { return allTell() && page.picture().stage.leader; }, 60s));
    EXPECT_TRUE(spinUntil([&] { return told.size() == 1; }));
    EXPECT_TRUE(told.value(0).contains(QStringLiteral("was not observed"))) << told.size();
    const auto all = [&page](auto&& fits) {
        const auto& servers = page.picture().servers;
        return servers.size() == 3 && std::all_of(servers.begin(), servers.end(), fits);
    };
    // What they are came about before anybody looked, and the gap is marked.
    EXPECT_TRUE(spinUntil([&] {
        return all([](const timeline::ServerPicture& server) {
            return server.source == timeline::Source::trace && server.inferred
                && server.droppedLines > 0;
        });
    }, 60s));
    // What happens now is told by the servers themselves, down to each vote.
    const ServerId old = *page.picture().stage.leader;
    next.cluster->kill(old);
    ASSERT_TRUE(spinUntil([&] {
        const auto leader = page.picture().stage.leader;
        return leader && *leader != old && !page.picture().election.rows.empty();
    }, 60s));
    EXPECT_TRUE(spinUntil([&] {
        return all([](const timeline::ServerPicture& server) {
            return server.isDown() || !server.inferred;
        });
    }, 60s));
    page.showCluster(nullptr);
    EXPECT_TRUE(next.stop());
}

TEST_F(RealCluster, APartitionIsMadeSeenAndHealed)
{
    const ServerId old = leader();
    clickCard(old);
    click("partition");
    ASSERT_TRUE(spinUntil([&] { return leader().value != 0 && leader() != old; }));
    EXPECT_FALSE(page.sceneArea()->scene()->look().partition.apart.empty());
    test::picture(page, "cluster-live-partition");
    click("healAll");
    EXPECT_TRUE(spinUntil([&] {
        const timeline::ServerPicture* server = page.picture().server(old);
        return server && server->state == trace::ServerState::following && !server->isSyncing();
    }));
    EXPECT_TRUE(page.sceneArea()->scene()->look().partition.apart.empty());
}

} // namespace
} // namespace zs::ui
