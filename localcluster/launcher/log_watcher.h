// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

#include <map>

namespace zs::launcher {

/// Tells each line that is appended to some log files. The processes write the files themselves,
/// so that nothing is lost, and nobody stops, when the program that watches ends.
/// Threads: the one that made it.
class LogWatcher : public QObject {
    Q_OBJECT
public:
    explicit LogWatcher(QObject* parent = nullptr);

    /// Watches `file`, which is made (0600) when missing, from its present end, or from its last
    /// `tailBytes`. `key` comes with each line.
    void watch(int key, const QString& file, qint64 tailBytes = 0);
    void forget(int key);
    /// Reads what was appended and not yet told, e.g. when the process has ended.
    void readNow(int key);

Q_SIGNALS:
    /// Without its end; what is longer than 16 KiB is cut.
    void line(int key, const QString& text);

private:
    struct Log {
        QString file;
        qint64 offset = 0;
        QByteArray partial;
        bool skipping = false; ///< The rest of a line that is too long.
    };
    void takeBytes(int key, const QByteArray& bytes);

    QFileSystemWatcher m_watcher;
    std::map<int, Log> m_logs;
};

} // namespace zs::launcher
