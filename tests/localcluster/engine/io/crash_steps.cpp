// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/crash_steps.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr int crashed = 77;
    std::atomic<int> stepsLeft{0}; ///< 0: no crash is planned.
    std::atomic<bool> recording{false};
    std::mutex callsMutex;
    std::vector<std::string> calls;

    std::string lastPart(const std::string& path) { return path.substr(path.rfind('/') + 1); }

    std::string nameOf(int fd)
    {
        char path[4096];
        const std::string link = "/proc/self/fd/" + std::to_string(fd);
        const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
        return lastPart(std::string(path, size > 0 ? std::size_t(size) : 0));
    }

    void before(const char* call, const std::string& name)
    {
        if (recording) {
            const std::lock_guard lock(callsMutex);
            calls.push_back(call + (" " + name));
        }
        if (stepsLeft > 0 && --stepsLeft == 0)
            ::_exit(crashed);
    }

    template <class Function>
    Function* next(const char* name)
    {
        return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
    }

} // namespace

bool crashesAtStep(int step, const std::function<void()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        stepsLeft = step;
        work();
        ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)
        || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != crashed)) {
        std::perror("the process that was to crash did not end as it should");
        std::abort();
    }
    return WEXITSTATUS(status) == crashed;
}

std::vector<std::string> diskCallsOf(const std::function<void()>& work)
{
    calls.clear();
    recording = true;
    work();
    recording = false;
    const std::lock_guard lock(callsMutex);
    return calls;
}

} // namespace zs::engine::io

// The program's own definitions come before the C library's.
extern "C" {

ssize_t pwrite(int fd, const void* data, size_t size, off_t at)
{
    zs::engine::io::before("write", zs::engine::io::nameOf(fd));
    return zs::engine::io::next<decltype(pwrite)>("pwrite")(fd, data, size, at);
}

ssize_t pwritev(int fd, const iovec* pieces, int count, off_t at)
{
    zs::engine::io::before("write", zs::engine::io::nameOf(fd));
    return zs::engine::io::next<decltype(pwritev)>("pwritev")(fd, pieces, count, at);
}

int ftruncate(int fd, off_t size) noexcept
{
    zs::engine::io::before("cut", zs::engine::io::nameOf(fd));
    return zs::engine::io::next<int(int, off_t)>("ftruncate")(fd, size);
}

int fsync(int fd)
{
    zs::engine::io::before("fsync", zs::engine::io::nameOf(fd));
    return zs::engine::io::next<int(int)>("fsync")(fd);
}

int fdatasync(int fd)
{
    zs::engine::io::before("fdatasync", zs::engine::io::nameOf(fd));
    return zs::engine::io::next<int(int)>("fdatasync")(fd);
}

int rename(const char* from, const char* to) noexcept
{
    zs::engine::io::before("rename", zs::engine::io::lastPart(from));
    return zs::engine::io::next<int(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) noexcept
{
    zs::engine::io::before("unlink", zs::engine::io::lastPart(path));
    return zs::engine::io::next<int(const char*)>("unlink")(path);
}

} // extern "C"
