// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/read_only_client.h"
#include "ui/connections/client_factory.h"
#include "ui/connections/connection_opener.h"
#include "ui/mainwindow/nav_history.h"
#include "ui/mainwindow/role_asker.h"
#include "ui/mainwindow/session_words.h"
#include "ui/acl/refusal_words.h"
#include "ui/common/dialog_place.h"
#include "ui/tree/znode_tree_model.h"

#include <QWidget>

#include <functional>
#include <map>
#include <memory>

class QMenu;
class QStackedWidget;

namespace zs {
class RecordingClient;
}

namespace zs::ui {

class AclController;
class ActionRegistry;
class ClusterControl;
class ClusterPage;
class AclPage;
class BottomPanel;
class EventsModel;
class EventsView;
class JournalRecorder;
class JournalView;
class JournalWriter;
class NodeController;
class NodeMarks;
class NodeView;
class NoServerView;
class OwnEphemerals;
class PlaceKeeper;
class Preferences;
class QuotaMarks;
class RequestsModel;
class Settings;
class StatView;
class Toast;
class WriteJournal;
class WorkspaceFrame;
class ZnodeTreeView;

/// The local cluster that a connection leads to, nullptr for servers of others. Not owned.
using ClusterFinder = std::function<ClusterControl*(const ConnectionProfile&)>;

/// One open connection: its session, the models over it and the frame that shows them. The
/// features meet here: the tree selects, the node view shows, the path bar follows.
/// Lifetime: owns the client; destruction closes the session without waiting for the server.
class WorkspacePage : public QWidget {
    Q_OBJECT
public:
    /// `profile.servers` must parse (ConnectString). `settings`, where there are any, keep the
    /// bookmarks and the place of the last time, and must outlive it.
    WorkspacePage(OpenedConnection connection, ClientFactory factory, QWidget* parent = nullptr,
        ClusterFinder findCluster = {}, Settings* settings = nullptr);
    ~WorkspacePage() override;

    [[nodiscard]] const ConnectionProfile& profile() const { return m_connection.profile; }
    [[nodiscard]] Client* client() const;
    [[nodiscard]] NodeController* controller() const { return m_controller; }
    [[nodiscard]] WorkspaceFrame* frame() const { return m_frame; }
    [[nodiscard]] ZnodeTreeView* treeView() const { return m_treeView; }
    [[nodiscard]] ZnodeTreeModel* treeModel() const { return m_treeModel; }
    [[nodiscard]] NodeMarks* marks() const { return m_marks; }
    /// All that this workspace can do.
    [[nodiscard]] ActionRegistry* actions() const { return m_actions; }
    [[nodiscard]] Path path() const { return m_path; }
    /// nullptr until it is shown for the first time.
    [[nodiscard]] ClusterPage* clusterPage() const { return m_cluster; }
    /// The window's title: node and connection.
    [[nodiscard]] QString title() const;
    /// The session's state in a word, and the role of its colour.
    [[nodiscard]] StateWords state() const;
    /// Nodes with edits that are not saved.
    [[nodiscard]] std::vector<Path> unsaved() const;

