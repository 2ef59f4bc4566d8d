// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/backup_format.h"
#include "ui/node/subtree_removal.h"

#include <QSaveFile>

#include <memory>

namespace zs::ui {

/// Writes counted nodes with data, ACL and Stat into a file, before they are deleted. The file
/// appears when it is complete, and only the user may read it.
/// Threads: the GUI thread. Lifetime: does not own the client; dropped, it leaves no file.
class SubtreeBackup : public QObject {
    Q_OBJECT
public:
    /// `entries` as SubtreeRemoval counted them.
    SubtreeBackup(Client* client, BackupHeader header, std::vector<SubtreeEntry> entries,
        QString fileName, QObject* parent = nullptr);

    enum class State { idle, running, done, failed, cancelled };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& fileName() const { return m_fileName; }
    /// Nodes written so far.
    [[nodiscard]] int written() const { return m_written; }
    /// Nodes that others deleted since they were counted: they are in no backup.
    [[nodiscard]] int gone() const { return m_gone; }
    /// Ephemerals and hidden ACLs among the written: an import cannot bring those back.
    [[nodiscard]] int incomplete() const { return m_incomplete; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    void start();
    void cancel();

Q_SIGNALS:
    /// State or numbers changed; at most once a turn of the event loop.
    void changed();

private:
    struct Node {
        SubtreeEntry entry;
        std::optional<Result<DataResponse>> data;
        std::optional<Result<AclResponse>> acl;
    };

    void pump();
    void read(const SubtreeEntry& entry);
    void onAnswer(const Node& node);
    void onNode(const SubtreeEntry& entry, const Result<DataResponse>& answer,
        const Result<AclResponse>& acl);
    void write(const QByteArray& line);
    void fail(const Error& error);
    void finish(State state);
    void tell();

    QPointer<Client> m_client;
    BackupHeader m_header;
    std::vector<SubtreeEntry> m_entries;
    QString m_fileName;
    std::unique_ptr<QSaveFile> m_file;
    State m_state = State::idle;
    std::size_t m_next = 0;
    int m_inFlight = 0;
    int m_written = 0;
    int m_gone = 0;
    int m_incomplete = 0;
    std::optional<Error> m_error;
    bool m_telling = false;
};

/// Where backups are put: a folder of the program's own data, made when it is missing.
[[nodiscard]] QString backupFolder();
/// "payments-2026-11-21-1402.zsx"; with a number where that is taken.
[[nodiscard]] QString backupFileName(const Path& root, const QDateTime& now);

} // namespace zs::ui
