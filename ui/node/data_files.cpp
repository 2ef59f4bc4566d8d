// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_files.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace zs::ui {

namespace {

constexpr qint64 mostBytes = qint64(64) * 1024 * 1024;
constexpr std::size_t longestName = 100;

Error failure(const QString& name, const QString& why)
{
    return Error(Errc::io, (name + QStringLiteral(": ") + why).toStdString());
}

} // namespace

Result<Bytes> readDataFile(const QString& name)
{
    const QFileInfo info(name);
    if (info.exists() && !info.isFile()) // Reading a pipe or a device might never end.
        return tl::unexpected(failure(name, QStringLiteral("this is no regular file")));
    if (info.size() > mostBytes)
        return tl::unexpected(
            Error(Errc::invalidInput, name.toStdString() + ": larger than 64 MiB"));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(failure(name, file.errorString()));
    const QByteArray content = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return tl::unexpected(failure(name, file.errorString()));
    return Bytes(content.begin(), content.end());
}

Result<void> writeDataFile(const QString& name, ByteView data)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return tl::unexpected(failure(name, file.errorString()));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(reinterpret_cast<const char*>(data.data()), static_cast<qint64>(data.size()));
    if (!file.flush() || !file.commit()) // commit() alone does not tell of a cut end.
        return tl::unexpected(failure(name, file.errorString()));
    return {};
}

QString fileNameFor(std::string_view nodeName)
{
    QString name;
    for (const char c : nodeName.substr(0, longestName)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        name += QLatin1Char(plain ? c : '_');
    }
    if (name.isEmpty() || name.startsWith(u'.'))
        name.prepend(QStringLiteral("node"));
    return name;
}

} // namespace zs::ui
