// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/workspace_page.h"

#include "clientlib/base/expect.h"
#include "ui/acl/acl_controller.h"
#include "ui/acl/acl_page.h"
#include "ui/common/dialog_frame.h"
#include "ui/common/error_words.h"
#include "ui/common/preferences.h"
#include "ui/common/settings.h"
#include "ui/common/toast.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/bell_button.h"
#include "ui/mainwindow/connection_switcher.h"
#include "ui/mainwindow/no_server_view.h"
#include "ui/mainwindow/own_ephemerals.h"
#include "ui/mainwindow/palette_box.h"
#include "ui/mainwindow/path_bar.h"
#include "ui/mainwindow/place_keeper.h"
#include "ui/mainwindow/rail.h"
#include "ui/mainwindow/session_banner.h"
#include "ui/mainwindow/session_status_bar.h"
#include "ui/mainwindow/session_words.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"
#include "ui/node/stat_view.h"
#include "ui/node/subtree_removal.h"
#include "ui/panels/bottom_panel.h"
#include "ui/panels/events_view.h"
#include "ui/panels/journal_recorder.h"
#include "ui/panels/journal_view.h"
#include "ui/panels/requests_view.h"
#include "ui/stat/quota_marks.h"
#include "ui/tree/node_marks.h"
#include "ui/tree/znode_tree_model.h"
#include "ui/tree/znode_tree_view.h"

#include <QEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace zs::ui {

WorkspacePage::WorkspacePage(OpenedConnection connection, ClientFactory factory, QWidget* parent,
    ClusterFinder findCluster, Settings* settings) :
    QWidget(parent), m_connection(std::move(connection)), m_factory(std::move(factory)),
    m_findCluster(std::move(findCluster)), m_actions(new ActionRegistry(this)),
    m_marks(new NodeMarks(settings, m_connection.profile.id, this)),
    m_place(new PlaceKeeper(settings, m_connection.profile.id, this)), m_settings(settings),
    m_ephemerals(new OwnEphemerals(this))
{
    setObjectName(QStringLiteral("workspacePage"));
    hide(); // Until it is shown in its place: a splitter would show what is half made.
    makeClient();
    m_treeModel = new ZnodeTreeModel(m_client.get(), this);
    m_controller = new NodeController(m_client.get(), this);
    m_acl = new AclController(m_client.get(), this);
    m_events = new EventsModel(m_client.get(), this);
    m_requests = new RequestsModel(m_client.get(), this);
    m_journal = new WriteJournal(m_client.get(), this);
    m_quotas
        = new QuotaMarks(m_client.get(), m_connection.options().servers.chroot, this);
    buildViews();
    wireTree();
    wireController();
    wireNode();
    wireAcl();
    wireJournal();
    wireQuotas();
    restorePlace();
    addActions();
    onStatus(m_client->status());
    updateNavigation();
}

WorkspacePage::~WorkspacePage()
{
    // What is pending ends with the client, which goes after other members: nobody listens then.
    disconnect(m_acl, nullptr, this, nullptr);
    disconnect(m_controller, nullptr, this, nullptr);
    // The models hear of the end of the session before their client goes.
    m_treeModel->setClient(nullptr);
    m_controller->setClient(nullptr);
    m_acl->setClient(nullptr);
    m_events->setClient(nullptr);
    m_requests->setClient(nullptr);
    m_journal->setClient(nullptr);
    m_quotas->setClient(nullptr);
    m_frame->banner()->setClient(nullptr);
    m_noServer->setClient(nullptr, {});
    m_frame->statusBar()->setClient(nullptr);
    m_frame->topBar()->pathBar()->setClient(nullptr);
}

void WorkspacePage::makeClient()
{
    std::unique_ptr<Client> client = m_factory(m_connection.options());
    if (profile().openReadOnly) {
        auto guard = std::make_unique<ReadOnlyClient>(std::move(client));
        guard->setLocked(m_locked);
        m_guard = guard.get();
        client = std::move(guard);
    }
    m_client = std::make_unique<RecordingClient>(std::move(client));
    m_ephemerals->follow(m_client.get());
    if (m_recorder)
        m_recorder->follow(m_client.get());
    connect(m_client.get(), &Client::statusChanged, this, &WorkspacePage::onStatus);
}

