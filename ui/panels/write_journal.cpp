// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/write_journal.h"

#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QFileInfo>

#include <algorithm>

namespace zs::ui {

WriteJournal::WriteJournal(Client* client, QObject* parent)
    : QAbstractTableModel(parent)
    , m_client(client)
{
}

void WriteJournal::noteSet(const Path& path, const std::optional<Bytes>& before,
    const Stat& beforeStat, const std::optional<Bytes>& after, const Stat& afterStat)
{
    Write write;
    write.path = path;
    write.before = before;
    write.after = after;
    write.beforeStat = beforeStat;
    write.stat = afterStat;
    write.undo = Undo::possible;
    add(std::move(write));
}

void WriteJournal::noteCreated(const Path& path, const Stat& stat)
{
    Write write;
    write.kind = Kind::created;
    write.path = path;
    write.stat = stat;
    write.undo = stat.czxid.value != 0 ? Undo::possible : Undo::never;
    add(std::move(write));
}

void WriteJournal::noteDeleted(const Path& path, int nodes, const QString& backup)
{
    Write write;
    write.kind = Kind::deleted;
    write.path = path;
    write.nodes = nodes;
    write.backup = backup;
    add(std::move(write));
}

void WriteJournal::noteMoved(const Path& from, const Path& to, int nodes)
{
    Write write;
    write.kind = Kind::moved;
    write.path = to;
    write.from = from;
    write.nodes = nodes;
    add(std::move(write));
}

void WriteJournal::noteDuplicated(const Path& to, int nodes)
{
    Write write;
    write.kind = Kind::duplicated;
    write.path = to;
    write.nodes = nodes;
    add(std::move(write));
}

void WriteJournal::noteQuota(
    const Path& path, const QString& before, const QString& after, UndoSteps undo)
{
    Write write;
    write.kind = Kind::quota;
    write.path = path;
    write.quotaBefore = before;
    write.quotaAfter = after;
    write.undo = undo ? Undo::possible : Undo::never;
    write.steps = std::move(undo);
    add(std::move(write));
}

std::size_t WriteJournal::bytesOf(const Write& write)
{
    return (write.before ? write.before->size() : 0) + (write.after ? write.after->size() : 0);
}

void WriteJournal::add(Write write)
{
    write.id = m_nextId++;
    write.time = QDateTime::currentDateTime();
    m_bytes += bytesOf(write);
    beginInsertRows({}, 0, 0);
    m_writes.push_front(std::move(write));
    endInsertRows();
    for (auto old = m_writes.rbegin(); m_bytes > maxBytes && old != m_writes.rend(); ++old) {
        m_bytes -= bytesOf(*old);
        old->before.reset();
        old->after.reset();
        if (old->kind == Kind::set && old->undo == Undo::possible)
            setUndo(old->id, Undo::forgotten);
    }
    if (m_writes.size() > maxWrites) {
        m_bytes -= bytesOf(m_writes.back());
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
        m_writes.pop_back();
        endRemoveRows();
    }
}

void WriteJournal::clear()
{
    beginResetModel();
    m_writes.clear();
    m_bytes = 0;
    endResetModel();
}

bool WriteJournal::canUndo(int row) const
{
    if (row < 0 || row >= rowCount())
        return false;
    const Undo undo = m_writes[static_cast<std::size_t>(row)].undo;
    // After a lost connection it may be tried again: it does nothing when it was done.
    return undo == Undo::possible || undo == Undo::unknown;
}

void WriteJournal::undo(int row)
{
    if (!canUndo(row) || !m_client)
        return;
    const Write write = m_writes[static_cast<std::size_t>(row)];
    setUndo(write.id, Undo::running);
    Q_EMIT writeStarted(write.path);
    if (write.kind == Kind::set)
        undoSet(write);
    else if (write.kind == Kind::quota)
        undoQuota(write);
    else
        undoCreated(write);
}

void WriteJournal::undoSet(const Write& write)
{
    // Versions count the writes of one node; a node that was created anew starts at 0 again.
    auto onStat = [this, write](const Result<std::optional<Stat>>& now) {
        const bool same
            = now && *now && (*now)->czxid == write.stat.czxid && (*now)->mzxid == write.stat.mzxid;
        if (!same && now && write.undo == Undo::unknown && m_client) {
            checkUndone(write);
            return;
        }
        if (!same || !m_client) {
            onUndone(write.id,
                now ? Error(Errc::badVersion, write.path.text() + " changed since") : now.error());
            return;
        }
        auto onAnswer = [this, write](const Result<Stat>& answer) {
            if (answer)
                noteSet(write.path, write.after, write.stat, write.before, *answer);
            onUndone(write.id, answer ? std::nullopt : std::optional<Error>(answer.error()));
        };
        QCoro::connect(m_client->setData(write.path, write.before, write.stat.version), this,
            onAnswer);
    };
    QCoro::connect(m_client->exists(write.path), this, onStat);
}

/// Whether an undo whose connection broke was carried out: then the old data are there.
void WriteJournal::checkUndone(const Write& write)
{
    auto onAnswer = [this, write](const Result<DataResponse>& answer) {
        if (answer && answer->data == write.before)
            onUndone(write.id, std::nullopt);
        else
            onUndone(write.id, answer
                    ? Error(Errc::badVersion, write.path.text() + " changed since")
                    : answer.error());
    };
    QCoro::connect(m_client->getData(write.path), this, onAnswer);
}

void WriteJournal::undoCreated(const Write& write)
{
    auto onStat = [this, write](const Result<std::optional<Stat>>& now) {
        const bool same = now && *now && (*now)->czxid == write.stat.czxid
            && (*now)->version == write.stat.version;
        if (now && !*now && write.undo == Undo::unknown) {
            onUndone(write.id, std::nullopt); // The lost removal was carried out.
            return;
        }
        if (!same || !m_client) {
            onUndone(write.id,
                now ? Error(Errc::badVersion, write.path.text() + " changed since") : now.error());
            return;
        }
        auto onAnswer = [this, write](const Result<void>& answer) {
            onUndone(write.id, answer ? std::nullopt : std::optional<Error>(answer.error()));
        };
        QCoro::connect(m_client->remove(write.path, write.stat.version), this, onAnswer);
    };
    QCoro::connect(m_client->exists(write.path), this, onStat);
}

void WriteJournal::undoQuota(const Write& write)
{
    auto onAnswer = [this, id = write.id](const Result<void>& answer) {
        onUndone(id, answer ? std::nullopt : std::optional<Error>(answer.error()));
    };
    QCoro::connect(write.steps(m_client), this, onAnswer);
}

void WriteJournal::onUndone(std::uint64_t id, const std::optional<Error>& error)
{
    const Write* write = find(id);
    if (!write)
        return;
    const Path path = write->path;
    Q_EMIT writeFinished(path);
    if (!error) {
        setUndo(id, Undo::done);
        Q_EMIT undone(path);
        return;
    }
    const Errc code = error->code;
    if (code == Errc::badVersion || code == Errc::noNode || code == Errc::notEmpty
        || code == Errc::nodeExists)
        setUndo(id, Undo::changed);
    else
        setUndo(id, outcomeUnknown(code) ? Undo::unknown : Undo::possible);
    Q_EMIT undoFailed(path, sentenceFor(*error));
}

WriteJournal::Write* WriteJournal::find(std::uint64_t id)
{
    const auto found = std::find_if(
        m_writes.begin(), m_writes.end(), [id](const Write& write) { return write.id == id; });
    return found != m_writes.end() ? &*found : nullptr;
}

void WriteJournal::setUndo(std::uint64_t id, Undo undo)
{
    Write* write = find(id);
    if (!write)
        return;
    write->undo = undo;
    // The newest has the highest number, and none is taken out of the middle.
    const auto row = static_cast<int>(m_writes.front().id - id);
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

int WriteJournal::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_writes.size());
}

