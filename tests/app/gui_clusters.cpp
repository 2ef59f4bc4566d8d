// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gui_clusters.h"

#include "app/local_launch.h"
#include "tests/bench/cluster_load.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/scene_area.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/languages.h"
#include "ui/mainwindow/main_window.h"
#include "ui/theme/theme.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>

namespace zs::bench {
namespace {

using namespace std::chrono_literals;
using Milliseconds = GuiWatch::Milliseconds;

double msSince(Instant t)
{
    return Milliseconds(ui::Playback::machineNow() - t).count();
}

/// The console on a fresh cluster of three.
struct Console {
    Console()
        : settings(folder.filePath(QStringLiteral("settings.ini")))
        , launch(folder.filePath(QStringLiteral("clusters")))
        , window(ui::MainWindow::Parts{&Client::connectTo, &launch, &languages, &settings})
    {
        window.resize(1440, 900);
        window.show();
        runUntil("the start page", [this] { return button("launchServer")->isVisible(); });
    }
    QAbstractButton* button(const char* name)
    {
        return window.findChild<QAbstractButton*>(QLatin1String(name));
    }
    std::size_t serving()
    {
        std::size_t count = 0;
        launcher::Cluster* cluster = launch.cluster();
        if (!cluster)
            return 0;
        for (const launcher::ServerProfile& server : cluster->profile().servers)
            count += cluster->isServing(server.id) ? 1 : 0;
        return count;
    }
    bool treeIsShown()
    {
        if (!window.workspace())
            return false;
        auto* tree = window.workspace()->treeView()->findChild<QTreeView*>();
        auto* model = tree ? qobject_cast<ui::ZnodeTreeModel*>(tree->model()) : nullptr;
        return model && model->indexOf(Path("/zookeeper")).isValid();
    }

    QTemporaryDir folder;
    ui::Languages languages;
    ui::Settings settings;
    app::LocalLaunch launch;
    ui::MainWindow window;
};

ServerId shownLeader(const ui::ClusterPage& page)
{
    const timeline::StagePicture& stage = page.picture().stage;
    return stage.stage == timeline::Stage::broadcast ? stage.leader.value_or(ServerId())
                                                     : ServerId();
}

/// From what was told of one kill to the paint that showed it, in ms.
struct KillTimes {
    std::optional<double> down;     ///< The kill itself.
    std::optional<double> looking;  ///< The first server that looks for a new leader.
    std::optional<double> nextLead; ///< The next leader serves.
};

/// Watches one kill: what the trace tells, and when the scene has been painted with it.
class KillWatch {
public:
    KillWatch(GuiWatch& watch, launcher::Cluster& cluster, const ui::ClusterPage& page)
        : m_page(page), m_old(shownLeader(page))
    {
        QObject::connect(&cluster, &launcher::Cluster::moments, &m_ears,
            [this](const std::vector<timeline::Moment>& told) { hear(told); });
        watch.watchPaint(page.sceneArea()->view()->viewport(), [this] { see(); });
        m_killed = ui::Playback::machineNow();
        cluster.kill(m_old);
    }
    [[nodiscard]] bool done() const
    {
        return m_times.down && m_times.looking && m_times.nextLead;
    }
    [[nodiscard]] const KillTimes& times() const { return m_times; }
    [[nodiscard]] ServerId killed() const { return m_old; }

private:
    void hear(const std::vector<timeline::Moment>& told)
    {
        for (const timeline::Moment& moment : told) {
            const auto* state = std::get_if<trace::StateEvent>(&moment.event);
            if (state && state->to == trace::ServerState::looking && !m_search)
                m_search = {moment.server, moment.t};
            const auto* phase = std::get_if<trace::PhaseEvent>(&moment.event);
            if (phase && phase->phase == trace::Phase::broadcast)
                m_serves[moment.server] = moment.t;
        }
    }
    void see()
    {
        const timeline::ServerPicture* old = m_page.picture().server(m_old);
        if (!m_times.down && old && old->isDown())
            m_times.down = msSince(m_killed);
        if (!m_times.looking && m_search) {
            const timeline::ServerPicture* one = m_page.picture().server(m_search->first);
            if (one && one->state != trace::ServerState::following)
                m_times.looking = msSince(m_search->second);
        }
        const ServerId next = shownLeader(m_page);
        const auto serves = m_serves.find(next);
        if (!m_times.nextLead && next != m_old && next.value != 0 && serves != m_serves.end())
            m_times.nextLead = msSince(serves->second);
    }

