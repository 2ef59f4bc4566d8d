// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QPointer>

#include <deque>
#include <unordered_map>

namespace zs::ui {

/// What happened in one session, newest first: watch events, and the session's own turns.
/// A watch event tells neither who changed a node nor how; what a later Stat shows is added as
/// "now …", never as the event's own news.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, EventColumn, PlaceColumn, DetailColumn, columns };
    enum Role { IconRole = Qt::UserRole + 1, ToneRole }; ///< Icon's name; int of Token.
    static constexpr int maxEvents = 10'000; ///< Unless setLimit says otherwise.

    explicit EventsModel(Client* client, QObject* parent = nullptr);

    /// Another session; what was heard stays.
    void setClient(Client* client);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] bool isPaused() const { return m_paused; }
    /// While paused, events are kept but not shown; going on shows them.
    void setPaused(bool paused);
    void clear();
    /// How many are kept, at least 1. The oldest go at once.
    void setLimit(int events);
    /// A Stat that somebody read: completes the newest event of that path.
    void noteStat(const Path& path, const Stat& stat);
    /// A version of a node's data that somebody read: the newest change of that path then tells
    /// the old and the new value, where the old one was read too.
    void noteVersion(const Path& path, const std::optional<Bytes>& data, const Stat& stat);
    /// After a change of language.
    void retranslate();

private:
    enum class Kind {
        created, deleted, dataChanged, childrenChanged, watchRemoved,
        connected, disconnected, readOnly, expired, authFailed,
    };
    struct Event {
        QTime time;
        Kind kind = Kind::connected;
        QString place;
        Path path;      ///< Of watch events.
        QString detail; ///< As told by the event itself; not translated.
        ConnectionFault fault = ConnectionFault::none; ///< Why a connection ended.
        std::optional<Stat> seen;
        std::int32_t oldVersion = 0; ///< With the values.
        QString oldValue;            ///< Shortened; both empty where they are not known.
        QString newValue;
    };
    /// What was last read of a node.
    struct Known {
        Zxid mzxid;
        std::int32_t version = 0;
        QString value; ///< Shortened.
    };

    void onWatch(const WatchEvent& event);
    void onStatus(const SessionStatus& status);
    void add(Event event);
    static QString nameOf(Kind kind);
    static QString iconOf(Kind kind);
    static int toneOf(Kind kind);
    [[nodiscard]] static QString detailOf(const Event& event);

    void dropOldest();

    QPointer<Client> m_client;
    std::size_t m_limit = maxEvents;
    SessionState m_lastState = SessionState::connecting;
    QString m_lastServer;
    bool m_paused = false;
    std::deque<Event> m_events;  ///< Newest first.
    std::deque<Event> m_waiting; ///< While paused.
    std::unordered_map<Path, Known> m_known;
};

} // namespace zs::ui
