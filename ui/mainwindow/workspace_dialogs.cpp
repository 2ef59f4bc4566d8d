// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientlib/base/expect.h"
#include "ui/acl/acl_controller.h"
#include "ui/acl/add_identity_dialog.h"
#include "ui/cluster/cluster_page.h"
#include "ui/cluster/election_poller.h"
#include "ui/cluster/lessons/lesson_host.h"
#include "ui/common/visible_text.h"
#include "ui/connections/member_search.h"
#include "ui/connections/unlock_dialog.h"
#include "ui/mainwindow/session_status_bar.h"
#include "ui/mainwindow/workspace_frame.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/node/conflict_dialog.h"
#include "ui/node/delete_dialog.h"
#include "ui/node/new_node_dialog.h"
#include "ui/node/node_controller.h"
#include "ui/node/node_view.h"
#include "ui/node/stat_view.h"
#include "ui/node/transfer_dialog.h"
#include "ui/node/transfers_dialog.h"
#include "ui/panels/write_journal.h"
#include "ui/stat/quota_dialog.h"
#include "ui/stat/quota_marks.h"
#include "ui/stat/quota_model.h"
#include "ui/stat/quota_words.h"
#include "ui/stat/session_dialog.h"
#include "ui/stat/subtree_dialog.h"
#include "ui/stat/subtree_measure.h"
#include "ui/tree/znode_tree_model.h"

#include <QFileInfo>
#include <QTime>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr std::size_t mostSeenAcls = 1'000;

} // namespace

DialogPlace WorkspacePage::place() const
{
    return placeOf(profile());
}

void WorkspacePage::toggleLock()
{
    if (!m_guard)
        return;
    if (!m_guard->isLocked()) {
        m_locked = true;
        return m_guard->setLocked(true);
    }
    auto* dialog = new UnlockDialog(place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_locked = false;
        if (m_guard)
            m_guard->setLocked(false);
    });
    dialog->open();
}

void WorkspacePage::openNewNodeDialog(const Path& parent)
{
    auto* dialog = new NewNodeDialog(m_controller, parent, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewNodeDialog::created, this, [this](const Path& path, const Stat& stat) {
        m_journal->noteCreated(path, stat);
        showToast(
            Role::leading, tr("Created %1").arg(visibleText(std::string_view(path.text()))));
        goTo(path);
    });
    dialog->open();
}

