// SPDX-License-Identifier: Apache-2.0
//
// zs-bare-server: the least that a server can cost. It takes connections, reads requests and sends
// answers of the right size, with as few system calls as epoll allows, and does nothing else: no
// tree, no log, no limits. What zs-loadgen measures with it is the share of any server's figures
// that the machine's network stack and the load program themselves take. Prints its port.
#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/watch_records.h"
#include "tests/bench/load_connection.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>
#include <vector>

using namespace zs;
using namespace zs::bench;

namespace {

constexpr int backlog = 4096;
constexpr std::size_t dataBytes = 100;

class BareServer {
public:
    BareServer();
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    void run();

private:
    void acceptAll();
    void readFrom(int fd);
    void answer(int fd, ByteView frame);
    void answerRequest(int fd, const RequestHeader& header, ByteView body);
    void sendAll(int fd, const Bytes& bytes, int flags = 0);

    int m_listener = -1;
    int m_poll = -1;
    std::uint16_t m_port = 0;
    std::vector<bool> m_hasSession; ///< By descriptor.
    std::vector<int> m_watchers;
    Bytes m_in;
    Bytes m_out;
};

BareServer::BareServer() : m_in(std::size_t(64) << 10)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    m_poll = ::epoll_create1(EPOLL_CLOEXEC);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int on = 1;
    ::setsockopt(m_listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_listener;
    if (m_listener < 0 || m_poll < 0
        || ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0
        || ::listen(m_listener, backlog) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0
        || ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_listener, &event) != 0)
        fail("cannot listen", true);
    m_port = ntohs(address.sin_port);
}

void BareServer::run()
{
    for (;;) {
        epoll_event ready[256];
        const int count = ::epoll_wait(m_poll, ready, 256, -1);
        for (int i = 0; i < count; ++i) {
            if (ready[i].data.fd == m_listener)
                acceptAll();
            else
                readFrom(ready[i].data.fd);
        }
    }
}

void BareServer::acceptAll()
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        if (m_hasSession.size() <= static_cast<std::size_t>(fd))
            m_hasSession.resize(static_cast<std::size_t>(fd) + 1);
        m_hasSession[static_cast<std::size_t>(fd)] = false;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        if (::epoll_ctl(m_poll, EPOLL_CTL_ADD, fd, &event) != 0)
            fail("cannot watch a connection", true);
    }
}

void BareServer::readFrom(int fd)
{
    const ssize_t got = ::recv(fd, m_in.data(), m_in.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        ::close(fd);
        return;
    }
    // The load that is run here sends each request in one piece.
    for (ByteView rest = ByteView(m_in).first(static_cast<std::size_t>(got)); !rest.empty();) {
        const auto length = static_cast<std::size_t>(jute::Reader(rest).number<std::int32_t>());
        if (rest.size() < 4 || rest.size() - 4 < length)
            fail("a request came in two pieces");
        answer(fd, rest.subspan(4, length));
        rest = rest.subspan(4 + length);
    }
}

void BareServer::answer(int fd, ByteView frame)
{
    m_out.clear();
    if (!m_hasSession[static_cast<std::size_t>(fd)]) {
        m_hasSession[static_cast<std::size_t>(fd)] = true;
        ConnectResponse response;
        response.timeoutMs = 30'000;
        response.sessionId = SessionId(fd + 1);
        response.password = Bytes(16);
        jute::appendFrame(m_out, response);
        return sendAll(fd, m_out);
    }
    jute::Reader in(frame);
    RequestHeader header;
    jute::read(in, header);
    answerRequest(fd, header, in.rest());
}

void BareServer::answerRequest(int fd, const RequestHeader& header, ByteView body)
{
    const ReplyHeader reply{header.xid, Zxid(1), Errc::ok};
    jute::Reader path(body);
    switch (header.type) {
    case OpCode::closeSession:
        // Reply and end of the stream leave in one segment.
        jute::appendFrame(m_out, reply);
        sendAll(fd, m_out, MSG_MORE);
        ::close(fd);
        return;
    case OpCode::getData:
        if (body.back() != 0)
            m_watchers.push_back(fd);
        jute::appendFrame(m_out, reply, DataResponse{Bytes(dataBytes), Stat()});
        return sendAll(fd, m_out);
    case OpCode::setData:
        jute::appendFrame(m_out, ReplyHeader{xid::notification, Zxid(1), Errc::ok},
            static_cast<std::int32_t>(EventType::nodeDataChanged), std::int32_t(3),
            std::string(textOf(path.buffer().value_or(ByteView()))));
        for (const int watcher : m_watchers)
            sendAll(watcher, m_out);
        m_watchers.clear();
        m_out.clear();
        jute::appendFrame(m_out, reply, StatResponse());
        return sendAll(fd, m_out);
    case OpCode::create:
        jute::appendFrame(m_out, reply, std::string(textOf(path.buffer().value_or(ByteView()))));
        return sendAll(fd, m_out);
    default: fail("a request that the bare server does not know");
    }
}

void BareServer::sendAll(int fd, const Bytes& bytes, int flags)
{
    if (::send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL | flags)
        != static_cast<ssize_t>(bytes.size()))
        fail("a client does not read", true);
}

} // namespace

int main()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // The benchmark may be stopped at any time.
    BareServer server;
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    server.run();
    return 0;
}
