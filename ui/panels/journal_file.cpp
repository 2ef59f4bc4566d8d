// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/journal_file.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace zs::ui {
namespace {

tl::unexpected<Error> failureOf(int number, const QString& file)
{
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return failure(full ? Errc::noSpace : Errc::io,
        file.toStdString() + ": " + std::generic_category().message(number));
}

} // namespace

JournalFile::JournalFile(QString folder, JournalLimits limits) :
    m_folder(std::move(folder)), m_limits(limits)
{
}

JournalFile::~JournalFile()
{
    close();
}

QString JournalFile::fileIn(const QString& folder)
{
    return folder + QStringLiteral("/writes.jsonl");
}

QString JournalFile::olderFile(int number) const
{
    return m_folder + QStringLiteral("/writes.%1.jsonl").arg(number);
}

void JournalFile::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

Result<void> JournalFile::open()
{
    const QString name = fileIn(m_folder);
    if (!QDir().mkpath(QFileInfo(m_folder).path()))
        return failureOf(errno ? errno : EACCES, m_folder);
    if (::mkdir(QFile::encodeName(m_folder).constData(), 0700) != 0 && errno != EEXIST)
        return failureOf(errno, m_folder);
    // Not to wait where somebody has put a pipe.
    const int flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    m_fd = ::open(QFile::encodeName(name).constData(), flags, 0600);
    if (m_fd < 0)
        return failureOf(errno, name);
    struct stat facts {};
    if (::fstat(m_fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_uid != ::geteuid()) {
        close();
        return failure(Errc::io, name.toStdString() + ": not a file of this user");
    }
    if ((facts.st_mode & 0777) != 0600 && ::fchmod(m_fd, 0600) != 0) {
        const int number = errno;
        close();
        return failureOf(number, name);
    }
    char last = '\n';
    if (facts.st_size > 0 && ::pread(m_fd, &last, 1, facts.st_size - 1) != 1)
        last = '\0';
    m_torn = last != '\n';
    return {};
}

/// Whether the file that is open still stands under its name: another process may have moved it
/// away, or somebody deleted it.
bool JournalFile::isCurrent() const
{
    struct stat open {};
    struct stat named {};
    return m_fd >= 0 && ::fstat(m_fd, &open) == 0
        && ::lstat(QFile::encodeName(fileIn(m_folder)).constData(), &named) == 0
        && open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/// Moves each file one number up, if the present one is full and nobody else is doing so.
void JournalFile::rotate()
{
    struct stat facts {};
    if (::fstat(m_fd, &facts) != 0 || facts.st_size < m_limits.fileBytes)
        return;
    if (::flock(m_fd, LOCK_EX | LOCK_NB) != 0)
        return; // The other process moves it; this line still fits.
    if (isCurrent()) {
        const auto move = [](const QString& from, const QString& to) {
            (void)::rename(
                QFile::encodeName(from).constData(), QFile::encodeName(to).constData());
        };
        for (int number = m_limits.files - 1; number > 1; --number)
            move(olderFile(number - 1), olderFile(number));
        if (m_limits.files > 1)
            move(fileIn(m_folder), olderFile(1));
        else
            (void)::unlink(QFile::encodeName(fileIn(m_folder)).constData());
    }
    close(); // Ends the lock, too.
}

Result<void> JournalFile::append(QByteArrayList& lines)
{
    qsizetype written = 0;
    Result<void> outcome;
    while (outcome && written < lines.size()) {
        if (m_fd >= 0)
            rotate();
        if (!isCurrent()) {
            close();
            outcome = open();
            if (!outcome)
                break;
        }
        const QByteArray text = (m_torn ? "\n" : "") + lines[written] + '\n';
        ssize_t count = -1;
        do
            count = ::write(m_fd, text.constData(), std::size_t(text.size()));
        while (count < 0 && errno == EINTR);
        if (count == text.size()) {
            m_torn = false;
            ++written;
            continue;
        }
        const int number = count < 0 ? errno : ENOSPC; // A disk takes a part when it gets full.
        m_torn = m_torn ? count != 1 : count > 0;
        outcome = failureOf(number, fileIn(m_folder));
        close();
    }
    lines.erase(lines.begin(), lines.begin() + written);
    return outcome;
}

} // namespace zs::ui
