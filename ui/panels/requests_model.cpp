// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/requests_model.h"

#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <algorithm>

namespace zs::ui {

namespace {

constexpr std::chrono::milliseconds showEvery{100};

} // namespace

RequestsModel::RequestsModel(RecordingClient* client, QObject* parent)
    : QAbstractTableModel(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(showEvery);
    connect(&m_timer, &QTimer::timeout, this, &RequestsModel::showWaiting);
    setClient(client);
}

void RequestsModel::setClient(RecordingClient* client)
{
    if (m_client)
        disconnect(m_client, nullptr, this, nullptr);
    m_client = client;
    if (client)
        connect(client, &RecordingClient::requestFinished, this, &RequestsModel::add);
}

void RequestsModel::clear()
{
    beginResetModel();
    m_records.clear();
    m_waiting.clear();
    endResetModel();
}

void RequestsModel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        showWaiting();
}

void RequestsModel::add(const RequestRecord& record)
{
    m_waiting.push_front(record);
    if (m_waiting.size() > m_limit)
        m_waiting.pop_back();
    if (!m_paused && !m_timer.isActive())
        m_timer.start();
}

void RequestsModel::setLimit(int requests)
{
    m_limit = static_cast<std::size_t>(std::max(1, requests));
    m_waiting.resize(std::min(m_waiting.size(), m_limit));
    keepNewest(m_limit);
}

void RequestsModel::keepNewest(std::size_t count)
{
    if (m_records.size() <= count)
        return;
    beginRemoveRows({}, static_cast<int>(count), rowCount() - 1);
    m_records.resize(count);
    endRemoveRows();
}

void RequestsModel::showWaiting()
{
    if (m_waiting.empty() || m_paused)
        return;
    keepNewest(m_limit - std::min(m_waiting.size(), m_limit));
    beginInsertRows({}, 0, static_cast<int>(m_waiting.size()) - 1);
    m_records.insert(m_records.begin(), std::make_move_iterator(m_waiting.begin()),
        std::make_move_iterator(m_waiting.end()));
    m_waiting.clear();
    endInsertRows();
}

int RequestsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int RequestsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RequestsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const RequestRecord& shown = record(index.row());
    const auto fromLatin = [](std::string_view text) {
        return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    };
    switch (role) {
    case FailedRole: return shown.code != Errc::ok;
    case WriteRole: return shown.write;
    case PathRole: return QVariant::fromValue(shown.path);
    case Qt::ToolTipRole:
        return shown.detail.empty()
            ? QVariant()
            : QStringLiteral("<span>%1</span>")
                  .arg(visibleText(std::string_view(shown.detail)).toHtmlEscaped());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: break;
    default: return {};
    }
    switch (index.column()) {
    case TimeColumn: return shown.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case OperationColumn: return fromLatin(opcodeName(shown.op));
    case PathColumn: return visibleText(std::string_view(shown.path.text()));
    case ResultColumn:
        return shown.code == Errc::ok ? QStringLiteral("ok") : fromLatin(errcName(shown.code));
    case TookColumn: return formatLatency(shown.took);
    default: return visibleText(std::string_view(shown.zkCli));
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == TookColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case OperationColumn: return tr("Operation");
    case PathColumn: return tr("Path");
    case ResultColumn: return tr("Result");
    case TookColumn: return tr("Took");
    default: return tr("In zkCli");
    }
}

void RequestsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
}

} // namespace zs::ui
