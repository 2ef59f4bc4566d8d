// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/recipes/recording_client.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QTimer>

#include <deque>

namespace zs::ui {

/// The requests of one session, newest first, at most `maxRequests`. New ones are shown in groups:
/// a row for each at once would cost more than the requests themselves.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class RequestsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, OperationColumn, PathColumn, ResultColumn, TookColumn, LineColumn,
        columns };
    enum Role { FailedRole = Qt::UserRole + 1, WriteRole, PathRole };
    static constexpr std::size_t maxRequests = 10'000; ///< Unless setLimit says so.

    explicit RequestsModel(RecordingClient* client, QObject* parent = nullptr);

    /// Another session; what was recorded stays.
    void setClient(RecordingClient* client);
    void clear();
    /// How many are kept, at least 1. The oldest go at once.
    void setLimit(int requests);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    /// While paused, requests are kept but not shown; going on shows them.
    void setPaused(bool paused);
    /// Shows at once what waits for its group. Not while paused.
    void showWaiting();
    [[nodiscard]] const RequestRecord& record(int row) const
    {
        return m_records[static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    void add(const RequestRecord& record);
    void keepNewest(std::size_t count);

    QPointer<RecordingClient> m_client;
    std::size_t m_limit = maxRequests;
    bool m_paused = false;
    std::deque<RequestRecord> m_records; ///< Newest first.
    std::deque<RequestRecord> m_waiting; ///< Newest first; not shown yet.
    QTimer m_timer;
};

} // namespace zs::ui