void WorkspacePage::newSession()
{
    const std::unique_ptr<RecordingClient> old = std::move(m_client);
    makeClient();
    m_treeModel->setClient(m_client.get());
    m_controller->setClient(m_client.get());
    m_acl->setClient(m_client.get());
    m_events->setClient(m_client.get());
    m_requests->setClient(m_client.get());
    m_journal->setClient(m_client.get());
    m_quotas->setClient(m_client.get());
    m_quotasAsked = false;
    m_frame->banner()->setClient(m_client.get());
    m_noServer->setClient(m_client.get(), m_connection.options().servers.servers);
    m_frame->statusBar()->setClient(m_client.get());
    m_frame->topBar()->pathBar()->setClient(m_client.get());
    onStatus(m_client->status());
}

/// Views are made where they will be: a widget that gets another parent is styled anew with all
/// that is in it, which takes longer than all else here.
void WorkspacePage::buildViews()
{
    m_frame = new WorkspaceFrame(this);
    const WorkspaceViews places = m_frame->places();
    m_treeView = new ZnodeTreeView(m_treeModel, places.tree);
    m_treeView->setMarks(m_marks);
    restoreSort();
    m_aclPage = new AclPage(m_acl);
    m_aclPage->setPlace(place());
    auto* centre = new QStackedWidget(places.centre);
    m_nodeView = new NodeView(m_controller, m_aclPage, centre);
    m_nodeView->setConnection(m_connection.options());
    fillCentre(centre);
    m_inspector = new QStackedWidget(places.inspector);
    m_statView = new StatView(m_controller, m_inspector);
    m_inspector->addWidget(m_statView);
    m_inspector->addWidget(m_aclPage->runPanel());
    m_bottom = new BottomPanel(places.bottom);
    fillBottom();
    m_frame->setViews({m_treeView, centre, m_inspector, m_bottom});
    m_frame->setClusterPage([this] { return makeClusterPage(); });
    m_frame->banner()->setMayRead(m_connection.options().acceptReadOnlyServer);
    m_frame->banner()->setEphemerals(m_ephemerals);
    m_frame->banner()->setClient(m_client.get());
    m_frame->statusBar()->setClient(m_client.get());
    TopBar* bar = m_frame->topBar();
    bar->setEnvironment(profile().environment);
    bar->switcher()->setConnection(profile());
    bar->bell()->follow(m_events, m_eventsView);
    connect(bar->bell(), &QToolButton::clicked, this, &WorkspacePage::showEvents);
    connect(bar->lock(), &QPushButton::clicked, this, &WorkspacePage::toggleLock);
    bar->pathBar()->setClient(m_client.get());
    bar->pathBar()->setChroot(m_connection.options().servers.chroot);
    makeColumn(this, 0)->addWidget(m_frame);
    m_toast = new Toast(this);
    connect(m_frame->banner(), &SessionBanner::newSessionRequested, this,
        &WorkspacePage::newSession);
}

/// The node, or what keeps the session from its servers.
void WorkspacePage::fillCentre(QStackedWidget* centre)
{
    m_noServer = new NoServerView(centre);
    centre->addWidget(m_nodeView);
    centre->addWidget(m_noServer);
    connect(m_noServer, &NoServerView::neededChanged, centre,
        [centre](bool needed) { centre->setCurrentIndex(needed ? 1 : 0); });
    connect(m_noServer, &NoServerView::editRequested, this,
        [this] { Q_EMIT editRequested(profile()); });
    m_noServer->setClient(m_client.get(), m_connection.options().servers.servers);
}

