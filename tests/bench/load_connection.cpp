// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load_connection.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace zs::bench {

void fail(const std::string& what, bool withErrno)
{
    std::fprintf(stderr, "loadgen: %s%s%s\n", what.c_str(), withErrno ? ": " : "",
        withErrno ? std::strerror(errno) : "");
    std::exit(1);
}

LoadConnection::LoadConnection(
    const char* host, std::uint16_t port, std::chrono::milliseconds sessionTimeout)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (m_fd < 0 || ::inet_pton(AF_INET, host, &address.sin_addr) != 1)
        fail(std::string("cannot use host ") + host, true);
    if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail("cannot connect to port " + std::to_string(port), true);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(m_fd, F_SETFL, O_NONBLOCK);

    ConnectRequest connect;
    connect.timeoutMs = static_cast<std::int32_t>(sessionTimeout.count());
    connect.password = Bytes(16);
    jute::appendFrame(m_out, connect);
    flush();
}

void LoadConnection::waitSession()
{
    while (true) {
        waitReadable();
        readSome();
        const auto frame = m_in.next();
        if (!frame)
            fail(frame.error().detail);
        if (!*frame)
            continue;
        const auto response = jute::decode<ConnectResponse>(**frame);
        if (!response || response->timeoutMs <= 0)
            fail("the server refused a session");
        return;
    }
}

LoadConnection::~LoadConnection()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

LoadConnection::LoadConnection(LoadConnection&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_xid(other.m_xid), m_out(std::move(other.m_out)),
      m_outSent(other.m_outSent), m_in(std::move(other.m_in)), m_sentAt(std::move(other.m_sentAt))
{
}

void LoadConnection::request(ByteView encoded)
{
    constexpr std::size_t lengthBytes = 4; // In front of the xid.
    const std::size_t at = m_out.size() + lengthBytes;
    m_out.insert(m_out.end(), encoded.begin(), encoded.end());
    const std::uint32_t wire = __builtin_bswap32(static_cast<std::uint32_t>(++m_xid));
    std::memcpy(m_out.data() + at, &wire, sizeof wire);
    m_sentAt.push_back(Clock::now());
}

void LoadConnection::flush()
{
    while (m_outSent < m_out.size()) {
        const ssize_t sent
            = ::send(m_fd, m_out.data() + m_outSent, m_out.size() - m_outSent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent < 0)
            fail("the connection broke while sending", true);
        m_outSent += static_cast<std::size_t>(sent);
    }
    m_out.clear();
    m_outSent = 0;
}

ReplyHeader LoadConnection::settle()
{
    ReplyHeader reply;
    while (outstanding() > 0) {
        flush();
        receive([&](const Completion& completion) { reply = completion.header; }, [] {});
        if (outstanding() > 0)
            waitReadable();
    }
    return reply;
}

bool LoadConnection::readSome()
{
    static thread_local Bytes buffer(256 * 1024);
    const ssize_t got = ::recv(m_fd, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EAGAIN)
        return false;
    if (got < 0)
        fail("the connection broke while receiving", true);
    if (got == 0 && m_sentAt.empty())
        return false; // The end that closeSession asked for.
    if (got == 0)
        fail("the server closed a connection");
    m_in.feed(ByteView(buffer).first(static_cast<std::size_t>(got)));
    return static_cast<std::size_t>(got) == buffer.size();
}

void LoadConnection::waitReadable() const
{
    pollfd wanted{m_fd, POLLIN, 0};
    constexpr int patienceMs = 30'000;
    if (::poll(&wanted, 1, patienceMs) <= 0)
        fail("no answer within 30 s");
}

} // namespace zs::bench