void WorkspacePage::openDeleteDialog(const Path& path, std::function<void()> then)
{
    const int watches = m_treeModel->watchesWithin(path);
    auto* dialog = new DeleteDialog(m_controller, path, watches, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto onDeleted = [this, then = std::move(then)](
                               const Path& gone, int nodes, const QString& backup) {
        m_journal->noteDeleted(gone, nodes, backup);
        const QString what = tr("Deleted %n node(s)", nullptr, nodes);
        showToast(Role::leading,
            backup.isEmpty() ? what
                             : tr("%1. Backup: %2", "\"Deleted 4 nodes\", file name")
                                   .arg(what, visibleText(QFileInfo(backup).fileName())));
        if (m_path.isWithin(gone))
            goTo(gone.parent());
        if (then)
            then();
    };
    connect(dialog, &DeleteDialog::deleted, this, onDeleted);
    dialog->open();
}

void WorkspacePage::deleteNodes(std::vector<Path> paths)
{
    // What goes with a node above is not asked for once more.
    paths = topmostOf(paths);
    if (paths.empty())
        return;
    const Path first = paths.front();
    paths.erase(paths.begin());
    openDeleteDialog(first, [this, rest = std::move(paths)] {
        if (!rest.empty())
            deleteNodes(rest);
    });
}

void WorkspacePage::openTransferDialog(bool move, const Path& path)
{
    const auto kind = move ? SubtreeTransfer::Kind::move : SubtreeTransfer::Kind::duplicate;
    auto* dialog = new TransferDialog(kind, m_controller, path, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto onFinished = [this, move, path](const Path& to, int nodes) {
        if (move)
            m_journal->noteMoved(path, to, nodes);
        else
            m_journal->noteDuplicated(to, nodes);
        showToast(Role::leading,
            move ? tr("Moved %n node(s)", nullptr, nodes)
                 : tr("Duplicated %n node(s)", nullptr, nodes));
        goTo(to);
    };
    connect(dialog, &TransferDialog::finished, this, onFinished);
    dialog->open();
}

void WorkspacePage::openTransfersDialog(bool move, const std::vector<Path>& paths)
{
    const auto kind = move ? SubtreeTransfer::Kind::move : SubtreeTransfer::Kind::duplicate;
    auto* dialog = new TransfersDialog(kind, m_controller, paths, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto onTransferred = [this, move](const Path& from, const Path& to, int nodes) {
        if (move)
            m_journal->noteMoved(from, to, nodes);
        else
            m_journal->noteDuplicated(to, nodes);
    };
    const auto onFinished = [this, move](const Path& target, int nodes) {
        showToast(Role::leading,
            move ? tr("Moved %n node(s)", nullptr, nodes)
                 : tr("Duplicated %n node(s)", nullptr, nodes));
        goTo(target);
    };
    connect(dialog, &TransfersDialog::transferred, this, onTransferred);
    connect(dialog, &TransfersDialog::finished, this, onFinished);
    dialog->open();
}

void WorkspacePage::transferNodes(bool move, const std::vector<Path>& selected)
{
    const std::vector<Path> paths = topmostOf(selected);
    if (paths.size() == 1)
        openTransferDialog(move, paths.front());
    else if (!paths.empty())
        openTransfersDialog(move, paths);
}

void WorkspacePage::openConflictDialog(const Path& path)
{
    // The conflict may be that of a draft elsewhere, or be settled by now.
    if (path != m_controller->path() || !m_controller->newer())
        return;
    auto* dialog = new ConflictDialog(m_controller, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WorkspacePage::openIdentityDialog()
{
    auto* dialog = new AddIdentityDialog(m_acl, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open(); // What it adds is tried at once, see wireAcl.
}

void WorkspacePage::openSessionDialog(SessionId session)
{
    const ClientOptions options = m_connection.options();
    auto* lookup = new SessionLookup(session, options, client());
    auto* dialog = new SessionDialog(lookup, place(), this);
    if (lookup->isOwn())
        dialog->setOwnFacts(m_frame->statusBar()->role(), client()->latency());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SessionDialog::pathChosen, this, &WorkspacePage::goTo);
    dialog->open();
    // The list of members lies outside of a chroot, names plain ports alone, and leads past a
    // tunnel: then those that the connection names are all that can be asked.
    if (!options.servers.chroot.isRoot() || options.tls || !options.routes.empty())
        return;
    auto onConfig = [lookup,
                        port = options.servers.servers.front().port](
                        const Result<DataResponse>& config) {
        if (config && config->data)
            lookup->addServers(clientAddresses(zs::textOf(*config->data), port));
    };
    QCoro::connect(client()->getData(Path("/zookeeper/config")), lookup, onConfig);
}

/// The panel of this console's session: the same dialog as for the owner of a node.
void WorkspacePage::openOwnSession()
{
    if (client()->status().sessionId.value == 0)
        return; // No server has given one yet.
    openSessionDialog(client()->status().sessionId);
}

void WorkspacePage::openSubtreeDialog(const Path& path)
{
    auto* dialog = new SubtreeDialog(new SubtreeMeasure(client(), path), place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SubtreeDialog::pathChosen, this, &WorkspacePage::goTo);
    dialog->open();
}

void WorkspacePage::openQuotaDialog(const Path& path)
{
    auto* model = new QuotaModel(client(), path, m_connection.options().servers.chroot);
    connect(model, &QuotaModel::written, this, [this](const QuotaChange& change) {
        const auto words = [](const std::optional<QuotaNumbers>& limits) {
            return limits ? QString::fromStdString(quotaText(*limits)) : QString();
        };
        WriteJournal::UndoSteps undo;
        if (!change.isOvertaken)
            undo = [change](QPointer<Client> client) { return undoQuota(client, change); };
        m_journal->noteQuota(
            change.path, words(change.before), words(change.after), std::move(undo));
        m_quotas->read();
    });
    auto* dialog = new QuotaDialog(model, place(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WorkspacePage::wireQuotas()
{
    connect(m_quotas, &QuotaMarks::changed, this, [this] {
        m_treeModel->setQuotas(m_quotas->paths());
        showQuota();
    });
    connect(m_controller, &NodeController::contentReplaced, this, &WorkspacePage::showQuota);
    connect(m_journal, &WriteJournal::undone, m_quotas, &QuotaMarks::read);
    connect(m_journal, &WriteJournal::undoFailed, m_quotas, &QuotaMarks::read);
    showQuota();
}

void WorkspacePage::showQuota()
{
    const QuotaWords words = quotaWords(*m_quotas, m_path);
    m_statView->setQuota(words.brief, words.explanation, words.any);
}

/// Keeps the ACL of the shown node for later, and tells what a NoAuth of it means.
void WorkspacePage::explainRefusal()
{
    const Path& path = m_controller->path();
    const auto& acl = m_controller->acl();
    const bool told = acl && acl->has_value();
    const auto& error = m_controller->error();
    const bool refused = m_controller->phase() == NodePhase::failed && error
        && error->code == Errc::noAuth;
    if (told && !refused) {
        if (m_seenAcls.size() >= mostSeenAcls)
            m_seenAcls.erase(m_seenAcls.begin());
        m_seenAcls[path] = {
            (*acl)->acl, QTime::currentTime().toString(QStringLiteral("HH:mm"))};
    }
    QString words;
    if (refused) {
        std::optional<SeenAcl> known;
        if (told)
            known = SeenAcl{(*acl)->acl, {}};
        else if (const auto seen = m_seenAcls.find(path); seen != m_seenAcls.end())
            known = seen->second;
        words = refusalWords(path, m_acl->me(), known);
    }
    m_nodeView->setRefusal(words);
}

QWidget* WorkspacePage::makeClusterPage()
{
    m_cluster = new ClusterPage(this);
    connect(m_cluster, &ClusterPage::message, this, &WorkspacePage::showToast);
    new LessonHost(m_cluster); // Its child.
    ClusterControl* control = m_findCluster ? m_findCluster(profile()) : nullptr;
    if (control) {
        m_cluster->showCluster(control);
        return m_cluster;
    }
    // Others' servers are only asked for what everyone may know.
    m_cluster->showEnsemble(shownName(profile()));
    const ClientOptions options = m_connection.options();
    auto* poller = new ElectionPoller(
        options.servers.servers, {options.tls, options.routes}, m_cluster);
    connect(poller, &ElectionPoller::moments, m_cluster, &ClusterPage::addMoments);
    poller->start();
    return m_cluster;
}

void WorkspacePage::showCluster()
{
    m_frame->showPage(WorkspaceFrame::Page::cluster);
}

} // namespace zs::ui
