// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour_steps.h"

#include "app/tour/hands.h"
#include "ui/common/settings.h"
#include "ui/mainwindow/status_strip.h"
#include "ui/node/data_editor.h"
#include "ui/node/node_controller.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QAbstractEventDispatcher>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <cstdio>
#include <vector>

namespace zs::app {
namespace {

constexpr std::chrono::seconds stepTimeout{20};
constexpr auto parentPath = "/tour";
constexpr auto nodePath = "/tour/config.json";
constexpr auto firstData = "{\"replicas\": 3}";
constexpr auto editedData = "{\"replicas\": 5}";
constexpr auto foreignData = "{\"replicas\": 7}";

QString textOfBytes(const std::optional<Bytes>& data)
{
    return data ? QString::fromUtf8(reinterpret_cast<const char*>(data->data()),
               qsizetype(data->size()))
                : QString();
}

} // namespace

TourSteps::TourSteps(QString pictures, QString servers, ui::Languages& languages) :
    m_pictures(std::move(pictures)), m_servers(std::move(servers)), m_languages(languages),
    m_settings(m_folder.filePath(QStringLiteral("settings.ini"))),
    m_launch(m_folder.filePath(QStringLiteral("clusters")))
{
}

TourSteps::~TourSteps() = default;

bool TourSteps::run()
{
    using NamedStep = std::pair<const char*, Step>;
    const NamedStep opening = m_servers.isEmpty()
        ? NamedStep{"launch a local cluster and connect", &TourSteps::launchServer}
        : NamedStep{"connect to a server", &TourSteps::connectToServers};
    std::vector<NamedStep> steps{
        {"start page", &TourSteps::startPage},
        opening,
        {"create a node", &TourSteps::createParent},
        {"create its children", &TourSteps::createChildren},
        {"select a node", &TourSteps::selectNode},
        {"edit its data", &TourSteps::editNode},
        {"save it", &TourSteps::saveNode},
        {"see a watch fire", &TourSteps::seeWatchFire},
        {"see a conflict instead of an overwrite", &TourSteps::seeConflict},
        {"tabs of a node", &TourSteps::seeTabs},
        {"access control", &TourSteps::seeAcl},
        {"states of a node", &TourSteps::seeStates},
        {"refusals of a new node", &TourSteps::seeRefusals},
        {"kinds of data", &TourSteps::seeData},
        {"a connection for reading", &TourSteps::seeReadOnlyConnection},
        {"a connection that never stands", &TourSteps::seeNoServer},
        {"go by the palette", &TourSteps::goByPalette},
        {"connection dialog", &TourSteps::seeConnectionDialog},
        {"dialogs of a node", &TourSteps::seeNodeDialogs},
        {"dialogs of the program", &TourSteps::seeProgramDialogs},
        {"see the cluster", &TourSteps::seeCluster},
        {"kill the leader and see the next one", &TourSteps::killLeader},
        {"replay the election", &TourSteps::replayElection},
        {"start the killed server again", &TourSteps::restartKilled},
        {"isolate a follower and heal", &TourSteps::isolateFollower},
        {"begin a lesson", &TourSteps::runLesson},
        {"lose every server for a moment", &TourSteps::loseAllServers},
        {"delete the tree", &TourSteps::deleteTree},
        {"the other theme", &TourSteps::seeOtherTheme},
        {"the other language", &TourSteps::seeOtherLanguage},
        {"disconnect", &TourSteps::disconnect},
    };
    if (!m_servers.isEmpty()) // Servers of others are not to be killed.
        std::erase_if(steps, [](const NamedStep& each) {
            return each.second == &TourSteps::killLeader
                || each.second == &TourSteps::replayElection
                || each.second == &TourSteps::restartKilled
                || each.second == &TourSteps::isolateFollower
                || each.second == &TourSteps::runLesson
                || each.second == &TourSteps::loseAllServers;
        });
    for (const auto& [name, step] : steps) {
        if (!walk(name, step))
            return false;
    }
    return true;
}

Path TourSteps::tourNode()
{
    return Path(nodePath);
}

bool TourSteps::walk(const char* name, Step step)
{
    ++m_number;
    const QString problem = (this->*step)();
    QString file = QStringLiteral("%1-%2").arg(m_number, 2, 10, QLatin1Char('0'))
                       .arg(QString::fromLatin1(name).toLower().replace(u' ', u'-'));
    savePicture(file);
    if (problem.isEmpty()) {
        std::printf("ok    %2d  %s\n", m_number, name);
    } else {
        std::printf("FAIL  %2d  %s: %s\n", m_number, name, qPrintable(problem));
        std::fprintf(stderr, "zooscope: step %d of the tour failed; see %s.png.\n", m_number,
            qPrintable(QDir(m_pictures).filePath(file)));
    }
    std::fflush(stdout);
    return problem.isEmpty();
}

QString TourSteps::startPage()
{
    m_window = std::make_unique<ui::MainWindow>(
        ui::MainWindow::Parts{.makeClient = &Client::connectTo, .launch = &m_launch,
            .languages = &m_languages, .settings = &m_settings,
            .askRole = &ui::askRoleBySrvr});
    m_window->resize(1440, 900);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    auto* page = find<QWidget>("startPage");
    if (!page || !waitFor([&] { return page->isVisible(); }))
        return QStringLiteral("the start page is not shown");
    auto* config = find<QPlainTextEdit>("launchConfig");
    if (!config || !config->toPlainText().contains(QStringLiteral("clientPort=")))
        return QStringLiteral("the launch card does not show the configuration");
    return {};
}

QString TourSteps::launchServer()
{
    QString reason;
    const auto listening = QObject::connect(&m_launch, &ui::LaunchControl::failed, &m_launch,
        [&](const QString& why) { reason = why; });
    hands::click(find<QPushButton>("launchServer"));
    if (m_launch.cluster())
        QObject::connect(m_launch.cluster(), &launcher::Cluster::moments, m_window.get(),
            [this](const std::vector<timeline::Moment>& moments) { noteLeader(moments); });
    const bool opened = waitFor([&] { return m_window->workspace() || !reason.isEmpty(); });
    QObject::disconnect(listening);
    if (!opened || !m_window->workspace())
        return reason.isEmpty() ? QStringLiteral("the cluster did not become ready") : reason;
    return seeSession();
}

QString TourSteps::connectToServers()
{
    hands::click(find<QPushButton>("newConnection"));
    QDialog* dialog = openDialog("connectDialog");
    if (!dialog)
        return QStringLiteral("the Connect dialog did not open");
    hands::replaceText(find<QLineEdit>("servers", dialog), m_servers);
    saveGlance("connect-dialog");
    hands::click(find<QPushButton>("connect", dialog));
    if (!waitFor([&] { return m_window->workspace() != nullptr; }))
        return QStringLiteral("the connection was not opened");
    return seeSession();
}

QString TourSteps::seeSession()
{
    if (!waitFor([&] { return shownPath() == "/"; })) {
        const std::string why = m_window->workspace()->client()->status().problem;
        return QStringLiteral("the session did not stand up. %1").arg(QString::fromStdString(why));
    }
    return connectWitness();
}

QString TourSteps::connectWitness()
{
    ClientOptions options;
    const QString servers = m_servers.isEmpty()
        ? m_launch.connectString()
        : m_servers;
    auto parsed = ConnectString::parse(servers.toStdString());
    if (!parsed)
        return QString::fromStdString(parsed.error().detail);
    options.servers = std::move(*parsed);
    m_witness = Client::connectTo(std::move(options));
    const bool stands = waitFor(
        [&] { return m_witness->status().state == SessionState::connected; });
    return stands ? QString() : QStringLiteral("the second session did not stand up");
}

QString TourSteps::createParent()
{
    if (onServer(parentPath))
        return QStringLiteral("the server has a node /tour already, which the tour leaves alone. "
                              "Delete it, or name another server");
    const QString problem = createNode(QStringLiteral("tour"), QString());
    if (!problem.isEmpty())
        return problem;
    return onServer(parentPath) ? QString() : QStringLiteral("the server has no /tour");
}

QString TourSteps::createChildren()
{
    for (const char* name : {"empty", "config.json"}) {
        const bool withData = std::string_view(name) != "empty";
        m_window->workspace()->goTo(Path(parentPath));
        if (!waitFor([&] { return shownPath() == parentPath; }))
            return QStringLiteral("/tour was not selected");
        const QString problem = createNode(
            QLatin1String(name), withData ? QLatin1String(firstData) : QString());
        if (!problem.isEmpty())
            return problem;
    }
    const auto held = onServer(nodePath);
    if (!held || textOfBytes(held->data) != QLatin1String(firstData))
        return QStringLiteral("the server does not hold the data that was typed");
    return {};
}

QString TourSteps::createNode(const QString& name, const QString& data)
{
    hands::click(find<QToolButton>("newNode"));
    QDialog* dialog = openDialog("newNodeDialog");
    if (!dialog)
        return QStringLiteral("the New node dialog did not open");
    hands::type(find<QLineEdit>("newNodeName", dialog), name);
    hands::type(find<QPlainTextEdit>("newNodeData", dialog), data);
    saveGlance(qPrintable(QStringLiteral("new-") + name));
    hands::click(find<QPushButton>("createNode", dialog));
    const std::string created = Path(shownPath()).child(name.toStdString()).text();
    if (!waitFor([&] { return shownPath() == created; }))
        return QStringLiteral("%1 was not created and shown").arg(QString::fromStdString(created));
    return {};
}

QString TourSteps::selectNode()
{
    m_window->workspace()->goTo(Path(parentPath));
    if (!waitFor([&] { return shownPath() == parentPath; }))
        return QStringLiteral("/tour was not selected");
    auto* tree = m_window->workspace()->treeView()->findChild<QTreeView*>();
    hands::click(tree->viewport(), tree->visualRect(rowOf(Path(nodePath))).center());
    if (!waitFor([&] { return shownPath() == nodePath; }))
        return QStringLiteral("a click on the row did not show the node");
    return editorText() == QLatin1String(firstData)
        ? QString()
        : QStringLiteral("the editor shows something else than the server holds");
}

QModelIndex TourSteps::rowOf(const Path& path) const
{
    return m_window->workspace()->treeModel()->indexOf(path);
}

bool TourSteps::goToFresh(const Path& path)
{
    if (!waitFor([&] { return rowOf(path).isValid(); }))
        return false;
    m_window->workspace()->goTo(path);
    return true;
}

QString TourSteps::editNode()
{
    auto* editor = find<ui::DataEditor>("dataEditor");
    hands::replaceText(editor, QLatin1String(editedData));
    if (!waitFor([&] { return m_window->workspace()->controller()->isDirty(); }))
        return QStringLiteral("the edit was not noticed");
    if (editorText() != QLatin1String(editedData))
        return QStringLiteral("the editor shows something else than was typed");
    const auto held = onServer(nodePath);
    return held && textOfBytes(held->data) == QLatin1String(firstData)
        ? QString()
        : QStringLiteral("the server changed before anything was saved");
}

QString TourSteps::saveNode()
{
    hands::click(find<QPushButton>("save"));
    if (!waitFor([&] { return !m_window->workspace()->controller()->isDirty(); }))
        return QStringLiteral("the save did not end");
    const auto held = onServer(nodePath);
    if (!held || textOfBytes(held->data) != QLatin1String(editedData) || held->stat.version != 1)
        return QStringLiteral("the server does not hold the edit as version 1");
    return {};
}

QString TourSteps::seeWatchFire()
{
    auto* events = find<QTableView>("events");
    const int before = events ? events->model()->rowCount() : 0;
    const auto stat
        = await(m_witness->setData(Path(nodePath), toBytes(foreignData), anyVersion));
    if (!stat || !*stat)
        return QStringLiteral("the second session could not write");
    const auto fired = [&] {
        for (int row = 0; row < events->model()->rowCount() - before; ++row) {
            const auto cell
                = [&](int column) { return events->model()->index(row, column).data().toString(); };
            if (cell(1) == QStringLiteral("NodeDataChanged") && cell(2) == QLatin1String(nodePath))
                return true;
        }
        return false;
    };
    if (!events || !waitFor(fired))
        return QStringLiteral("no event came");
    if (!waitFor([&] { return editorText() == QLatin1String(foreignData); }))
        return QStringLiteral("the editor does not show the new data");
    return {};
}

QString TourSteps::seeConflict()
{
    hands::replaceText(find<ui::DataEditor>("dataEditor"), QStringLiteral("{\"mine\": true}"));
    const auto stat = await(
        m_witness->setData(Path(nodePath), toBytes("{\"theirs\": true}"), anyVersion));
    if (!stat || !*stat)
        return QStringLiteral("the second session could not write");
    ui::NodeController* node = m_window->workspace()->controller();
    if (!waitFor([&] { return node->newer().has_value(); }))
        return QStringLiteral("the change on the server was not noticed");
    hands::click(find<QPushButton>("save"));
    QDialog* dialog = openDialog("conflictDialog");
    if (!dialog)
        return QStringLiteral("the conflict was not told");
    saveGlance("conflict-dialog");
    const auto held = onServer(nodePath);
    if (!held || textOfBytes(held->data) != QStringLiteral("{\"theirs\": true}"))
        return QStringLiteral("the save overwrote somebody else's change");
    hands::click(find<QPushButton>("takeServerVersion", dialog));
    if (!waitFor([&] { return editorText() == QStringLiteral("{\"theirs\": true}"); }))
        return QStringLiteral("the server's version was not taken");
    return {};
}

void TourSteps::noteLeader(const std::vector<timeline::Moment>& moments)
{
    for (const timeline::Moment& moment : moments) {
        const auto* state = std::get_if<trace::StateEvent>(&moment.event);
        if (state && state->to == trace::ServerState::leading)
            m_leader = moment.server;
    }
}

QString TourSteps::deleteTree()
{
    if (!goBrowse())
        return QStringLiteral("the tree is not shown");
    m_window->workspace()->goTo(Path(parentPath));
    if (!waitFor([&] { return shownPath() == parentPath; }))
        return QStringLiteral("/tour was not selected");
    hands::click(find<QToolButton>("deleteNode"));
    QDialog* dialog = nullptr;
    QPushButton* button = nullptr;
    if (!waitFor([&] {
            dialog = find<QDialog>("deleteDialog");
            button = dialog ? find<QPushButton>("deleteNodes", dialog) : nullptr;
            return dialog && dialog->isVisible();
        }))
        return QStringLiteral("the Delete dialog did not open");
    auto* confirm = find<QLineEdit>("deleteConfirm", dialog);
    if (confirm && confirm->isVisible())
        hands::type(confirm, QStringLiteral("tour"));
    if (!waitFor([&] { return button && button->isEnabled(); }))
        return QStringLiteral("the nodes were not counted");
    saveGlance("delete-dialog");
    hands::click(button);
    if (!waitFor([&] { return shownPath() == "/"; }))
        return QStringLiteral("the tree was not deleted");
    return onServer(parentPath) ? QStringLiteral("the server still has /tour") : QString();
}

QString TourSteps::seeOtherTheme()
{
    const bool wasDark = ui::Theme::instance().isDark();
    const auto choose = [this](bool dark) {
        m_window->findChild<QAction*>(dark ? "theme:dark" : "theme:light")->trigger();
        return ui::Theme::instance().isDark() == dark;
    };
    if (!choose(!wasDark))
        return QStringLiteral("the theme is still the same");
    const QString problem = glanceAtCluster();
    saveGlance("browse");
    return choose(wasDark) ? problem : QStringLiteral("the theme did not come back");
}

QString TourSteps::seeOtherLanguage()
{
    const bool toChinese = m_languages.current() == QStringLiteral("en");
    m_window->findChild<QAction*>(toChinese ? "language:zh_CN" : "language:en")->trigger();
    const QString connected = toChinese ? QStringLiteral("已连接") : QStringLiteral("Connected");
    const auto* state = find<ui::StatusEntry>("statusState");
    if (!state || !waitFor([&] { return state->text() == connected; }))
        return QStringLiteral("the texts are still in the first language");
    return glanceAtCluster();
}

QString TourSteps::disconnect()
{
    const qint64 id = m_window->workspace()->client()->status().sessionId.value;
    m_window->disconnectFromServer();
    auto* page = find<QWidget>("startPage");
    if (id == 0 || !page || !waitFor([&] { return page->isVisible(); }))
        return QStringLiteral("the start page is not shown");
    m_witness.reset();
    if (!m_servers.isEmpty())
        return {};
    hands::click(find<QPushButton>("stopServer"));
    if (!waitFor([&] { return m_launch.state() == ui::LaunchControl::State::stopped; }))
        return QStringLiteral("the cluster did not stop");
    return {};
}

std::optional<DataResponse> TourSteps::onServer(const char* path)
{
    // The window may write through another server of the cluster than this one reads from.
    const auto caughtUp = await(m_witness->sync(Path(path)));
    const auto answer = await(m_witness->getData(Path(path)));
    if (!caughtUp || !*caughtUp || !answer || !*answer)
        return std::nullopt;
    return **answer;
}

bool TourSteps::waitFor(const std::function<bool()>& done)
{
    if (done())
        return true;
    QEventLoop loop;
    bool seen = false;
    QTimer timeout;
    timeout.setSingleShot(true);
    QObject::connect(&timeout, &QTimer::timeout, &loop, &QEventLoop::quit);
    // Asked each time all events are handled: nothing can change in between.
    QObject::connect(QAbstractEventDispatcher::instance(),
        &QAbstractEventDispatcher::aboutToBlock, &loop, [&] {
            if (!seen && done()) {
                seen = true;
                loop.quit();
            }
        });
    timeout.start(stepTimeout);
    loop.exec();
    return seen || done();
}

QDialog* TourSteps::openDialog(const char* name)
{
    QDialog* dialog = nullptr;
    const bool open = waitFor([&] {
        dialog = find<QDialog>(name);
        return dialog && dialog->isVisible();
    });
    return open ? dialog : nullptr;
}

void TourSteps::savePicture(const QString& name)
{
    if (!m_window)
        return;
    // What is under way (fonts, layouts, toasts) is finished first; an answer that comes now may
    // change a text, whose layout is finished too.
    QApplication::processEvents();
    QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QPixmap picture = m_window->grab();
    if (QWidget* popup = QApplication::activePopupWidget())
        QPainter(&picture).drawPixmap(
            popup->mapToGlobal(QPoint()) - m_window->mapToGlobal(QPoint()), popup->grab());
    if (QWidget* dialog = QApplication::activeModalWidget()) {
        QPainter painter(&picture);
        const QPixmap above = dialog->grab();
        const QPoint corner((m_window->width() - dialog->width()) / 2,
            (m_window->height() - dialog->height()) / 2);
        painter.drawPixmap(corner, above);
        // What a window manager would draw around it.
        painter.setPen(ui::color(ui::Token::borderStrong));
        painter.drawRect(QRect(corner, dialog->size()).adjusted(-1, -1, 0, 0));
    }
    picture.save(QDir(m_pictures).filePath(name + QStringLiteral(".png")));
}

void TourSteps::saveGlance(const char* name)
{
    savePicture(QStringLiteral("%1-%2").arg(m_number, 2, 10, QLatin1Char('0'))
                    .arg(QLatin1String(name)));
}

std::string TourSteps::shownPath() const
{
    if (!m_window->workspace())
        return {};
    const ui::NodeController* node = m_window->workspace()->controller();
    return node->phase() == ui::NodePhase::ready ? node->path().text() : std::string();
}

QString TourSteps::editorText() const
{
    const auto* editor = find<ui::DataEditor>("dataEditor");
    return editor && editor->isVisible() ? textOfBytes(editor->data()) : QString();
}

} // namespace zs::app
