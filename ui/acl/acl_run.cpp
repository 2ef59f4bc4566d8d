// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_run.h"

#include <QCoroTask>

namespace zs::ui {

AclRun::AclRun(QObject* parent)
    : QAbstractListModel(parent)
{
}

AclRun::~AclRun()
{
    m_stop.request_stop();
}

void AclRun::start(Client* client, const Path& root, std::vector<Acl> acl, bool preview)
{
    if (m_state == State::running || !client)
        return;
    reset();
    m_preview = preview;
    m_root = root;
    m_wanted = acl;
    m_state = State::running;
    m_stop = std::stop_source();
    SetAclOptions options;
    options.dryRun = preview;
    options.stop = m_stop.get_token();
    // The recipe outlives this object when it is destroyed: it stops, but callbacks may still come.
    options.onNode = [self = QPointer(this)](AclStep step) {
        if (self)
            self->onNode(std::move(step));
    };
    options.onProgress = [self = QPointer(this)](const Progress& progress) {
        if (!self)
            return;
        self->m_progress = progress;
        Q_EMIT self->changed();
    };
    auto onDone = [this](const SetAclReport& report) { onReport(report); };
    QCoro::connect(
        setAclTree(client, root, std::move(acl), std::move(options)), this, onDone);
    Q_EMIT changed();
}

void AclRun::stop()
{
    m_stop.request_stop();
}

void AclRun::reset()
{
    if (m_state == State::running)
        return;
    beginResetModel();
    m_state = State::idle;
    m_steps.clear();
    m_counts = {};
    m_failures = 0;
    m_progress = {};
    m_errors.clear();
    m_error.reset();
    endResetModel();
    Q_EMIT changed();
}

quint64 AclRun::count(AclOutcome outcome) const
{
    return m_counts[static_cast<std::size_t>(outcome)];
}

void AclRun::onNode(AclStep step)
{
    ++m_counts[static_cast<std::size_t>(step.outcome)];
    if (m_steps.size() >= maxRows)
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_steps.push_back(std::move(step));
    endInsertRows();
}

void AclRun::onReport(const SetAclReport& report)
{
    m_progress = report.progress;
    m_failures = report.progress.failed;
    m_errors = report.errors;
    if (!report.ended)
        m_state = State::done;
    else if (report.ended->code == Errc::cancelled)
        m_state = State::stopped;
    else
        m_state = State::failed;
    if (m_state == State::failed)
        m_error = report.ended;
    Q_EMIT changed();
    Q_EMIT finished();
}

int AclRun::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QVariant AclRun::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return QString::fromStdString(step(index.row()).path.text());
}

} // namespace zs::ui
