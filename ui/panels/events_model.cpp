// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/events_model.h"

#include "clientlib/base/utf8.h"
#include "ui/common/connection_words.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/theme/tokens.h"

#include <algorithm>
#include <utility>

namespace zs::ui {

namespace {

/// A value in a few characters: text in quotation marks, anything else by its size.
QString shortValue(const std::optional<Bytes>& data)
{
    constexpr qsizetype longest = 40;
    if (!data)
        return QStringLiteral("null");
    const std::string_view bytes = zs::textOf(*data);
    if (!isUtf8(bytes) || data->size() > std::size_t(64) * 1024)
        return formatBytes(static_cast<qint64>(data->size()));
    const QString text = visibleText(bytes.substr(0, std::size_t(4) * longest));
    const bool cut = text.size() > longest || data->size() > std::size_t(4) * longest;
    const QString end = cut ? QStringLiteral("…") : QString();
    return QStringLiteral("\"%1%2\"").arg(text.left(longest), end);
}

} // namespace

EventsModel::EventsModel(Client* client, QObject* parent) : QAbstractTableModel(parent)
{
    setClient(client);
}

void EventsModel::setClient(Client* client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_lastState = SessionState::connecting;
    if (!client)
        return;
    connect(client, &Client::watchFired, this, &EventsModel::onWatch);
    connect(client, &Client::statusChanged, this, &EventsModel::onStatus);
    onStatus(client->status());
}

int EventsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event& event = m_events[std::size_t(index.row())];
    if (role == IconRole && index.column() == EventColumn)
        return iconOf(event.kind);
    if (role == ToneRole)
        return toneOf(event.kind);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn: return event.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case EventColumn: return nameOf(event.kind);
    case PlaceColumn: return event.place;
    case DetailColumn: return detailOf(event);
    default: return {};
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case EventColumn: return tr("Event");
    case PlaceColumn: return tr("Path or server");
    case DetailColumn: return tr("Detail");
    default: return {};
    }
}

void EventsModel::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        return;
    for (auto event = m_waiting.rbegin(); event != m_waiting.rend(); ++event)
        add(std::move(*event));
    m_waiting.clear();
}

void EventsModel::clear()
{
    beginResetModel();
    m_events.clear();
    m_waiting.clear();
    endResetModel();
}

void EventsModel::noteStat(const Path& path, const Stat& stat)
{
    // Only the newest rows can still wait for a Stat; an old event is not about the state of now.
    const std::size_t recent = std::min<std::size_t>(m_events.size(), 20);
    for (std::size_t row = 0; row < recent; ++row) {
        Event& event = m_events[row];
        if (event.path != path || event.place.isEmpty() || event.kind > Kind::watchRemoved)
            continue;
        if (!event.seen && event.kind != Kind::deleted) {
            event.seen = stat;
            const QModelIndex cell = index(int(row), DetailColumn);
            Q_EMIT dataChanged(cell, cell);
        }
        return;
    }
}

void EventsModel::noteVersion(
    const Path& path, const std::optional<Bytes>& data, const Stat& stat)
{
    constexpr std::size_t mostKnown = 1'000;
    const QString value = shortValue(data);
    const auto known = m_known.find(path);
    if (known != m_known.end() && known->second.mzxid == stat.mzxid)
        return;
    const std::size_t recent = std::min<std::size_t>(m_events.size(), 20);
    for (std::size_t row = 0; known != m_known.end() && row < recent; ++row) {
        Event& event = m_events[row];
        if (event.path != path || event.kind != Kind::dataChanged || event.place.isEmpty())
            continue;
        if (event.newValue.isEmpty()) {
            event.seen = stat;
            event.oldVersion = known->second.version;
            event.oldValue = known->second.value;
            event.newValue = value;
            const QModelIndex cell = index(int(row), DetailColumn);
            Q_EMIT dataChanged(cell, cell);
        }
        break;
    }
    if (m_known.size() >= mostKnown && known == m_known.end())
        m_known.clear(); // Rare, and nothing but old values is lost.
    m_known[path] = Known{stat.mzxid, stat.version, value};
}

void EventsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void EventsModel::onWatch(const WatchEvent& event)
{
    Kind kind = Kind::watchRemoved;
    switch (event.type) {
    case EventType::nodeCreated: kind = Kind::created; break;
    case EventType::nodeDeleted: kind = Kind::deleted; break;
    case EventType::nodeDataChanged: kind = Kind::dataChanged; break;
    case EventType::nodeChildrenChanged: kind = Kind::childrenChanged; break;
    case EventType::none: return;
    default: break;
    }
    Event row;
    row.kind = kind;
    row.path = event.path;
    row.place = visibleText(std::string_view(event.path.text()));
    if (event.zxid.value > 0)
        row.detail = QStringLiteral("zxid ") + formatZxid(event.zxid);
    add(std::move(row));
}

