// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gui_workspace.h"

#include "app/local_launch.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/languages.h"
#include "ui/mainwindow/main_window.h"
#include "ui/node/data_editor.h"
#include "ui/node/node_controller.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QAbstractButton>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPointer>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>
#include <QWheelEvent>

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

namespace zs::bench {
namespace {

using Milliseconds = GuiWatch::Milliseconds;

double residentMb()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    const qint64 pages = statm.readAll().split(' ').value(1).toLongLong();
    return double(pages) * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Since the kernel started this program; it counts in hundredths of a second.
double sinceStartMs()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    // The second word, in brackets, may hold blanks; the start is the 22nd.
    const QByteArray ticks = line.mid(line.lastIndexOf(')') + 2).split(' ').value(19);
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6
        - ticks.toDouble() * 1e3 / double(::sysconf(_SC_CLK_TCK));
}

/// The value that 99 of 100 do not exceed.
double p99(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto place = values.begin() + std::ptrdiff_t(values.size() * 99 / 100);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// A timer that should come each millisecond: how late it came, and how much of that this thread
/// worked (other programs lengthen the former alone).
class Heartbeat {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const Milliseconds now = GuiWatch::wall();
            m_gaps.push_back((now - std::exchange(m_last, now)).count());
            const Milliseconds worked = GuiWatch::threadCpu();
            m_work.push_back((worked - std::exchange(m_lastWorked, worked)).count());
        });
        m_timer.start(1);
    }
    /// The times between two beats.
    [[nodiscard]] const std::vector<double>& gaps() const { return m_gaps; }
    /// The work between two beats.
    [[nodiscard]] const std::vector<double>& work() const { return m_work; }

private:
    QTimer m_timer;
    Milliseconds m_last = GuiWatch::wall();
    Milliseconds m_lastWorked = GuiWatch::threadCpu();
    std::vector<double> m_gaps;
    std::vector<double> m_work;
};

/// The window, with its start page painted.
struct Window {
    explicit Window(GuiWatch& watching)
        : watch(watching)
        , settings(folder.filePath(QStringLiteral("settings.ini")))
        , launch(folder.filePath(QStringLiteral("clusters")))
    {
        languages.setCurrent(QStringLiteral("en"));
        window.emplace(ui::MainWindow::Parts{&Client::connectTo, &launch, &languages, &settings});
        window->resize(1440, 900);
        const auto* button = window->findChild<QAbstractButton*>(QStringLiteral("launchServer"));
        untilPainted("the start page", button, [] { return true; }, [this] { window->show(); });
        shownMs = sinceStartMs();
    }
    /// From `act` to the first paint of `widget` while `isThere`.
    double untilPainted(const char* what, const QWidget* widget,
        const std::function<bool()>& isThere, const std::function<void()>& act)
    {
        std::optional<Milliseconds> painted;
        const Milliseconds before = GuiWatch::wall();
        watch.watchPaint(widget, [&] {
            if (!painted && isThere())
                painted = GuiWatch::wall();
        });
        act();
        runUntil(what, [&] { return painted.has_value(); });
        watch.watchPaint(nullptr, {});
        return (*painted - before).count();
    }
    double connect(const QString& servers)
    {
        ui::ConnectionProfile profile;
        profile.servers = servers;
        const Milliseconds before = GuiWatch::wall();
        window->openConnection(profile); // Makes the tree.
        const double made = (GuiWatch::wall() - before).count();
        return made + untilPainted("the tree", tree()->viewport(),
            [this] { return model()->indexOf(Path("/zookeeper")).isValid(); }, [] {});
    }
    QTreeView* tree() const
    {
        return window->workspace()->treeView()->findChild<QTreeView*>();
    }
    ui::ZnodeTreeModel* model() const { return window->workspace()->treeModel(); }
    const ui::NodeController* node() const { return window->workspace()->controller(); }
    /// Selects a node; yields how many children it has.
    int select(const Path& path)
    {
        window->workspace()->goTo(path);
        runUntil("a node", [&] {
            return node()->path() == path && node()->phase() == ui::NodePhase::ready
                && model()->indexOf(path).isValid();
        });
        return node()->base().stat.numChildren;
    }
    double expand(const Path& path)
    {
        const int children = select(path);
        return untilPainted("the children", tree()->viewport(),
            [&] { return model()->rowCount(model()->indexOf(path)) == children; },
            [&] { tree()->expand(model()->indexOf(path)); });
    }

