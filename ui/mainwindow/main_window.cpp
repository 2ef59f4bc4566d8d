// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/main_window.h"

#include "clientlib/base/expect.h"
#include "ui/cluster/launcher_control.h"
#include "ui/common/focus_order.h"
#include "ui/common/settings.h"
#include "ui/common/toast.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/connection_list.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/lessons_page.h"
#include "ui/mainwindow/place_keeper.h"
#include "ui/mainwindow/status_strip.h"
#include "ui/panels/journal_writer.h"
#include "ui/start/launch_card.h"
#include "ui/start/recent_nodes.h"
#include "ui/start/start_links.h"
#include "ui/start/start_page.h"
#include "ui/theme/app_mark.h"
#include "ui/tree/node_marks.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr auto geometryKey = "window/geometry";
constexpr auto themeKey = "theme";
constexpr auto languageKey = "language";

QString settingName(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::system: return QStringLiteral("system");
    case ThemeMode::light: return QStringLiteral("light");
    case ThemeMode::dark: break;
    }
    return QStringLiteral("dark");
}

} // namespace

MainWindow::MainWindow(Parts parts, QWidget* parent) :
    QMainWindow(parent), m_parts(std::move(parts)), m_store(m_parts.settings),
    m_preferences(m_parts.settings), m_keys(m_parts.settings),
    m_secrets(m_parts.keychain ? m_parts.keychain : &m_noKeychain),
    m_opener(new ConnectionOpener(&m_secrets, this)),
    m_reopener(new ConnectionOpener(&m_secrets, this)), m_pages(new QStackedWidget(this)),
    m_actions(new ActionRegistry(this))
{
    ZS_EXPECT(m_parts.makeClient && m_parts.launch && m_parts.languages && m_parts.settings);
    setObjectName(QStringLiteral("mainWindow"));
    m_keys.applyToProgram(); // Before the first text that names one.
    setWindowIcon(appIcon());
    setMinimumSize(1024, 640);
    resize(1440, 900);
    restoreGeometry(m_parts.settings->value(QLatin1String(geometryKey)).toByteArray());
    buildMenus();
    buildStart();
    buildConnections();
    m_toast = new Toast(this);
    addActions();
    addJournal();
    m_preferences.applyToProgram();
    connect(m_parts.settings, &Settings::problemChanged, this, &MainWindow::tellOfSettings);
    connect(&m_preferences, &Preferences::changed, this, &MainWindow::applyPreferences);
    connect(&m_keys, &KeyMap::changed, this, &MainWindow::applyKeys);
    retranslate();
}

MainWindow::~MainWindow()
{
    disconnect(m_deck, nullptr, this, nullptr);
    saveLayout();
    delete m_deck; // The sessions end while what they use is still there.
}

void MainWindow::buildStart()
{
    auto* list = new ConnectionList(&m_store);
    m_card = new LaunchCard(m_parts.launch);
    m_start = new QWidget;
    auto* strip = new StatusStrip(m_start);
    m_version = strip->addLeft("version");
    m_language = strip->addRight("languageEntry");
    m_language->setIconName(QStringLiteral("languages"));
    m_theme = strip->addRight("themeEntry");
    auto* column = makeColumn(m_start, 0);
    m_recent = new RecentNodes(list);
    list->setBelow(m_recent);
    auto* links = new StartLinks;
    column->addWidget(new StartPage(list, m_card, links, m_start), 1);
    column->addWidget(strip);
    m_pages->addWidget(m_start);
    connect(list, &ConnectionList::openRequested, this, &MainWindow::openConnection);
    connect(m_recent, &RecentNodes::chosen, this, &MainWindow::openNode);
    connect(&m_store, &ConnectionStore::changed, this, &MainWindow::refreshRecentNodes);
    connect(links, &StartLinks::lessonsRequested, this,
        [this] { showLessonsPage()->openLessons(); });
    connect(links, &StartLinks::recordingRequested, this,
        [this] { showLessonsPage()->openRecording(); });
    refreshRecentNodes();
    connect(list, &ConnectionList::newRequested, this, &MainWindow::showConnectDialog);
    connect(list, &ConnectionList::editRequested, this, &MainWindow::editConnection);
    connect(list, &ConnectionList::message, this,
        [this](Role role, const QString& text) { m_toast->showMessage(role, text); });
    connect(list, &ConnectionList::removed, this, [this](const ConnectionProfile& profile) {
        QCoro::connect(m_secrets.forgetAll(profile), this, [] {}); // Nobody waits for it.
        NodeMarks::removeAll(*m_parts.settings, profile.id);
        PlaceKeeper::removeAll(*m_parts.settings, profile.id);
        refreshRecentNodes();
    });
    connect(m_opener, &ConnectionOpener::opened, this, &MainWindow::showWorkspace);
    connect(m_opener, &ConnectionOpener::failed, this, [this](const QString& reason) {
        if (!reason.isEmpty())
            m_toast->showMessage(Role::danger, reason);
    });
    connect(m_card, &LaunchCard::openRequested, this, &MainWindow::openLocal);
    connect(m_parts.launch, &LaunchControl::ready, this, &MainWindow::openLocal);
    connect(m_parts.launch, &LaunchControl::stateChanged, this, &MainWindow::followCluster);
    connect(m_parts.launch, &LaunchControl::died, this, [this](const QString& reason) {
        m_toast->showMessage(Role::danger, reason);
    });
    m_language->setClickable();
    m_theme->setClickable();
    connect(m_language, &StatusEntry::clicked, this, [this] {
        m_languageMenu->popup(m_language->mapToGlobal(QPoint(0, 0))
            - QPoint(0, m_languageMenu->sizeHint().height()));
    });
    connect(m_theme, &StatusEntry::clicked, this, [this] {
        m_themeMenu->popup(
            m_theme->mapToGlobal(QPoint(0, 0)) - QPoint(0, m_themeMenu->sizeHint().height()));
    });
}