int WriteJournal::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString WriteJournal::wordOf(Kind kind)
{
    switch (kind) {
    case Kind::created: return tr("Created");
    case Kind::deleted: return tr("Deleted");
    case Kind::moved: return tr("Moved");
    case Kind::duplicated: return tr("Duplicated");
    case Kind::quota: return tr("Quota");
    case Kind::set: break;
    }
    return tr("Data saved");
}

QString WriteJournal::detailOf(const Write& write)
{
    switch (write.kind) {
    case Kind::set:
        return tr("version %1 → %2, %3 → %4", "old and new version, old and new size")
            .arg(write.beforeStat.version).arg(write.stat.version)
            .arg(formatBytes(write.beforeStat.dataLengthBytes),
                formatBytes(write.stat.dataLengthBytes));
    case Kind::created:
        return formatBytes(write.stat.dataLengthBytes);
    case Kind::moved:
        return tr("%n node(s) from %1", nullptr, write.nodes)
            .arg(visibleText(std::string_view(write.from.text())));
    case Kind::quota: {
        const auto words = [](const QString& quota) {
            return quota.isEmpty() ? tr("none", "no quota") : visibleText(quota);
        };
        return tr("%1 → %2", "old and new quota")
            .arg(words(write.quotaBefore), words(write.quotaAfter));
    }
    case Kind::deleted:
    case Kind::duplicated:
        break;
    }
    const QString nodes = tr("%n node(s)", nullptr, write.nodes);
    return write.backup.isEmpty()
        ? nodes
        : tr("%1, backup %2", "\"4 nodes\", file name")
              .arg(nodes, visibleText(QFileInfo(write.backup).fileName()));
}

QString WriteJournal::undoWords(const Write& write)
{
    switch (write.undo) {
    case Undo::possible: return tr("can be undone");
    case Undo::running: return tr("undoing…");
    case Undo::done: return tr("undone");
    case Undo::changed: return tr("not undone: it changed since");
    case Undo::unknown: return tr("outcome unknown: try again to check");
    case Undo::forgotten: return tr("the old value is not kept any more");
    case Undo::never: break;
    }
    switch (write.kind) {
    case Kind::deleted:
        return write.backup.isEmpty() ? tr("cannot be undone: no backup was saved")
                                      : tr("cannot be undone here; the backup holds it");
    case Kind::moved: return tr("cannot be undone here: move it back");
    case Kind::duplicated: return tr("cannot be undone here: delete the copy");
    case Kind::quota: return tr("cannot be undone: others changed it since");
    default: return tr("cannot be undone: the server told no Stat");
    }
}

QVariant WriteJournal::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Write& write = m_writes[static_cast<std::size_t>(index.row())];
    if (role == PathRole)
        return QVariant::fromValue(write.path);
    if (role == UndoRole)
        return canUndo(index.row());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case TimeColumn: return write.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case WriteColumn: return wordOf(write.kind);
    case PathColumn: return visibleText(std::string_view(write.path.text()));
    case DetailColumn: return detailOf(write);
    default: return undoWords(write);
    }
}

QVariant WriteJournal::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case WriteColumn: return tr("Write");
    case PathColumn: return tr("Path");
    case DetailColumn: return tr("Detail");
    default: return tr("Undo");
    }
}

void WriteJournal::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

} // namespace zs::ui
