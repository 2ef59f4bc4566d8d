// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/private_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace zs::launcher {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::PrivateFile)
};

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> folderProblem(const QString& folder, const QString& why)
{
    return failure(Errc::io,
        Words::tr("The folder %1 could not be used: %2. Choose one that you may write to.")
            .arg(folder, why)
            .toStdString());
}

QString systemWords(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

} // namespace

Result<void> makePrivateFolder(const QString& folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (!QDir().mkpath(QFileInfo(folder).absolutePath()))
        return folderProblem(folder, Words::tr("a folder above it could not be made"));
    if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return folderProblem(folder, systemWords(errno));
    if (!QFileInfo(folder).isDir())
        return folderProblem(folder, Words::tr("there is a file of that name"));
    if (::chmod(path.constData(), 0700) != 0)
        return folderProblem(folder, systemWords(errno));
    if (::access(path.constData(), W_OK) != 0)
        return folderProblem(folder, systemWords(errno));
    return {};
}

Result<void> writePrivateFile(const QString& file, const QByteArray& content)
{
    errno = 0;
    QSaveFile save(file);
    const bool written = save.open(QIODevice::WriteOnly) && save.setPermissions(ownerOnly)
        && save.write(content) == content.size()
        && save.flush() && save.commit(); // commit() alone does not tell of a cut end.
    if (written)
        return {};
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return failure(full ? Errc::noSpace : Errc::io,
        (full ? Words::tr("%1 could not be written: the disk is full. Make room and try again.")
                    .arg(file)
              : Words::tr("%1 could not be written: %2.").arg(file, save.errorString()))
            .toStdString());
}

Result<QString> runtimeFolder(const QString& owner)
{
    QString base = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (base.isEmpty() || !QFileInfo(base).isWritable())
        base = QDir::tempPath();
    const QByteArray hash
        = QCryptographicHash::hash(owner.toUtf8(), QCryptographicHash::Sha1).toHex().left(12);
    const QString folder = QStringLiteral("%1/zooscope-%2-%3")
                               .arg(base)
                               .arg(::getuid())
                               .arg(QString::fromLatin1(hash));
    const QByteArray path = QFile::encodeName(folder);
    struct stat facts {};
    // Anybody may make names in /tmp: what stands there must be a folder and ours.
    const bool made = ::mkdir(path.constData(), 0700) == 0;
    if (!made && errno != EEXIST)
        return folderProblem(folder, systemWords(errno));
    if (::lstat(path.constData(), &facts) != 0 || !S_ISDIR(facts.st_mode)
        || facts.st_uid != ::getuid() || (facts.st_mode & 077) != 0)
        return folderProblem(folder, Words::tr("it belongs to somebody else"));
    return folder;
}

} // namespace zs::launcher
