// SPDX-License-Identifier: Apache-2.0
//
// A library that is preloaded into a server under test. It stands between the server and the C
// library's calls that change files, and does what the environment says:
//   ZS_DISK_RECORD=FILE      appends each such call, and each reply to a client, to FILE, so that a
//                            test can rebuild the disk as a crash at any of them leaves it.
//   ZS_DISK_CRASH=NUMBER     kills the server at the NUMBER-th such call on a file below version-2,
//                            also when its child makes it.
//   ZS_DISK_FAIL=CALL:PART:WHEN:ERRNO   lets the WHEN-th CALL on a path that contains PART fail,
//                            and, with "WHEN+", all later ones.
// Order: what makes things durable is recorded when it has returned, all else before it is done.
// A record: byte kind, int32 path length, path, int64 number, int32 data length, data; the numbers
// in this machine's order. It goes out by one write(2) with O_APPEND, so threads and a forked child
// need no lock.
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <csignal>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <new>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>

namespace {

template <class Function>
Function* next(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string pathOf(int fd)
{
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t size = ::readlink(link, path, sizeof path);
    return size > 0 ? std::string(path, std::size_t(size)) : std::string();
}

const pid_t server = ::getpid(); // Of the process that loaded this: a child inherits it.

/// Calls until the crash, in memory that children share; null: none is planned.
std::atomic<int>* planCrash()
{
    const char* text = std::getenv("ZS_DISK_CRASH");
    if (!text)
        return nullptr;
    void* shared = ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        std::abort();
    return new (shared) std::atomic<int>(std::atoi(text));
}

std::atomic<int>* const callsLeft = planCrash();

void crashWhenDue(const std::string& path)
{
    if (!callsLeft || path.find("/version-2") == std::string::npos || --*callsLeft != 0)
        return;
    ::kill(server, SIGKILL);
    for (;;)
        ::pause(); // A child dies with the server.
}

/// By system calls only: this runs inside the calls that it stands for. The file is opened each
/// time, since a child closes all descriptors that it knows of.
void record(char kind, const std::string& path, std::int64_t number, const void* data,
    std::size_t sizeBytes)
{
    if (kind != 'k')
        crashWhenDue(path);
    const char* file = std::getenv("ZS_DISK_RECORD");
    if (!file)
        return;
    const int before = errno;
    std::string bytes(1, kind);
    const auto put = [&](const void* from, std::size_t size) {
        bytes.append(static_cast<const char*>(from), size);
    };
    const auto pathBytes = static_cast<std::int32_t>(path.size());
    const auto dataBytes = static_cast<std::int32_t>(sizeBytes);
    put(&pathBytes, sizeof pathBytes);
    put(path.data(), path.size());
    put(&number, sizeof number);
    put(&dataBytes, sizeof dataBytes);
    put(data, sizeBytes);
    const long fd = ::syscall(
        SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0 || ::syscall(SYS_write, fd, bytes.data(), bytes.size()) != long(bytes.size()))
        std::abort(); // A record with a hole would make the test lie.
    ::syscall(SYS_close, fd);
    errno = before;
}

/// True, and errno set, when this call is to fail.
bool isToFail(const char* call, const std::string& path)
{
    static std::atomic<int> calls{0};
    const char* text = std::getenv("ZS_DISK_FAIL");
    if (!text)
        return false;
    const std::string order = text;
    const std::size_t first = order.find(':');
    const std::size_t second = order.find(':', first + 1);
    const std::size_t third = order.find(':', second + 1);
    if (order.substr(0, first) != call
        || path.find(order.substr(first + 1, second - first - 1)) == std::string::npos)
        return false;
    const int when = std::atoi(order.c_str() + second + 1);
    const bool andLater = order[third - 1] == '+';
    const int now = ++calls;
    if (now != when && !(andLater && now > when))
        return false;
    errno = std::atoi(order.c_str() + third + 1);
    return true;
}

template <class Call>
int opened(const char* path, int flags, Call call)
{
    const bool mayMake = (flags & O_CREAT) != 0;
    if (mayMake && isToFail("open", path))
        return -1;
    if (mayMake)
        record('o', path, flags & O_TRUNC, nullptr, 0);
    return call();
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const int mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, int) : 0;
    va_end(rest);
    return opened(path, flags, [&] {
        static auto* const real = next<int(const char*, int, int)>("open");
        return real(path, flags, mode);
    });
}

int open64(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const int mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, int) : 0;
    va_end(rest);
    return open(path, flags, mode);
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t at)
{
    const std::string path = pathOf(fd);
    if (isToFail("pwrite", path))
        return -1;
    record('w', path, at, data, size);
    static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at)
{
    return pwrite(fd, data, size, at);
}

ssize_t pwritev(int fd, const iovec* pieces, int count, off_t at)
{
    const std::string path = pathOf(fd);
    if (isToFail("pwrite", path))
        return -1;
    // As one write: a crash does not come between its pieces.
    std::string all;
    for (int i = 0; i < count; ++i)
        all.append(static_cast<const char*>(pieces[i].iov_base), pieces[i].iov_len);
    record('w', path, at, all.data(), all.size());
    static auto* const real = next<ssize_t(int, const iovec*, int, off_t)>("pwritev");
    return real(fd, pieces, count, at);
}
ssize_t pwritev64(int fd, const iovec* pieces, int count, off64_t at)
{
    return pwritev(fd, pieces, count, at);
}

int fdatasync(int fd)
{
    const std::string path = pathOf(fd);
    if (isToFail("fdatasync", path))
        return -1;
    static auto* const real = next<int(int)>("fdatasync");
    const int done = real(fd);
    if (done == 0)
        record('s', path, 0, nullptr, 0);
    return done;
}

int fsync(int fd)
{
    const std::string path = pathOf(fd);
    if (isToFail("fsync", path))
        return -1;
    static auto* const real = next<int(int)>("fsync");
    const int done = real(fd);
    if (done == 0)
        record('s', path, 0, nullptr, 0);
    return done;
}

int rename(const char* from, const char* to)
{
    if (isToFail("rename", from))
        return -1;
    record('r', from, 0, to, std::strlen(to));
    static auto* const real = next<int(const char*, const char*)>("rename");
    return real(from, to);
}

int unlink(const char* path)
{
    record('u', path, 0, nullptr, 0);
    static auto* const real = next<int(const char*)>("unlink");
    return real(path);
}

int ftruncate(int fd, off_t size)
{
    record('t', pathOf(fd), size, nullptr, 0);
    static auto* const real = next<int(int, off_t)>("ftruncate");
    return real(fd, size);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int fallocate(int fd, int mode, off_t at, off_t size)
{
    const std::string path = pathOf(fd);
    if (isToFail("fallocate", path))
        return -1;
    record('a', path, at + size, nullptr, 0);
    static auto* const real = next<int(int, int, off_t, off_t)>("fallocate");
    return real(fd, mode, at, size);
}
int fallocate64(int fd, int mode, off64_t at, off64_t size)
{
    return fallocate(fd, mode, at, size);
}

int mkdir(const char* path, mode_t mode)
{
    record('d', path, 0, nullptr, 0);
    static auto* const real = next<int(const char*, mode_t)>("mkdir");
    return real(path, mode);
}

ssize_t send(int fd, const void* data, size_t size, int flags)
{
    record('k', "", fd, data, size);
    static auto* const real = next<ssize_t(int, const void*, size_t, int)>("send");
    return real(fd, data, size, flags);
}

} // extern "C"