void WorkspacePage::fillBottom()
{
    m_eventsView = new EventsView(m_events);
    auto* requests = new RequestsView(m_requests);
    m_journalView = new JournalView(m_journal);
    for (PanelPage* page :
        std::initializer_list<PanelPage*>{m_eventsView, requests, m_journalView}) {
        m_bottom->addPage(page);
        connect(page, &PanelPage::message, this, [this](bool good, const QString& text) {
            showToast(good ? Role::leading : Role::danger, text);
        });
    }
    connect(m_bottom, &BottomPanel::hideRequested, this,
        [this] { m_frame->setPanelShown(WorkspaceFrame::Panel::bottom, false); });
    connect(m_eventsView, &EventsView::pathActivated, this,
        [this](const QString& path) { goTo(Path(path.toStdString())); });
    connect(requests, &RequestsView::pathActivated, this, &WorkspacePage::goTo);
    connect(m_journalView, &JournalView::pathActivated, this, &WorkspacePage::goTo);
}

void WorkspacePage::showEvents()
{
    m_frame->showPage(WorkspaceFrame::Page::browse);
    m_frame->setPanelShown(WorkspaceFrame::Panel::bottom, true);
    m_bottom->showPage(m_eventsView);
}

Client* WorkspacePage::client() const
{
    return m_client.get();
}

void WorkspacePage::wireTree()
{
    TopBar* bar = m_frame->topBar();
    connect(m_treeView, &ZnodeTreeView::nodeActivated, this, &WorkspacePage::onNodeActivated);
    connect(m_treeView, &ZnodeTreeView::selectFailed, this, &WorkspacePage::onSelectFailed);
    connect(m_treeView, &ZnodeTreeView::nodeOpened, this, [this] {
        m_frame->showCentre();
        m_nodeView->focusContent();
    });
    connect(m_treeView, &ZnodeTreeView::watchToggled, m_treeModel, &ZnodeTreeModel::setWatched);
    connect(m_treeView, &ZnodeTreeView::newNodeRequested, this,
        &WorkspacePage::openNewNodeDialog);
    connect(m_treeView, &ZnodeTreeView::deleteRequested, this, &WorkspacePage::deleteNodes);
    connect(m_treeView, &ZnodeTreeView::copyDataRequested, this, &WorkspacePage::copyData);
    connect(m_treeView, &ZnodeTreeView::bookmarkToggled, m_marks, &NodeMarks::setBookmarked);
    connect(m_treeView, &ZnodeTreeView::pathChosen, this, &WorkspacePage::goTo);
    connect(m_treeView, &ZnodeTreeView::sortChosen, this, &WorkspacePage::storeSort);
    connect(m_treeView, &ZnodeTreeView::copied, this,
        [this](const QString& text) { tellCopied(text); });
    connect(m_treeView, &ZnodeTreeView::duplicateRequested, this,
        [this](const std::vector<Path>& paths) { transferNodes(false, paths); });
    connect(m_treeView, &ZnodeTreeView::moveRequested, this,
        [this](const std::vector<Path>& paths) { transferNodes(true, paths); });
    connect(m_treeModel, &ZnodeTreeModel::statSeen, m_controller, &NodeController::takeStat);
    connect(m_treeModel, &ZnodeTreeModel::statSeen, m_events, &EventsModel::noteStat);
    connect(bar->back(), &QToolButton::clicked, this, &WorkspacePage::goBack);
    connect(bar->forward(), &QToolButton::clicked, this, &WorkspacePage::goForward);
    connect(bar->up(), &QToolButton::clicked, this, &WorkspacePage::goUp);
    connect(bar->palette(), &QAbstractButton::clicked, this, &WorkspacePage::paletteRequested);
    connect(bar->pathBar(), &PathBar::bookmarkToggled, this, &WorkspacePage::toggleBookmark);
    connect(m_marks, &NodeMarks::changed, this, &WorkspacePage::showBookmark);
    connect(bar->pathBar(), &PathBar::pathChosen, this, &WorkspacePage::goTo);
    connect(bar->pathBar(), &PathBar::refused, this,
        [this](const QString& reason) { showToast(Role::danger, reason); });
    connect(bar->pathBar(), &PathBar::chrootLeftOut, this, [this](const Path& path) {
        showToast(Role::following,
            tr("The chroot was left out: here the node is %1.")
                .arg(visibleText(std::string_view(path.text()))));
    });
    connect(bar->pathBar(), &PathBar::copied, this,
        [this](const QString& text) { tellCopied(text); });
}

