// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/file_sink.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace zs::trace {

namespace {

tl::unexpected<Error> systemFailure(const std::string& what)
{
    return failure(Errc::io, what + ": " + std::strerror(errno));
}

} // namespace

Result<FileSink> FileSink::connectTo(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return failure(Errc::io, "the trace socket's path is too long: " + path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return systemFailure("cannot make a socket for the trace");
    FileSink sink(descriptor, true);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return systemFailure("cannot connect the trace to " + path);
    return sink;
}

Result<FileSink> FileSink::open(const std::string& target)
{
    constexpr std::string_view socketPrefix = "unix:";
    if (target.starts_with(socketPrefix))
        return connectTo(target.substr(socketPrefix.size()));
    const std::string& path = target;
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0 && S_ISSOCK(facts.st_mode))
        return connectTo(path);
    const int descriptor
        = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0600);
    if (descriptor < 0)
        return systemFailure("cannot write the trace to " + path);
    return FileSink(descriptor, false);
}

FileSink::FileSink(FileSink&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_socket(other.m_socket)
{
}

FileSink& FileSink::operator=(FileSink&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_socket, other.m_socket);
    return *this;
}

FileSink::~FileSink()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> FileSink::drain(Writer& writer)
{
    while (!writer.pending().empty()) {
        const std::string_view bytes = writer.pending();
        // A reader that is gone must not end the server by SIGPIPE.
        const ssize_t done = m_socket
            ? ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL)
            : ::write(m_descriptor, bytes.data(), bytes.size());
        if (done >= 0)
            writer.taken(static_cast<std::size_t>(done));
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {};
        else if (errno != EINTR)
            return systemFailure("cannot write the trace");
    }
    return {};
}

} // namespace zs::trace
