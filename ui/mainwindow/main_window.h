// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/preferences.h"
#include "ui/connections/connection_opener.h"
#include "ui/connections/connection_store.h"
#include "ui/mainwindow/key_map.h"
#include "ui/mainwindow/languages.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>

class QActionGroup;
class QMenu;
class QStackedWidget;

namespace zs::ui {

class ActionRegistry;
class CommandPalette;
class ConnectionDeck;
class ConnectionTabs;
class JournalWriter;
class LaunchCard;
class LaunchControl;
class LessonsPage;
class LauncherControl;
class PreferencesDialog;
class RecentNodes;
class Settings;
class StartPage;
class StatusEntry;
class Toast;

/// The program's window: the start page, or the workspaces of the open connections, which
/// ConnectionDeck shows and ConnectionTabs names. Remembers geometry, theme and language.
/// Lifetime: what is handed in must outlive it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Parts {
        ClientFactory makeClient;
        LaunchControl* launch = nullptr;
        Languages* languages = nullptr;
        Settings* settings = nullptr;
        SecretStore* keychain = nullptr; ///< None: secrets last until the program ends.
        int scalePercent = 100; ///< What Qt was started with.
        bool scaleFromEnvironment = false;
        QString journalFolder{}; ///< Where writes are told, see JournalFile; empty: nowhere.
        RoleAsker askRole = {}; ///< None: servers are not asked for their roles.
    };

    explicit MainWindow(Parts parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Makes it no larger than its screen, and moves it there whole: what is remembered of it may
    /// be of another screen or scale. Before it is shown.
    void fitToScreen();

    /// Of the active connection; nullptr while the start page is shown.
    [[nodiscard]] WorkspacePage* workspace() const;
    /// nullptr: the writes of this console are kept nowhere.
    [[nodiscard]] JournalWriter* journal() const { return m_journal.get(); }
    /// All open connections.
    [[nodiscard]] ConnectionDeck* connections() const { return m_deck; }
    [[nodiscard]] ConnectionStore* store() { return &m_store; }
    /// The window's own actions; those of a workspace are in its registry.
    [[nodiscard]] ActionRegistry* actions() const { return m_actions; }
    /// Whether it was closed to be started again: with what Qt reads once, the scale.
    [[nodiscard]] bool startsAgain() const { return m_startsAgain; }

public Q_SLOTS:
    /// Opens a connection beside those that are open, and remembers it. One that is open already
    /// is shown; with other settings than it was opened with, it gets a new session.
    void openConnection(const zs::ui::ConnectionProfile& profile);
    /// Opens again what was open when the program was used last, one after the other and side by
    /// side as it was, unless the preferences say otherwise. Asks nothing: what needs a password
    /// that is nowhere kept is left out, and said.
    void reopenConnections();
    /// Starts the local cluster as the card says, and opens it once it is ready.
    void launchLocalServer();
    void showConnectDialog();
    void editConnection(const zs::ui::ConnectionProfile& profile);
    /// Closes the active connection, without asking; another one that is open takes its place, else
    /// the start page.
    void disconnectFromServer();
    /// As above, for any of them; asks first where edits are not saved.
    void closeConnection(zs::ui::WorkspacePage* page);
    /// The connections stay open; their tabs lead back.
    void showStartPage();
    /// Two connections next to each other, or the active one alone again.
    void toggleSideBySide();
    void setLanguage(const QString& language);
    void setThemeMode(zs::ui::ThemeMode mode);
    /// Ctrl+K.
    void openPalette();
    /// F1: all keys, as they are now.
    void showKeys();
    void showPreferences();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void buildStart();
    void buildMenus();
    void addActions();
    [[nodiscard]] QList<QPointer<ActionRegistry>> registries() const;
    void runFromPalette(const QString& id);
    void retranslate();
    void addConnectionActions();
    void stepConnection(bool forward);
    void buildConnections();
    void fillConnectionsMenu();
    void showTabs();
    void showActive();
    void showConnection(const QString& id);
    void showWorkspace(const OpenedConnection& connection);
    /// Runs `then` at once where no page has edits that would be lost, else after the user agreed.
    void whenEditsMayGo(const QList<WorkspacePage*>& pages, std::function<void()> then);
    void openLocal(const QString& servers);
    void followCluster();
    void refreshRecentNodes();
    void openNode(const QString& connection, const Path& path);
    void goToWantedNode();
    LessonsPage* showLessonsPage();
    [[nodiscard]] ClusterControl* clusterOf(const ConnectionProfile& profile);
    void end(WorkspacePage* page);
    void reopenNext();
    void endReopening();
    void rememberOpen();
    void startAgain();
    void tellOfSettings();
    void saveLayout();
    void showKeyPreferences();
    [[nodiscard]] PreferencesDialog* makePreferences();
    void applyPreferences();
    void applyKeys();
    void retellAll();
    void addJournal();
    void openJournalFolder();

    Parts m_parts;
    ConnectionStore m_store;
    Preferences m_preferences;
    KeyMap m_keys;
    MemorySecrets m_noKeychain;
    Secrets m_secrets;
    ConnectionOpener* m_opener;
    ConnectionOpener* m_reopener; ///< Another one: what the user opens meanwhile stops nothing.
    QStringList m_toReopen;       ///< Ids that wait, the one being opened first.
    QStringList m_leftOut;        ///< Ids that could not be; the next start tries again.
    QString m_reopenedActive;     ///< Which was active, and which beside it.
    QString m_reopenedBeside;
    std::unique_ptr<JournalWriter> m_journal; ///< Outlives the pages that write into it.
    QStackedWidget* m_pages;
    ActionRegistry* m_actions;
    CommandPalette* m_palette = nullptr;
    QWidget* m_start = nullptr;
    StatusEntry* m_version = nullptr;
    StatusEntry* m_language = nullptr;
    StatusEntry* m_theme = nullptr;
    RecentNodes* m_recent = nullptr;
    LessonsPage* m_lessons = nullptr; ///< Made when it is first asked for.
    /// To be shown once its connection is open.
    struct WantedNode {
        QString connection;
        Path path;
    };
    std::optional<WantedNode> m_wantedNode;
    ConnectionDeck* m_deck = nullptr;
    ConnectionTabs* m_tabs = nullptr;
    bool m_startsAgain = false;
    bool m_editsMayGo = false; ///< The user agreed to close the window over unsaved edits.
    LaunchCard* m_card = nullptr;
    QPointer<LauncherControl> m_cluster; ///< Of the launched cluster; goes with it.
    Toast* m_toast = nullptr;
    QMenu* m_settingsMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_connectionsMenu = nullptr;
    QAction* m_connectAction = nullptr;
    QAction* m_startAction = nullptr;
    QAction* m_sideBySideAction = nullptr;
    QAction* m_disconnectAction = nullptr;
    QAction* m_preferencesAction = nullptr;
    QAction* m_keysAction = nullptr;
    QAction* m_quitAction = nullptr;
    QActionGroup* m_themeGroup = nullptr;
    QActionGroup* m_languageGroup = nullptr;
};

} // namespace zs::ui