void MainWindow::buildMenus()
{
    m_settingsMenu = new QMenu(this);
    m_settingsMenu->setObjectName(QStringLiteral("settingsMenu"));
    m_themeMenu = m_settingsMenu->addMenu(QString());
    m_themeGroup = new QActionGroup(this);
    for (const ThemeMode mode : {ThemeMode::system, ThemeMode::light, ThemeMode::dark}) {
        QAction* action = m_themeMenu->addAction(QString());
        action->setObjectName(QStringLiteral("theme:") + settingName(mode));
        action->setCheckable(true);
        action->setData(int(mode));
        m_themeGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode] { setThemeMode(mode); });
    }
    m_languageMenu = m_settingsMenu->addMenu(QString());
    m_languageGroup = new QActionGroup(this);
    for (const QString& language : Languages::available()) {
        QAction* action = m_languageMenu->addAction(Languages::nameOf(language));
        action->setObjectName(QStringLiteral("language:") + language);
        action->setCheckable(true);
        action->setData(language);
        m_languageGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, language] { setLanguage(language); });
    }
    m_settingsMenu->addSeparator();
    const auto add = [this](const char* name, auto run) {
        QAction* action = m_settingsMenu->addAction(QString(), this, run);
        action->setObjectName(QLatin1String(name));
        // Its keys are shown in the menu; they themselves are those of the registry.
        action->setShortcutContext(Qt::WidgetShortcut);
        return action;
    };
    m_preferencesAction = add("preferences", [this] { showPreferences(); });
    m_keysAction = add("keyboard", [this] { showKeys(); });
    m_settingsMenu->addSeparator();
    m_quitAction = add("quit", [this] { close(); });
    m_connectionsMenu = new QMenu(this);
    m_connectionsMenu->setObjectName(QStringLiteral("connectionsMenu"));
    m_connectAction = new QAction(this);
    m_startAction = new QAction(this);
    m_startAction->setObjectName(QStringLiteral("startPage"));
    m_sideBySideAction = new QAction(this);
    m_sideBySideAction->setObjectName(QStringLiteral("sideBySideEntry"));
    m_sideBySideAction->setCheckable(true);
    m_disconnectAction = new QAction(this);
    m_disconnectAction->setObjectName(QStringLiteral("disconnect"));
    connect(m_connectAction, &QAction::triggered, this, &MainWindow::showConnectDialog);
    connect(m_startAction, &QAction::triggered, this, &MainWindow::showStartPage);
    connect(m_sideBySideAction, &QAction::triggered, this, &MainWindow::toggleSideBySide);
    connect(m_disconnectAction, &QAction::triggered, this,
        [this] { closeConnection(workspace()); });
    connect(m_connectionsMenu, &QMenu::aboutToShow, this, &MainWindow::fillConnectionsMenu);
}