    /// Asked for the role of each server that the session comes to.
    void setRoleAsker(RoleAsker asker);
    /// Limits of the tree's watches and of the panels.
    void setPreferences(const Preferences& preferences);
    /// Where the writes of this connection are told. Must outlive it.
    void setJournal(JournalWriter* journal);
    /// Writes where it is now, for the next time; by itself it does so shortly after a change.
    void keepPlace();
    /// Shown by the gear and by the switcher. Owned by the caller.
    void setMenus(QMenu* settings, QMenu* connections);
    void showToast(Role role, const QString& text);

public Q_SLOTS:
    /// Selects `path` in the tree, which then shows it; before there was a connection: once it is.
    void goTo(const zs::Path& path);
    void goBack();
    void goForward();
    void goUp();
    void refresh();
    void newChild();
    void deleteNode();
    void editPath();
    void showCluster();
    void showEvents();
    void toggleWatch();
    void toggleBookmark();
    /// Shows the tree, with the keys in its filter.
    void filterTree();

Q_SIGNALS:
    /// title(), state() or unsaved() are others now.
    void headChanged();
    /// The box in the top bar was clicked.
    void paletteRequested();
    /// Its servers do not answer, and the user wants to name others.
    void editRequested(const zs::ui::ConnectionProfile& profile);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeClient();
    void newSession();
    void buildViews();
    void fillCentre(QStackedWidget* centre);
    void fillBottom();
    void restorePlace();
    void goToStart();
    void onSelectFailed(const Path& path, const Path& closest);
    void wireJournal();
    void wireQuotas();
    void wireTree();
    void wireController();
    void wireNode();
    void wireAcl();
    QWidget* makeClusterPage();
    [[nodiscard]] DialogPlace place() const;
    void addActions();
    void addGoActions();
    void addNodeActions();
    void addFindActions();
    void addChangeActions();
    void addMarkActions();
    void addTreeActions();
    void addSortActions();
    void addViewActions();
    void addPageActions();
    void addClusterActions();
    void addConnectionActions();
    [[nodiscard]] QString whyNoWrite() const;
    [[nodiscard]] QString whyNoChange() const;
    void showBookmark();
    void onNodeActivated(const Path& path);
    /// As the place where one is, or will be once there is a connection.
    void showPath(const Path& path);
    void onStatus(const SessionStatus& status);
    void updateNavigation();
    void toggleLock();
    void openNewNodeDialog(const Path& parent);
    void openDeleteDialog(const Path& path, std::function<void()> then = {});
    /// One dialog after the other, until one is cancelled.
    void deleteNodes(std::vector<Path> paths);
    void copyData(const Path& path);
    void tellCopied(const QString& text);
    void restoreSort();
    void storeSort(TreeSort sort, bool reversed);
    void openTransferDialog(bool move, const Path& path);
    void openTransfersDialog(bool move, const std::vector<Path>& paths);
    /// Of a node and one below it the upper one goes, and takes the other along.
    void transferNodes(bool move, const std::vector<Path>& selected);
    void openConflictDialog(const Path& path);
    void openIdentityDialog();
    void openSessionDialog(SessionId session);
    void openOwnSession();
    void openSubtreeDialog(const Path& path);
    void openQuotaDialog(const Path& path);
    void showQuota();
    void explainRefusal();

    OpenedConnection m_connection;
    ClientFactory m_factory;
    ClusterFinder m_findCluster;
    std::unique_ptr<RecordingClient> m_client;
    ActionRegistry* m_actions;
    NodeMarks* m_marks;
    PlaceKeeper* m_place;
    Settings* m_settings;
    OwnEphemerals* m_ephemerals;
    ZnodeTreeModel* m_treeModel = nullptr;
    NodeController* m_controller = nullptr;
    AclController* m_acl = nullptr;
    EventsModel* m_events = nullptr;
    EventsView* m_eventsView = nullptr;
    RequestsModel* m_requests = nullptr;
    WriteJournal* m_journal = nullptr;
    QuotaMarks* m_quotas = nullptr;
    JournalView* m_journalView = nullptr;
    JournalRecorder* m_recorder = nullptr; ///< nullptr: writes are told nowhere.
    ZnodeTreeView* m_treeView = nullptr;
    AclPage* m_aclPage = nullptr;
    BottomPanel* m_bottom = nullptr;
    ClusterPage* m_cluster = nullptr;
    NodeView* m_nodeView = nullptr;
    NoServerView* m_noServer = nullptr;
    StatView* m_statView = nullptr;
    QStackedWidget* m_inspector = nullptr; ///< Stat, or the panel of a recursive ACL.
    WorkspaceFrame* m_frame = nullptr;
    Toast* m_toast = nullptr;
    NavHistory m_history;
    Path m_path;
    std::optional<Path> m_start; ///< Where to go once it is connected; until it is reached.
    std::map<Path, SeenAcl> m_seenAcls; ///< Of nodes that were shown; explains a later NoAuth.
    QPointer<ReadOnlyClient> m_guard; ///< Of a connection that was opened read-only; else null.
    bool m_locked = true;             ///< What a new session of it starts with.
    bool m_connectedOnce = false;
    bool m_quotasAsked = false; ///< By the present session.
};

} // namespace zs::ui
