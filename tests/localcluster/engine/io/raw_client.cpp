// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/raw_client.h"

#include "clientlib/jute/codec.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace zs::engine::io {

RawClient::RawClient(std::uint16_t port)
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{20, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_fd);
        m_fd = -1;
    }
}

RawClient::~RawClient()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_xid(other.m_xid)
{
}

void RawClient::send(ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return; // The server closed; reading tells.
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

void RawClient::sendFrame(ByteView payload)
{
    Bytes frame;
    jute::Writer(frame).buffer(payload);
    send(frame);
}

bool RawClient::receiveExactly(void* into, std::size_t sizeBytes)
{
    auto* at = static_cast<char*>(into);
    while (sizeBytes > 0) {
        const ssize_t got = ::recv(m_fd, at, sizeBytes, 0);
        if (got <= 0)
            return false;
        at += got;
        sizeBytes -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Bytes> RawClient::receiveFrame()
{
    std::uint32_t length = 0;
    if (!receiveExactly(&length, sizeof length))
        return std::nullopt;
    Bytes payload(ntohl(length));
    if (!receiveExactly(payload.data(), payload.size()))
        return std::nullopt;
    return payload;
}

std::string RawClient::receiveAll()
{
    std::string all;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(m_fd, buffer, sizeof buffer, 0)) > 0;)
        all.append(buffer, static_cast<std::size_t>(got));
    return all;
}

bool RawClient::openSession()
{
    Bytes request;
    jute::Writer out(request);
    out.number(std::int32_t(0));
    out.number(std::int64_t(0));
    out.number(std::int32_t(10000));
    out.number(std::int64_t(0));
    out.buffer(Bytes(16));
    out.boolean(false);
    sendFrame(request);
    const auto answer = receiveFrame();
    return answer && answer->size() >= 36;
}

void RawClient::sendCreate(std::int32_t xid, const std::string& path, ByteView data)
{
    Bytes request;
    jute::Writer out(request);
    out.number(xid);
    jute::write(out, OpCode::create);
    out.buffer(viewOf(path));
    out.buffer(data);
    jute::write(out, openAcl());
    out.number(std::int32_t(0));
    sendFrame(request);
}

std::int32_t RawClient::errorOfReply()
{
    const auto reply = receiveFrame();
    if (!reply)
        return -4;
    jute::Reader in(*reply);
    in.number<std::int32_t>();
    in.number<std::int64_t>();
    return in.number<std::int32_t>();
}

std::int32_t RawClient::create(const std::string& path, ByteView data)
{
    sendCreate(++m_xid, path, data);
    return errorOfReply();
}

std::int32_t RawClient::exists(const std::string& path)
{
    Bytes request;
    jute::Writer out(request);
    out.number(++m_xid);
    jute::write(out, OpCode::exists);
    out.buffer(viewOf(path));
    out.boolean(false);
    sendFrame(request);
    return errorOfReply();
}

std::string askWord(std::uint16_t port, std::string_view word)
{
    RawClient client(port);
    client.send(viewOf(word));
    return client.receiveAll();
}

} // namespace zs::engine::io
