// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/snapshot_child.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/thread_hints.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::engine::io {

Result<void> writeSnapshot(
    const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head)
{
    const std::string path = target.directory + "/"
        + storage::snapshotName(tree.lastProcessed(), target.compression);
    const std::string temporary = target.directory + "/new-snapshot.tmp";
    const auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd)
        return tl::unexpected(fd.error());
    const auto compressor = storage::Compressor::make(target.compression);
    storage::SnapshotWriter writer(tree, head);
    std::size_t position = 0;
    Bytes plain;
    Bytes out;
    bool more = true;
    while (more) {
        more = writer.next(plain);
        out.clear();
        if (more)
            compressor->add(plain, out);
        else
            compressor->finish(out);
        if (auto written = writeAt(*fd, out, position); !written)
            return failure(Errc::io, temporary + ": " + written.error().detail);
        position += out.size();
    }
    if (::fsync(fd->get()) != 0)
        return tl::unexpected(systemError("cannot sync " + temporary));
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return tl::unexpected(systemError("cannot rename " + temporary));
    return syncDirectory(target.directory);
}

Result<void> SnapshotChild::start(
    const SnapshotTarget& target, const DataTree& tree, const storage::SnapshotHead& head)
{
    ZS_EXPECT(!running());
    const pid_t server = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0)
        return tl::unexpected(systemError("cannot fork for a snapshot"));
    if (pid > 0) {
        m_pid = pid;
        return {};
    }
    // The child. No logging: another thread may have held the logger's lock at the fork. No
    // sockets: a connection that the server closes has to be closed for its client, too.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != server)
        ::_exit(1);
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_IGN); // Ctrl-C on the terminal is for the server, which decides.
    ::close_range(3, ~0U, 0);
    giveWay();
    errno = 0;
    const auto done = writeSnapshot(target, tree, head);
    ::_exit(done ? 0 : (errno > 0 && errno < 128 ? errno : 1));
}

std::optional<Result<void>> SnapshotChild::reap()
{
    if (!running())
        return std::nullopt;
    int status = 0;
    const pid_t ended = ::waitpid(m_pid, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR))
        return std::nullopt;
    m_pid = -1;
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return Result<void>();
    if (ended > 0 && WIFEXITED(status)) {
        errno = WEXITSTATUS(status);
        return tl::unexpected(systemError("a snapshot could not be written"));
    }
    return failure(Errc::io, "the process that wrote a snapshot was killed");
}

void SnapshotChild::abandon()
{
    if (!running())
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

} // namespace zs::engine::io