void WorkspacePage::wireController()
{
    connect(m_controller, &NodeController::writeStarted, m_treeModel,
        &ZnodeTreeModel::beginOwnWrite);
    connect(m_controller, &NodeController::writeFinished, m_treeModel,
        &ZnodeTreeModel::endOwnWrite);
    connect(m_controller, &NodeController::readRefused, m_treeModel,
        &ZnodeTreeModel::setUnreadable);
    connect(m_controller, &NodeController::saved, this, [this](const Path&, int version) {
        showToast(Role::leading, tr("Saved as version %1").arg(version));
    });
    connect(m_controller, &NodeController::versionSeen, m_events,
        [this](const Path& path, const NodeSnapshot& version) {
            m_events->noteVersion(path, version.data, version.stat);
        });
    connect(m_controller, &NodeController::notApplied, this, [this](const Path& path) {
        showToast(Role::looking,
            tr("%1 was not saved: the server does not have it.")
                .arg(visibleText(std::string_view(path.text()))));
    });
    connect(m_controller, &NodeController::writeFailed, this,
        [this](const Path&, const Error& error) {
            showToast(Role::danger, sentenceFor(error));
        });
    connect(m_controller, &NodeController::conflicted, this,
        &WorkspacePage::openConflictDialog);
    SessionStatusBar* bar = m_frame->statusBar();
    connect(m_controller, &NodeController::stateChanged, bar, &SessionStatusBar::refreshNumbers);
    connect(m_treeModel, &ZnodeTreeModel::summaryChanged, bar, &SessionStatusBar::refreshNumbers);
    connect(bar, &SessionStatusBar::sessionClicked, this, &WorkspacePage::openOwnSession);
    connect(m_controller, &NodeController::contentReplaced, this, &WorkspacePage::headChanged);
    connect(m_controller, &NodeController::stateChanged, this, &WorkspacePage::headChanged);
}

void WorkspacePage::wireNode()
{
    using Panel = WorkspaceFrame::Panel;
    connect(m_nodeView, &NodeView::deleteRequested, this,
        [this](const Path& path) { openDeleteDialog(path); });
    connect(m_nodeView, &NodeView::deleteChildrenRequested, this, &WorkspacePage::deleteNodes);
    connect(m_nodeView, &NodeView::watchesRemoved, m_treeModel, &ZnodeTreeModel::refresh);
    connect(m_nodeView, &NodeView::pathActivated, this, &WorkspacePage::goTo);
    connect(m_nodeView, &NodeView::newRequested, this, &WorkspacePage::openNewNodeDialog);
    connect(m_nodeView, &NodeView::duplicateRequested, this,
        [this](const Path& path) { openTransferDialog(false, path); });
    connect(m_nodeView, &NodeView::compareRequested, this, &WorkspacePage::openConflictDialog);
    connect(m_nodeView, &NodeView::message, this, &WorkspacePage::showToast);
    connect(m_nodeView, &NodeView::watchToggled, m_treeModel, &ZnodeTreeModel::setWatched);
    connect(m_nodeView, &NodeView::inspectorToggled, this,
        [this](bool shown) { m_frame->setPanelShown(Panel::inspector, shown); });
    connect(m_statView, &StatView::closeRequested, this,
        [this] { m_frame->setPanelShown(Panel::inspector, false); });
    connect(m_statView, &StatView::sessionRequested, this, &WorkspacePage::openSessionDialog);
    connect(m_statView, &StatView::subtreeRequested, this, &WorkspacePage::openSubtreeDialog);
    connect(m_statView, &StatView::quotaRequested, this, &WorkspacePage::openQuotaDialog);
    connect(m_frame, &WorkspaceFrame::panelShown, this, [this](Panel panel, bool shown) {
        if (panel == Panel::inspector)
            m_nodeView->setInspectorShown(shown);
    });
    const auto showEye = [this] {
        const QModelIndex row = m_treeModel->indexOf(m_path);
        m_nodeView->setWatched(row.data(ZnodeTreeModel::WatchedRole).toBool());
    };
    connect(m_treeModel, &QAbstractItemModel::dataChanged, this, showEye);
    connect(m_controller, &NodeController::contentReplaced, this, showEye);
}