    const ui::ClusterPage& m_page;
    const ServerId m_old;
    Instant m_killed{};
    std::optional<std::pair<ServerId, Instant>> m_search;
    std::map<ServerId, Instant> m_serves;
    KillTimes m_times;
    QObject m_ears;
};

double worstOf(const std::vector<double>& values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

double partOf(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[std::size_t(double(values.size() - 1) * part)];
}

} // namespace

QJsonObject measureLaunchAndKills(GuiWatch& watch, int rounds)
{
    Console console;
    const Milliseconds clicked = GuiWatch::wall();
    console.button("launchServer")->click();
    runUntil("a cluster that serves, and its tree",
        [&] { return console.serving() == 3 && console.treeIsShown(); });
    console.window.repaint();
    QJsonObject found{{"launch_ms", (GuiWatch::wall() - clicked).count()}};
    console.button("railCluster")->click();
    ui::ClusterPage& page = *console.window.workspace()->clusterPage();
    page.playback()->setSlowsElections(false);
    launcher::Cluster& cluster = *console.launch.cluster();
    std::vector<double> down;
    std::vector<double> looking;
    std::vector<double> nextLead;
    for (int round = 0; round < rounds; ++round) {
        runUntil("a leader on the page", [&] {
            return console.serving() == 3 && cluster.isServing(shownLeader(page));
        });
        const KillWatch kill(watch, cluster, page);
        runUntil("the next leader on the page", [&] { return kill.done(); });
        watch.watchPaint(nullptr, {});
        down.push_back(*kill.times().down);
        looking.push_back(*kill.times().looking);
        nextLead.push_back(*kill.times().nextLead);
        cluster.start(kill.killed());
    }
    found["kill_shown_ms"] = worstOf(down);
    found["search_shown_ms"] = worstOf(looking);
    found["next_leader_shown_ms"] = worstOf(nextLead);
    console.launch.shutDown();
    return found;
}

QJsonObject measureLiveLoad(
    GuiWatch& watch, int servers, int eventsASecond, std::chrono::seconds time)
{
    ui::ClusterPage page;
    page.resize(1376, 830);
    page.show();
    page.showEnsemble(QStringLiteral("bench"));
    ClusterLoad::Wish wish;
    wish.servers = servers;
    wish.eventsASecond = eventsASecond;
    wish.electionEvery = 10s;
    wish.begin = ui::Playback::machineNow();
    ClusterLoad load(wish);
    Milliseconds making{0}; // Is the benchmark's, not the page's.
    QTimer feed;
    QObject::connect(&feed, &QTimer::timeout, &page, [&] {
        const Milliseconds before = GuiWatch::threadCpu();
        const auto moments = load.until(ui::Playback::machineNow());
        making += GuiWatch::threadCpu() - before;
        page.addMoments(moments);
    });
    feed.start(10ms);
    runUntil("a picture", [&] { return page.picture().servers.size() == std::size_t(servers); });
    watch.watchPaint(page.sceneArea()->view()->viewport(), {});
    watch.reset();
    making = Milliseconds(0);
    const Milliseconds cpu = GuiWatch::processCpu();
    const Milliseconds begin = GuiWatch::wall();
    QTimer::singleShot(time, &watch, [&watch] { watch.exit(); });
    watch.exec();
    const Milliseconds wall = GuiWatch::wall() - begin;
    const Milliseconds used = GuiWatch::processCpu() - cpu - making;
    return {{"events_a_second", double(page.timeline()->size()) / (wall.count() / 1000)},
        {"cpu_percent", 100 * used / wall},
        {"frames_a_second", watch.paints() / wall.count() * 1000},
        {"stall_ms", watch.longestWall().count()}, {"stall_cpu_ms", watch.longestCpu().count()}};
}

QJsonObject measureRecording(
    GuiWatch& watch, int servers, int eventsASecond, std::chrono::seconds length)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("bench.ztrace"));
    {
        ClusterLoad::Wish wish;
        wish.servers = servers;
        wish.eventsASecond = eventsASecond;
        ClusterLoad load(wish);
        timeline::Timeline live;
        const auto begun = live.record(file.toStdString());
        for (auto second = 0s; begun && second < length; ++second)
            live.append(load.nextSecond());
        if (!begun || !live.stopRecording())
            qFatal("the recording could not be written");
    }
    ui::ClusterPage page;
    page.resize(1376, 830);
    page.show();
    watch.reset();
    const Milliseconds begin = GuiWatch::wall();
    if (!page.openRecording(file))
        qFatal("the recording could not be opened");
    page.repaint();
    QJsonObject found{{"open_ms", (GuiWatch::wall() - begin).count()}};
    constexpr int jumps = 300;
    std::vector<double> cpu;
    std::vector<double> wall;
    std::mt19937_64 random(1);
    const Instant first = page.timeline()->begin();
    const auto span = std::uint64_t((page.timeline()->end() - first).count());
    for (int jump = 0; jump < jumps; ++jump) {
        const Milliseconds wallBefore = GuiWatch::wall();
        const Milliseconds cpuBefore = GuiWatch::threadCpu();
        page.playback()->seek(first + std::chrono::nanoseconds(std::int64_t(random() % span)));
        QCoreApplication::processEvents(); // Paints it.
        cpu.push_back((GuiWatch::threadCpu() - cpuBefore).count());
        wall.push_back((GuiWatch::wall() - wallBefore).count());
    }
    found["scrub_mean_cpu_ms"] = std::accumulate(cpu.begin(), cpu.end(), 0.0) / jumps;
    found["scrub_p99_cpu_ms"] = partOf(cpu, 0.99);
    found["scrub_p99_ms"] = partOf(wall, 0.99);
    return found;
}

} // namespace zs::bench