void EventsModel::onStatus(const SessionStatus& status)
{
    const SessionState before = std::exchange(m_lastState, status.state);
    const QString server = QString::fromStdString(toText(status.server));
    const QString lastServer = std::exchange(m_lastServer, server);
    if (before == status.state)
        return;
    Event row;
    row.place = server;
    switch (status.state) {
    case SessionState::connected:
        row.kind = Kind::connected;
        row.detail = formatSessionId(status.sessionId);
        break;
    case SessionState::connectedReadOnly:
        row.kind = status.writesLocked ? Kind::connected : Kind::readOnly;
        break;
    case SessionState::reconnecting:
        row.kind = Kind::disconnected;
        row.place = lastServer;
        row.fault = status.fault;
        row.detail = QString::fromStdString(status.problem);
        break;
    case SessionState::expired: row.kind = Kind::expired; break;
    case SessionState::authFailed: row.kind = Kind::authFailed; break;
    default: return;
    }
    add(std::move(row));
}

void EventsModel::add(Event event)
{
    if (!event.time.isValid())
        event.time = QTime::currentTime();
    if (m_paused) {
        m_waiting.push_front(std::move(event));
        if (m_waiting.size() > m_limit)
            m_waiting.pop_back();
        return;
    }
    beginInsertRows({}, 0, 0);
    m_events.push_front(std::move(event));
    endInsertRows();
    dropOldest();
}

void EventsModel::setLimit(int events)
{
    m_limit = static_cast<std::size_t>(std::max(1, events));
    m_waiting.resize(std::min(m_waiting.size(), m_limit));
    dropOldest();
}

void EventsModel::dropOldest()
{
    if (m_events.size() <= m_limit)
        return;
    beginRemoveRows({}, static_cast<int>(m_limit), rowCount() - 1);
    m_events.resize(m_limit);
    endRemoveRows();
}

QString EventsModel::nameOf(Kind kind)
{
    // ZooKeeper's own names of types and states: the same in every language.
    switch (kind) {
    case Kind::created: return QStringLiteral("NodeCreated");
    case Kind::deleted: return QStringLiteral("NodeDeleted");
    case Kind::dataChanged: return QStringLiteral("NodeDataChanged");
    case Kind::childrenChanged: return QStringLiteral("NodeChildrenChanged");
    case Kind::watchRemoved: return QStringLiteral("WatchRemoved");
    case Kind::connected: return QStringLiteral("SyncConnected");
    case Kind::disconnected: return QStringLiteral("Disconnected");
    case Kind::readOnly: return QStringLiteral("ConnectedReadOnly");
    case Kind::expired: return QStringLiteral("Expired");
    case Kind::authFailed: return QStringLiteral("AuthFailed");
    }
    return {};
}

QString EventsModel::iconOf(Kind kind)
{
    switch (kind) {
    case Kind::created: return QStringLiteral("plus");
    case Kind::deleted: return QStringLiteral("trash-2");
    case Kind::dataChanged: return QStringLiteral("pencil");
    case Kind::childrenChanged: return QStringLiteral("folder");
    case Kind::watchRemoved: return QStringLiteral("eye");
    case Kind::connected: return QStringLiteral("plug");
    case Kind::readOnly: return QStringLiteral("lock");
    case Kind::disconnected:
    case Kind::expired:
    case Kind::authFailed: return QStringLiteral("unplug");
    }
    return {};
}

int EventsModel::toneOf(Kind kind)
{
    switch (kind) {
    case Kind::created: return int(Token::lookingText);
    case Kind::childrenChanged: return int(Token::followingText);
    case Kind::dataChanged: return int(Token::accentText);
    case Kind::connected: return int(Token::leadingText);
    case Kind::disconnected:
    case Kind::expired:
    case Kind::authFailed: return int(Token::dangerText);
    default: return int(Token::text3);
    }
}

QString EventsModel::detailOf(const Event& event)
{
    if (event.kind == Kind::disconnected)
        return endOf(event.fault, event.detail.toStdString());
    if (!event.seen)
        return event.detail;
    if (!event.newValue.isEmpty()) {
        return tr("version %1 → %2: %3 → %4", "old and new version, old and new value")
            .arg(event.oldVersion).arg(event.seen->version)
            .arg(event.oldValue, event.newValue);
    }
    switch (event.kind) {
    case Kind::childrenChanged: return tr("now %n children", nullptr, event.seen->numChildren);
    case Kind::dataChanged:
    case Kind::created:
        return tr("now at version %1, %2", "a node's version and size")
            .arg(event.seen->version)
            .arg(formatBytes(event.seen->dataLengthBytes));
    default: return event.detail;
    }
}

} // namespace zs::ui
