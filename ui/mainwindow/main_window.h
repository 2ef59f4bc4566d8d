// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/preferences.h"
#include "ui/connections/connection_opener.h"
#include "ui/connections/connection_store.h"
#include "ui/mainwindow/languages.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QPointer>

class QActionGroup;
class QMenu;
class QSettings;
class QStackedWidget;

namespace zs::ui {

class ActionRegistry;
class CommandPalette;
class LaunchCard;
class LaunchControl;
class LauncherControl;
class StartPage;
class StatusEntry;
class Toast;

/// The program's window: the start page, or the workspace of one connection. Remembers geometry,
/// theme and language. Lifetime: what is handed in must outlive it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Parts {
        ClientFactory makeClient;
        LaunchControl* launch = nullptr;
        Languages* languages = nullptr;
        QSettings* settings = nullptr;
        SecretStore* keychain = nullptr; ///< None: secrets last until the program ends.
        int scalePercent = 100; ///< What Qt was started with.
        bool scaleFromEnvironment = false;
    };

    explicit MainWindow(Parts parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// nullptr while the start page is shown.
    [[nodiscard]] WorkspacePage* workspace() const { return m_workspace; }
    [[nodiscard]] ConnectionStore* store() { return &m_store; }
    /// The window's own actions; those of a workspace are in its registry.
    [[nodiscard]] ActionRegistry* actions() const { return m_actions; }

public Q_SLOTS:
    /// Opens a connection in place of the present one and remembers it.
    void openConnection(const zs::ui::ConnectionProfile& profile);
    /// Starts the local cluster as the card says, and opens it once it is ready.
    void launchLocalServer();
    void showConnectDialog();
    void editConnection(const zs::ui::ConnectionProfile& profile);
    /// Closes the session and goes back to the start page.
    void disconnectFromServer();
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

private:
    void buildStart();
    void buildMenus();
    void addActions();
    [[nodiscard]] QList<QPointer<ActionRegistry>> registries() const;
    void runFromPalette(const QString& id);
    void retranslate();
    void fillConnectionsMenu();
    void showWorkspace(const OpenedConnection& connection);
    void openLocal(const QString& servers);
    void followCluster();
    [[nodiscard]] ClusterControl* clusterOf(const ConnectionProfile& profile);
    void closeWorkspace();
    void saveLayout();
    void applyPreferences();

    Parts m_parts;
    ConnectionStore m_store;
    Preferences m_preferences;
    MemorySecrets m_noKeychain;
    Secrets m_secrets;
    ConnectionOpener* m_opener;
    QStackedWidget* m_pages;
    ActionRegistry* m_actions;
    CommandPalette* m_palette = nullptr;
    QWidget* m_start = nullptr;
    StatusEntry* m_version = nullptr;
    StatusEntry* m_language = nullptr;
    StatusEntry* m_theme = nullptr;
    WorkspacePage* m_workspace = nullptr;
    LaunchCard* m_card = nullptr;
    QPointer<LauncherControl> m_cluster; ///< Of the launched cluster; goes with it.
    Toast* m_toast = nullptr;
    QMenu* m_settingsMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_connectionsMenu = nullptr;
    QAction* m_connectAction = nullptr;
    QAction* m_startAction = nullptr;
    QAction* m_preferencesAction = nullptr;
    QAction* m_keysAction = nullptr;
    QAction* m_quitAction = nullptr;
    QActionGroup* m_themeGroup = nullptr;
    QActionGroup* m_languageGroup = nullptr;
};

} // namespace zs::ui
