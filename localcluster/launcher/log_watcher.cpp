// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/log_watcher.h"

#include <QFile>

namespace zs::launcher {
namespace {

constexpr qsizetype maxLineBytes = 16 * 1024;
constexpr qint64 pieceBytes = 256 * 1024;

} // namespace

LogWatcher::LogWatcher(QObject* parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this](const QString& file) {
        for (const auto& [key, log] : m_logs) {
            if (log.file == file)
                return readNow(key); // It may change the map.
        }
    });
}

void LogWatcher::watch(int key, const QString& file, qint64 tailBytes)
{
    forget(key);
    QFile made(file);
    if (!made.exists() && made.open(QIODevice::WriteOnly | QIODevice::Append))
        made.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    Log& log = m_logs[key];
    log.file = file;
    log.offset = std::max(qint64(0), made.size() - tailBytes);
    log.skipping = log.offset > 0 && tailBytes > 0; // It begins within a line.
    m_watcher.addPath(file);
}

void LogWatcher::forget(int key)
{
    const auto found = m_logs.find(key);
    if (found == m_logs.end())
        return;
    m_watcher.removePath(found->second.file);
    m_logs.erase(found);
}

void LogWatcher::readNow(int key)
{
    for (;;) {
        const auto found = m_logs.find(key);
        if (found == m_logs.end())
            return;
        QFile file(found->second.file);
        if (!file.open(QIODevice::ReadOnly))
            return;
        if (file.size() < found->second.offset)
            found->second.offset = 0; // Somebody emptied it.
        file.seek(found->second.offset);
        const QByteArray bytes = file.read(pieceBytes);
        if (bytes.isEmpty())
            return;
        found->second.offset += bytes.size();
        takeBytes(key, bytes);
    }
}

void LogWatcher::takeBytes(int key, const QByteArray& bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const auto found = m_logs.find(key);
        if (found == m_logs.end())
            return; // Whoever heard a line wants no more.
        Log& log = found->second;
        const qsizetype end = bytes.indexOf('\n', at);
        const qsizetype count = (end < 0 ? bytes.size() : end) - at;
        const qsizetype room = std::min(count, maxLineBytes - log.partial.size());
        log.partial += bytes.mid(at, room);
        at += count + 1;
        if (end < 0)
            return;
        const QString text = QString::fromUtf8(std::exchange(log.partial, {})).trimmed();
        if (!std::exchange(log.skipping, false) && !text.isEmpty())
            Q_EMIT line(key, text);
    }
}

} // namespace zs::launcher
