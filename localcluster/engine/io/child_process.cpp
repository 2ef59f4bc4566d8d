// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/child_process.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/io/file.h"

#include <cerrno>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr int keptNumber = 3;

    /// No logging from here on: another thread may have held the logger's lock at the fork. No
    /// sockets: a connection that the server closes has to be closed for its client, too.
    [[noreturn]] void runChild(pid_t server, const ChildProcess::Work& work, int kept)
    {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != server)
            ::_exit(1);
        ::signal(SIGTERM, SIG_DFL);
        ::signal(SIGINT, SIG_IGN); // Ctrl-C on the terminal is for the server, which decides.
        if (kept >= 0 && kept != keptNumber)
            ::dup2(kept, keptNumber);
        ::close_range(kept >= 0 ? keptNumber + 1 : keptNumber, ~0U, 0);
        errno = 0;
        const auto done = work(keptNumber);
        ::_exit(done ? 0 : (errno > 0 && errno < 128 ? errno : 1));
    }

} // namespace

Result<void> ChildProcess::start(const Work& work, int kept)
{
    ZS_EXPECT(!running());
    const pid_t server = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0)
        return tl::unexpected(systemError("cannot fork"));
    if (pid == 0)
        runChild(server, work, kept);
    m_pid = pid;
    return {};
}

std::optional<Result<void>> ChildProcess::reap(const std::string& what)
{
    if (!running())
        return std::nullopt;
    int status = 0;
    const pid_t ended = ::waitpid(m_pid, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR))
        return std::nullopt;
    m_pid = -1;
    m_wasKilled = ended > 0 && WIFSIGNALED(status);
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return Result<void>();
    if (ended > 0 && WIFEXITED(status)) {
        errno = WEXITSTATUS(status);
        return tl::unexpected(spaceError(what));
    }
    return failure(Errc::io, what + ": its process was killed");
}

void ChildProcess::abandon()
{
    if (!running())
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

} // namespace zs::engine::io