void MainWindow::retranslate()
{
    const WorkspacePage* shown = workspace();
    setWindowTitle(shown ? shown->title() : QStringLiteral("Zooscope"));
    m_version->setText(
        QStringLiteral("Zooscope %1").arg(QCoreApplication::applicationVersion()));
    m_themeMenu->setTitle(tr("Theme"));
    m_languageMenu->setTitle(tr("Language"));
    m_preferencesAction->setText(tr("Preferences…"));
    m_keysAction->setText(tr("Keyboard"));
    m_quitAction->setText(tr("Quit"));
    m_preferencesAction->setShortcut(keyOf("window.preferences"));
    m_keysAction->setShortcut(keyOf("window.keys"));
    m_quitAction->setShortcut(keyOf("window.quit"));
    m_connectAction->setText(tr("Connect…"));
    m_startAction->setText(tr("Start page"));
    m_sideBySideAction->setText(tr("Two connections side by side"));
    m_disconnectAction->setText(tr("Disconnect"));
    const ThemeMode mode = Theme::instance().mode();
    for (QAction* action : m_themeGroup->actions()) {
        switch (static_cast<ThemeMode>(action->data().toInt())) {
        case ThemeMode::system: action->setText(tr("System theme")); break;
        case ThemeMode::light: action->setText(tr("Light theme")); break;
        case ThemeMode::dark: action->setText(tr("Dark theme")); break;
        }
        action->setChecked(action->data().toInt() == int(mode));
        if (action->isChecked())
            m_theme->setText(action->text());
    }
    m_theme->setIconName(
        Theme::instance().isDark() ? QStringLiteral("moon") : QStringLiteral("sun"));
    m_language->setText(Languages::nameOf(m_parts.languages->current()));
    for (QAction* action : m_languageGroup->actions())
        action->setChecked(action->data().toString() == m_parts.languages->current());
}

/// From its start on: the cluster's page is made later, and shows all that was told until then.
void MainWindow::followCluster()
{
    launcher::Cluster* cluster = m_parts.launch->cluster();
    if (!cluster || (m_cluster && m_cluster->cluster() == cluster))
        return;
    m_cluster = new LauncherControl(cluster);
    connect(m_cluster, &ClusterControl::noticed, this,
        [this](const QString& what) { m_toast->showMessage(Role::looking, what); });
}

ClusterControl* MainWindow::clusterOf(const ConnectionProfile& profile)
{
    const bool launched = m_cluster && m_cluster->connectString() == profile.servers;
    return launched ? m_cluster : nullptr;
}

void MainWindow::openLocal(const QString& servers)
{
    ConnectionProfile profile;
    profile.servers = servers;
    profile.environment = Environment::local;
    openConnection(profile);
}

void MainWindow::launchLocalServer()
{
    if (m_parts.launch->state() == LaunchControl::State::running)
        return openLocal(m_parts.launch->connectString());
    auto* launch = m_card->findChild<QPushButton*>(QStringLiteral("launchServer"));
    if (launch)
        launch->click();
}

void MainWindow::showConnectDialog()
{
    editConnection({});
}

void MainWindow::editConnection(const ConnectionProfile& profile)
{
    auto* dialog = new ConnectionDialog({&m_store, &m_secrets, m_parts.makeClient}, profile, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::saved, this,
        [this](const ConnectionProfile& saved, bool open) {
            if (open)
                openConnection(saved);
        });
    dialog->open();
}

void MainWindow::setLanguage(const QString& language)
{
    m_parts.settings->setValue(QLatin1String(languageKey), language);
    m_parts.languages->setCurrent(language);
}

void MainWindow::setThemeMode(ThemeMode mode)
{
    m_parts.settings->setValue(QLatin1String(themeKey), settingName(mode));
    Theme::instance().setMode(mode);
    retranslate();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveLayout();
    const QList<WorkspacePage*> pages = m_deck->pages();
    const bool edits = std::any_of(pages.begin(), pages.end(),
        [](const WorkspacePage* page) { return !page->unsaved().empty(); });
    if (edits && !m_editsMayGo) {
        event->ignore();
        return whenEditsMayGo(pages, [this] {
            m_editsMayGo = true;
            close();
        });
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::fitToScreen()
{
    const QRect room = screen()->availableGeometry();
    const QSize frame = frameGeometry().size() - size();
    resize(size().boundedTo(room.size() - frame));
    if (!testAttribute(Qt::WA_Moved))
        return; // The desktop finds a place for it.
    const QSize spare = (room.size() - frameGeometry().size()).expandedTo({0, 0});
    move(std::clamp(x(), room.x(), room.x() + spare.width()),
        std::clamp(y(), room.y(), room.y() + spare.height()));
}

/// Where edits would be lost, only once they may be.
void MainWindow::startAgain()
{
    whenEditsMayGo(m_deck->pages(), [this] {
        m_editsMayGo = true;
        m_startsAgain = true;
        close();
    });
}

void MainWindow::tellOfSettings()
{
    if (m_parts.settings->hasProblem())
        m_toast->showMessage(Role::danger,
            tr("Settings and connections cannot be saved to %1. Make it writable, and room on "
               "that disk.")
                .arg(visibleText(m_parts.settings->fileName())));
}

void MainWindow::saveLayout()
{
    m_parts.settings->setValue(QLatin1String(geometryKey), saveGeometry());
    for (WorkspacePage* page : m_deck->pages())
        page->keepPlace();
}

} // namespace zs::ui