void WorkspacePage::wireAcl()
{
    const auto show = [this] {
        if (m_controller->phase() == NodePhase::none)
            m_acl->clear();
        else
            m_acl->show(m_controller->path(), m_controller->acl());
    };
    connect(m_controller, &NodeController::contentReplaced, m_acl, show);
    connect(m_controller, &NodeController::stateChanged, m_acl, show);
    connect(m_acl, &AclController::applied, this, [this](const Path& path) {
        if (path == m_controller->path())
            m_controller->reload(); // Its aversion, and the ACL that createAgain would use.
    });
    connect(m_acl, &AclController::identityAdded, this, [this] {
        m_controller->reload();
        m_treeModel->refresh(m_path);
    });
    connect(m_controller, &NodeController::contentReplaced, this, &WorkspacePage::explainRefusal);
    connect(m_controller, &NodeController::stateChanged, this, &WorkspacePage::explainRefusal);
    connect(m_acl, &AclController::changed, this, &WorkspacePage::explainRefusal);
    connect(m_nodeView, &NodeView::identityWanted, this, &WorkspacePage::openIdentityDialog);
    connect(m_aclPage, &AclPage::message, this, &WorkspacePage::showToast);
    connect(m_aclPage, &AclPage::runPanelWanted, this, [this](bool wanted) {
        m_inspector->setCurrentIndex(wanted ? 1 : 0);
        m_frame->lendInspector(wanted);
    });
}

void WorkspacePage::wireJournal()
{
    connect(m_controller, &NodeController::dataWritten, m_journal,
        [this](const Path& path, const NodeSnapshot& before, const NodeSnapshot& after) {
            m_journal->noteSet(path, before.data, before.stat, after.data, after.stat);
        });
    connect(m_journal, &WriteJournal::writeStarted, m_controller, &NodeController::writeStarted);
    connect(
        m_journal, &WriteJournal::writeFinished, m_controller, &NodeController::writeFinished);
    connect(m_journal, &WriteJournal::undone, this, [this](const Path& path) {
        showToast(Role::leading,
            tr("Undone: %1").arg(visibleText(std::string_view(path.text()))));
    });
    connect(m_journal, &WriteJournal::undoFailed, this,
        [this](const Path&, const QString& reason) { showToast(Role::danger, reason); });
    const auto follow = [this] { m_journalView->setWritable(m_controller->isWritable()); };
    connect(m_controller, &NodeController::stateChanged, m_journalView, follow);
}

void WorkspacePage::showBookmark()
{
    m_frame->topBar()->pathBar()->setBookmarked(m_marks->isBookmarked(m_path));
}

void WorkspacePage::setRoleAsker(RoleAsker asker)
{
    m_frame->statusBar()->setRoleAsker(std::move(asker), m_connection.options());
}

void WorkspacePage::setPreferences(const Preferences& preferences)
{
    m_treeModel->setMaxWatches(preferences.treeWatches());
    m_events->setLimit(preferences.events());
    m_requests->setLimit(preferences.requests());
}

void WorkspacePage::setJournal(JournalWriter* journal)
{
    JournalPlace place;
    place.connection = shownName(profile());
    place.servers = profile().servers;
    place.user = userOfThisComputer();
    for (const Identity& identity : m_connection.credentials.identities)
        place.who << QString::fromStdString(identityName(identity));
    m_recorder = new JournalRecorder(journal, place, this);
    m_recorder->follow(m_client.get());
}