    GuiWatch& watch;
    QTemporaryDir folder;
    ui::Languages languages;
    ui::Settings settings;
    app::LocalLaunch launch;
    std::optional<ui::MainWindow> window;
    double shownMs = 0; ///< From the program's start.
};

/// What the wheel and the bar's handle take from their event to the painted rows.
void measureScrolling(Window& window, QJsonObject& found)
{
    QTreeView* tree = window.tree();
    std::vector<double> frames;
    const auto frame = [&](const std::function<void()>& act) {
        const Milliseconds before = GuiWatch::threadCpu();
        window.untilPainted("a frame", tree->viewport(), [] { return true; }, act);
        frames.push_back((GuiWatch::threadCpu() - before).count());
    };
    const auto tell = [&](const char* name) {
        found[QLatin1String(name)] = p99(std::exchange(frames, {}));
    };
    tree->scrollToTop();
    runUntil("rest", [&] { return tree->verticalScrollBar()->value() == 0; });
    const QPointF middle = QRectF(tree->viewport()->rect()).center();
    const QPointF onScreen = tree->viewport()->mapToGlobal(middle);
    for (int i = 0; i < 300; ++i) {
        frame([&] {
            QWheelEvent wheel(middle, onScreen, {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(tree->viewport(), &wheel);
        });
    }
    tell("wheel_p99_cpu_ms");
    QScrollBar* bar = tree->verticalScrollBar();
    bar->setValue(0);
    QStyleOptionSlider option;
    option.initFrom(bar);
    option.orientation = Qt::Vertical;
    option.maximum = bar->maximum();
    option.pageStep = bar->pageStep();
    const QPoint handle = bar->style()->subControlRect(
        QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, bar).center();
    const auto mouse = [bar](QEvent::Type type, QPoint place) {
        QMouseEvent event(type, place, bar->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton,
            Qt::NoModifier);
        QCoreApplication::sendEvent(bar, &event);
    };
    mouse(QEvent::MouseButtonPress, handle);
    for (int y = handle.y() + 1; y < bar->height() - handle.y(); ++y)
        frame([&] { mouse(QEvent::MouseMove, {handle.x(), y}); });
    mouse(QEvent::MouseButtonRelease, {handle.x(), bar->height() - handle.y()});
    tell("drag_p99_cpu_ms");
}

} // namespace

QJsonObject measureWorkspace(
    GuiWatch& watch, const QString& servers, const QString& root, Depth depth)
{
    Window window(watch);
    QJsonObject found;
    found[QStringLiteral("window_ms")] = window.shownMs;
    found[QStringLiteral("idle_mb")] = residentMb();
    found[QStringLiteral("tree_ms")] = window.shownMs + window.connect(servers);
    const Path top(root.toStdString());
    watch.reset();
    Heartbeat heartbeat;
    found[QStringLiteral("children_ms")] = window.expand(top);
    std::vector<Path> below;
    const QModelIndex row = window.model()->indexOf(top);
    for (int i = 0; i < window.model()->rowCount(row); ++i)
        below.push_back(window.model()->pathAt(window.model()->index(i, 0, row)));
    if (depth == Depth::grandchildren) {
        for (const Path& child : below)
            window.expand(child);
    }
    found[QStringLiteral("nodes")] = window.model()->loadedNodes();
    found[QStringLiteral("stall_cpu_ms")] = watch.longestCpu().count();
    found[QStringLiteral("stall_ms")] = watch.longestWall().count();
    found[QStringLiteral("beat_p99_ms")] = p99(heartbeat.gaps());
    found[QStringLiteral("beat_p99_cpu_ms")] = p99(heartbeat.work());
    found[QStringLiteral("loaded_mb")] = residentMb();
    if (depth == Depth::grandchildren)
        measureScrolling(window, found);

    auto* filter = window.window->findChild<QLineEdit*>(QStringLiteral("treeFilter"));
    auto* matches = window.window->findChild<QListView*>(QStringLiteral("filterMatches"));
    // The very last row is the last to be looked at; each parent has one of that name.
    const int expected = depth == Depth::children ? 1 : int(below.size());
    const QModelIndex lastParent
        = depth == Depth::children ? row : window.model()->indexOf(below.back());
    const std::string last(window.model()->pathAt(window.model()->index(
        window.model()->rowCount(lastParent) - 1, 0, lastParent)).name());
    found[QStringLiteral("filter_ms")] = window.untilPainted("the filter", matches->viewport(),
        [&] {
            return matches->model()->rowCount() == expected;
        },
        [&] { filter->setText(QString::fromStdString(last)); });
    return found;
}

QJsonObject measureValue(GuiWatch& watch, const QString& servers, int bytes)
{
    ClientOptions options;
    options.servers = *ConnectString::parse(servers.toStdString());
    const std::unique_ptr<Client> writer = Client::connectTo(options);
    Window window(watch);
    window.connect(servers);
    QJsonObject found;
    const Path path("/bench-value");
    for (const auto& [name, step] : {std::pair{"one_line_ms", bytes}, std::pair{"lines_ms", 80}}) {
        Bytes value(static_cast<std::size_t>(bytes), 'x');
        for (std::size_t at = static_cast<std::size_t>(step); at < value.size();
             at += static_cast<std::size_t>(step))
            value[at] = '\n';
        bool ready = false;
        const auto onMade = [&](const Result<CreatedResponse>&) { ready = true; };
        const auto onSet = [&](const Result<Stat>&) { ready = true; };
        QCoro::connect(writer->create(path, {}), writer.get(), onMade);
        runUntil("the node", [&] { return ready; });
        ready = false;
        QCoro::connect(writer->setData(path, value, anyVersion), writer.get(), onSet);
        runUntil("the value", [&] { return ready; });
        window.select(Path("/zookeeper"));
        auto* editor = window.window->findChild<ui::DataEditor*>(QStringLiteral("dataEditor"));
        watch.reset();
        found[QLatin1String(name)] = window.untilPainted("the data", editor->viewport(),
            [&] {
                return window.node()->path() == path
                    && window.node()->phase() == ui::NodePhase::ready
                    && editor->data().size() == value.size();
            },
            [&] { window.window->workspace()->goTo(path); });
    }
    return found;
}

QJsonObject measureDeletion(GuiWatch& watch, const QString& servers, const QString& root)
{
    Window window(watch);
    window.connect(servers);
    const Path top(root.toStdString());
    window.select(top);
    const auto press = [](const char* name, QWidget* in) {
        auto* button = in->findChild<QAbstractButton*>(QLatin1String(name));
        runUntil(name, [button] { return button->isVisible() && button->isEnabled(); });
        button->click();
    };
    press("deleteNode", &*window.window);
    QPointer<QDialog> dialog;
    runUntil("the dialog", [&] {
        dialog = window.window->findChild<QDialog*>(QStringLiteral("deleteDialog"));
        return dialog && dialog->isVisible();
    });
    press("withBackup", dialog); // Off.
    watch.reset();
    auto* start = dialog->findChild<QAbstractButton*>(QStringLiteral("deleteNodes"));
    runUntil("the count", [start] { return start->isEnabled(); });
    const Milliseconds before = GuiWatch::wall();
    start->click();
    runUntil("the deletion", [&] { return !dialog || !dialog->isVisible(); });
    QJsonObject found;
    found[QStringLiteral("delete_ms")] = (GuiWatch::wall() - before).count();
    found[QStringLiteral("stall_ms")] = watch.longestWall().count();
    return found;
}

} // namespace zs::bench
