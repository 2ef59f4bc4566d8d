// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QPointer>

#include <deque>
#include <functional>

namespace zs::ui {

/// What this console wrote in this session, newest first, each with the way back where there is
/// one: old data are put back, and created nodes removed, only while the server has exactly what
/// the write left there. At most `maxWrites`, and `maxBytes` of old values; beyond, the oldest
/// writes stay listed without the way back.
/// Threads: GUI thread. Lifetime: does not own the client; it may die first.
class WriteJournal : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, WriteColumn, PathColumn, DetailColumn, UndoColumn, columns };
    enum Role { PathRole = Qt::UserRole + 1, UndoRole };
    static constexpr std::size_t maxWrites = 10'000;
    static constexpr std::size_t maxBytes = std::size_t(64) << 20;

    explicit WriteJournal(Client* client, QObject* parent = nullptr);

    void setClient(Client* client) { m_client = client; }
    void noteSet(const Path& path, const std::optional<Bytes>& before, const Stat& beforeStat,
        const std::optional<Bytes>& after, const Stat& afterStat);
    /// A Stat of zeros, as servers before 3.5 leave it, has no way back.
    void noteCreated(const Path& path, const Stat& stat);
    /// `backup` is a file name, or empty.
    void noteDeleted(const Path& path, int nodes, const QString& backup);
    void noteMoved(const Path& from, const Path& to, int nodes);
    void noteDuplicated(const Path& to, int nodes);
    /// `before` and `after` as the server keeps them; empty: none. `undo` puts the old one back
    /// only while the server has exactly what the write left; none: there is no way back.
    using UndoSteps = std::function<QCoro::Task<Result<void>>(QPointer<Client>)>;
    void noteQuota(const Path& path, const QString& before, const QString& after, UndoSteps undo);

    [[nodiscard]] bool canUndo(int row) const;
    /// Ends in undone() or undoFailed(). Does nothing where canUndo() is false.
    void undo(int row);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

Q_SIGNALS:
    void undone(const zs::Path& path);
    /// The reason in words.
    void undoFailed(const zs::Path& path, const QString& reason);
    /// Frame the writes, so that their events count as our own.
    void writeStarted(const zs::Path& path);
    void writeFinished(const zs::Path& path);

private:
    enum class Kind { set, created, deleted, moved, duplicated, quota };
    enum class Undo {
        possible,
        running,
        done,
        changed,   ///< Somebody changed it since.
        unknown,   ///< The connection broke while it was undone.
        forgotten, ///< The old value is not kept any more.
        never,
    };
    struct Write {
        std::uint64_t id = 0;
        QDateTime time;
        Kind kind = Kind::set;
        Path path;
        Path from; ///< Of a move.
        int nodes = 1;
        QString backup;
        QString quotaBefore;
        QString quotaAfter;
        UndoSteps steps; ///< Of a quota.
        std::optional<Bytes> before;
        std::optional<Bytes> after;
        Stat beforeStat;
        Stat stat; ///< What the write left there.
        Undo undo = Undo::never;
    };

    void add(Write write);
    void undoSet(const Write& write);
    void checkUndone(const Write& write);
    void undoCreated(const Write& write);
    void undoQuota(const Write& write);
    void onUndone(std::uint64_t id, const std::optional<Error>& error);
    [[nodiscard]] Write* find(std::uint64_t id);
    void setUndo(std::uint64_t id, Undo undo);
    [[nodiscard]] static QString wordOf(Kind kind);
    [[nodiscard]] static QString detailOf(const Write& write);
    [[nodiscard]] static QString undoWords(const Write& write);
    static std::size_t bytesOf(const Write& write);

    QPointer<Client> m_client;
    std::deque<Write> m_writes; ///< Newest first.
    std::uint64_t m_nextId = 1;
    std::size_t m_bytes = 0;
};

} // namespace zs::ui