void WorkspacePage::setMenus(QMenu* settings, QMenu* connections)
{
    m_frame->topBar()->settings()->setMenu(settings);
    ConnectionSwitcher* switcher = m_frame->topBar()->switcher();
    connect(switcher, &QAbstractButton::clicked, connections, [switcher, connections] {
        connections->popup(switcher->mapToGlobal(QPoint(0, switcher->height())));
    });
}

void WorkspacePage::showToast(Role role, const QString& text)
{
    m_toast->showMessage(role, text);
}

void WorkspacePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_client) {
        onStatus(m_client->status());
        showQuota();
        for (auto* dialog : findChildren<DialogFrame*>(QString(), Qt::FindDirectChildrenOnly))
            dialog->setPlace(place());
        m_aclPage->setPlace(place());
        explainRefusal();
    }
    QWidget::changeEvent(event);
}

void WorkspacePage::goTo(const Path& path)
{
    if (m_connectedOnce)
        return m_treeView->select(path);
    m_start = path;
    showPath(path);
}

void WorkspacePage::goBack()
{
    if (const auto path = m_history.back())
        goTo(*path);
}

void WorkspacePage::goForward()
{
    if (const auto path = m_history.forward())
        goTo(*path);
}

void WorkspacePage::goUp()
{
    if (!m_path.isRoot())
        goTo(m_path.parent());
}

void WorkspacePage::refresh()
{
    m_treeModel->refresh(m_path);
    m_controller->reload();
    m_quotas->read();
}

void WorkspacePage::newChild()
{
    openNewNodeDialog(m_path);
}

void WorkspacePage::deleteNode()
{
    openDeleteDialog(m_path);
}

void WorkspacePage::editPath()
{
    m_frame->topBar()->pathBar()->startEditing();
}

void WorkspacePage::onNodeActivated(const Path& path)
{
    if (!m_connectedOnce)
        return; // The tree has its root alone, and nothing can be read: see goToStart().
    m_start.reset();
    m_path = path; // Before those whom the next lines tell of it.
    m_place->setNode(path);
    m_history.visit(path);
    m_marks->visit(path);
    const QVariant size = m_treeModel->indexOf(path).data(ZnodeTreeModel::SizeRole);
    m_controller->open(path, size.isValid() ? size.toInt() : -1);
    showPath(path);
}

void WorkspacePage::showPath(const Path& path)
{
    m_path = path;
    showBookmark();
    m_frame->topBar()->pathBar()->setPath(path);
    updateNavigation();
    Q_EMIT headChanged();
}

void WorkspacePage::onStatus(const SessionStatus& status)
{
    const StateWords words = stateWords(status);
    m_frame->topBar()->switcher()->setStateRole(words.role, words.word);
    m_treeView->setWritable(words.canWrite);
    const bool standing = words.canWrite || status.state == SessionState::connectedReadOnly;
    const bool first = standing && !m_connectedOnce;
    if (m_guard)
        m_frame->topBar()->setLocked(m_guard->isLocked());
    if (standing && !std::exchange(m_quotasAsked, true))
        m_quotas->read();
    if (first) {
        m_connectedOnce = true;
        goToStart();
    }
    Q_EMIT headChanged();
}

void WorkspacePage::updateNavigation()
{
    TopBar* bar = m_frame->topBar();
    bar->back()->setEnabled(m_history.canGoBack());
    bar->forward()->setEnabled(m_history.canGoForward());
    bar->up()->setEnabled(!m_path.isRoot());
}

QString WorkspacePage::title() const
{
    const QString mark = m_controller->isDirty() ? QStringLiteral("● ") : QString();
    const QString title = mark
        + tr("%1 – %2 – Zooscope", "window title: a node's path and a connection")
              .arg(visibleText(std::string_view(m_path.text())),
                  visibleText(shownName(profile())));
    const bool unchecked = profile().tls.on && !profile().tls.checkHostName;
    return unchecked ? tr("%1 – TLS without host name check", "a window title").arg(title) : title;
}

StateWords WorkspacePage::state() const
{
    return stateWords(m_client->status());
}

std::vector<Path> WorkspacePage::unsaved() const
{
    return m_controller->drafts();
}

} // namespace zs::ui
