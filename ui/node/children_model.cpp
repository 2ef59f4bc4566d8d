// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/children_model.h"

#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <algorithm>
#include <tuple>

namespace zs::ui {

namespace {

/// Details that are read at once when all of them are needed.
constexpr int mostInFlight = 256;
constexpr int counterDigits = 10;

/// The protocol does not record it, so this is a guess from the name.
bool looksSequential(const std::string& name)
{
    return name.size() >= counterDigits
        && std::all_of(name.end() - counterDigits, name.end(),
            [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

ChildrenModel::ChildrenModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void ChildrenModel::setClient(Client* client)
{
    if (client == m_client)
        return;
    if (m_client)
        disconnect(m_client, nullptr, this, nullptr);
    m_client = client;
    ++m_opened;
    if (client)
        connect(client, &Client::watchFired, this, &ChildrenModel::onWatch);
}

void ChildrenModel::open(const Path& path)
{
    if (path != m_path || m_state == State::none || m_state == State::failed) {
        clear();
        m_path = path;
        m_state = State::loading;
        Q_EMIT changed();
    }
    read();
}

void ChildrenModel::clear()
{
    ++m_opened;
    beginResetModel();
    m_state = State::none;
    m_error.reset();
    m_names.clear();
    m_rows.clear();
    m_stats.clear();
    m_asked.clear();
    m_inFlight = 0;
    m_sortWaits = false;
    endResetModel();
    Q_EMIT changed();
}

void ChildrenModel::read()
{
    if (!m_client)
        return;
    ++m_opened;
    m_inFlight = 0;
    m_asked.clear();
    auto onAnswer = [this, opened = m_opened](const Result<ChildrenResponse>& answer) {
        if (opened == m_opened)
            receive(answer);
    };
    QCoro::connect(m_client->children(m_path, Watch::yes), this, onAnswer);
}

void ChildrenModel::receive(const Result<ChildrenResponse>& answer)
{
    beginResetModel();
    m_names.clear();
    if (answer) {
        m_state = State::ready;
        m_error.reset();
        m_names = answer->names;
        std::sort(m_names.begin(), m_names.end());
    } else {
        m_state = State::failed;
        m_error = answer.error();
    }
    arrange();
    endResetModel();
    if (m_column != NameColumn)
        askForAll();
    Q_EMIT changed();
}

void ChildrenModel::onWatch(const WatchEvent& event)
{
    if (event.path == m_path && event.type == EventType::nodeChildrenChanged
        && m_state == State::ready)
        read();
}

Path ChildrenModel::pathAt(int row) const
{
    return m_path.child(m_rows[static_cast<std::size_t>(row)]);
}

void ChildrenModel::setFilter(const QString& text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    arrange();
    endResetModel();
    Q_EMIT changed();
}

bool ChildrenModel::isLess(const std::string& a, const std::string& b) const
{
    const auto key = [this](const std::string& name) -> std::tuple<qint64, std::string_view> {
        const auto found = m_stats.find(name);
        if (m_column == NameColumn)
            return {0, name};
        if (found == m_stats.end())
            return {-1, name};
        const Stat& stat = found->second;
        switch (m_column) {
        case KindColumn:
            return {stat.ephemeralOwner.value != 0 ? 2 : looksSequential(name) ? 1 : 0, name};
        case SizeColumn: return {stat.dataLengthBytes, name};
        case VersionColumn: return {stat.version, name};
        case ChildrenColumn: return {stat.numChildren, name};
        default: return {stat.mtimeMs, name};
        }
    };
    return m_order == Qt::AscendingOrder ? key(a) < key(b) : key(b) < key(a);
}

/// Filters and sorts; the caller tells the views.
void ChildrenModel::arrange()
{
    m_rows.clear();
    for (const std::string& name : m_names) {
        if (m_filter.isEmpty()
            || QString::fromStdString(name).contains(m_filter, Qt::CaseInsensitive))
            m_rows.push_back(name);
    }
    if (m_column != NameColumn)
        std::sort(m_rows.begin(), m_rows.end(),
            [this](const std::string& a, const std::string& b) { return isLess(a, b); });
    else if (m_order == Qt::DescendingOrder)
        std::reverse(m_rows.begin(), m_rows.end());
}

void ChildrenModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    if (column != NameColumn)
        askForAll();
    if (m_sortWaits)
        return;
    beginResetModel();
    arrange();
    endResetModel();
    Q_EMIT changed();
}

void ChildrenModel::setVisibleRows(int first, int last)
{
    for (int row = std::max(0, first); row <= last && row < rowCount(); ++row)
        askFor(m_rows[static_cast<std::size_t>(row)]);
}

void ChildrenModel::askFor(const std::string& name)
{
    if (!m_client || !m_asked.emplace(name, true).second)
        return;
    ++m_inFlight;
    auto onAnswer
        = [this, name, opened = m_opened](const Result<std::optional<Stat>>& answer) {
              if (opened == m_opened)
                  onDetails(name, answer);
          };
    QCoro::connect(m_client->exists(m_path.child(name)), this, onAnswer);
}

void ChildrenModel::askForAll()
{
    if (!m_sortWaits) {
        m_sortWaits = true;
        m_nextToAsk = 0;
    }
    while (m_inFlight < mostInFlight && m_nextToAsk < m_names.size())
        askFor(m_names[m_nextToAsk++]);
    if (m_nextToAsk < m_names.size() || m_inFlight > 0)
        return;
    m_sortWaits = false;
    beginResetModel();
    arrange();
    endResetModel();
    Q_EMIT changed();
}

void ChildrenModel::onDetails(const std::string& name, const Result<std::optional<Stat>>& answer)
{
    --m_inFlight;
    if (answer && *answer) {
        m_stats[name] = **answer;
        const auto row = std::find(m_rows.begin(), m_rows.end(), name);
        if (!m_sortWaits && row != m_rows.end()) {
            const auto number = static_cast<int>(row - m_rows.begin());
            Q_EMIT dataChanged(index(number, 0), index(number, columns - 1));
        }
    }
    if (m_sortWaits)
        askForAll();
}

int ChildrenModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChildrenModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ChildrenModel::text(const std::string& name, int column) const
{
    if (column == NameColumn)
        return visibleText(std::string_view(name));
    const auto found = m_stats.find(name);
    if (found == m_stats.end())
        return {};
    const Stat& stat = found->second;
    switch (column) {
    case KindColumn:
        if (stat.ephemeralOwner.value != 0)
            return tr("ephemeral");
        return looksSequential(name) ? tr("sequential?") : tr("persistent");
    case SizeColumn: return formatBytes(stat.dataLengthBytes);
    case VersionColumn: return QStringLiteral("v%1").arg(stat.version);
    case ChildrenColumn: return formatCount(stat.numChildren);
    default: return formatAge(stat.mtimeMs, QDateTime::currentDateTime());
    }
}

QVariant ChildrenModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const std::string& name = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(name, index.column());
    case Qt::TextAlignmentRole: {
        const bool right = index.column() >= SizeColumn;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    case PathRole:
        return QVariant::fromValue(m_path.child(name));
    case IconRole: {
        if (index.column() != NameColumn)
            return {};
        const auto found = m_stats.find(name);
        if (found != m_stats.end() && found->second.ephemeralOwner.value != 0)
            return QStringLiteral("zap");
        if (looksSequential(name))
            return QStringLiteral("list-ordered");
        const bool parent = found != m_stats.end() && found->second.numChildren > 0;
        return parent ? QStringLiteral("folder") : QStringLiteral("file");
    }
    default:
        return {};
    }
}

QVariant ChildrenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section >= SizeColumn;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Name");
    case KindColumn: return tr("Kind");
    case SizeColumn: return tr("Size");
    case VersionColumn: return tr("Version");
    case ChildrenColumn: return tr("Children");
    default: return tr("Changed");
    }
}

void ChildrenModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

} // namespace zs::ui
