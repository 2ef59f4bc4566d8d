// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/member_port.h"

#include <spdlog/spdlog.h>
#include <sys/socket.h>

namespace zs::engine::io {

namespace {

    using Clock = std::chrono::steady_clock;

    /// Without it a connection may be lost; it is no reason to have none.
    void keepAlive(const Fd& socket)
    {
        const int on = 1;
        (void)::setsockopt(socket.get(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    }

} // namespace

MemberPort::MemberPort(asio::io_context& loop, PollSet& poll, std::uint64_t token,
    MemberPortOptions options, Owner& owner)
    : m_loop(loop)
    , m_poll(poll)
    , m_options(std::move(options))
    , m_owner(owner)
    , m_links(loop, poll, token, *this)
    , m_dialer(loop, poll, m_options.dialTimeout)
    , m_silenceTimer(loop)
{
}

Result<void> MemberPort::resolveOwn()
{
    m_own.clear();
    for (const HostPort& address : m_options.addresses) {
        if (m_options.onAllAddresses) {
            m_own.push_back({"", address.port});
            continue;
        }
        asio::error_code error;
        asio::ip::tcp::resolver resolver(m_loop);
        const auto found = resolver.resolve(address.host, "", error);
        if (error || found.empty())
            return failure(Errc::io,
                "Address unresolved: " + address.text() + " (the " + m_options.name
                    + " of this server's own server.N line): " + error.message());
        m_own.push_back({found.begin()->endpoint().address().to_string(), address.port});
    }
    return {};
}

Result<void> MemberPort::listen()
{
    for (const HostPort& address : m_own) {
        ListenOptions options;
        options.hostKey = m_options.name;
        options.host = address.host;
        options.port = address.port;
        options.maxPerAddress = 0;
        options.maxInAll = m_options.maxAccepted;
        options.keepAlive = m_options.keepAlive;
        const std::size_t index = m_listeners.size();
        m_listeners.push_back(std::make_unique<ClientListener>(
            m_loop, m_poll, options,
            [this, index](ClientListener::Accepted accepted) {
                accept(*m_listeners[index], std::move(accepted));
            },
            [this](const std::string& problem) {
                if (Clock::now() < m_nextProblem)
                    return;
                m_nextProblem = Clock::now() + std::chrono::seconds(1);
                spdlog::warn("{}: {}", m_options.name, problem);
            }));
        if (auto opened = m_listeners.back()->open(); !opened) {
            stopListening();
            return failure(opened.error().code,
                std::string(m_options.name) + ": " + opened.error().detail);
        }
    }
    return {};
}

void MemberPort::stopListening()
{
    for (auto& [link, accepted] : m_accepted)
        accepted.listener = nullptr;
    for (const auto& listener : m_listeners)
        listener->close();
    m_listeners.clear();
}

void MemberPort::moveTo(std::vector<HostPort> addresses)
{
    stopListening();
    m_options.addresses = std::move(addresses);
}

void MemberPort::accept(ClientListener& listener, ClientListener::Accepted accepted)
{
    const std::uint64_t link
        = m_silent < m_options.maxSilent ? m_links.add(std::move(accepted.socket)) : 0;
    if (link == 0)
        return listener.released(accepted.address); // Its destructor closes it.
    m_accepted[link] = {&listener, accepted.address, 0, Clock::now()};
    ++m_silent;
    watchSilent();
    m_owner.portAccepted(link, accepted.address + ":" + std::to_string(accepted.port));
}

void MemberPort::dial(std::vector<HostPort> addresses, OnDialled onDialled)
{
    m_dialer.dial(std::move(addresses),
        [this, onDialled = std::move(onDialled)](Fd socket, const DialFailure& failure) {
            if (!socket)
                return onDialled(0, failure);
            if (m_options.keepAlive)
                keepAlive(socket);
            const std::uint64_t link = m_links.add(std::move(socket));
            onDialled(link, {false, link == 0 ? "no more sockets can be watched" : ""});
        });
}

void MemberPort::close(std::uint64_t link)
{
    forget(link);
    m_links.close(link);
}

void MemberPort::forget(std::uint64_t link)
{
    const auto at = m_accepted.find(link);
    if (at == m_accepted.end())
        return;
    if (at->second.received < m_options.firstBytes)
        --m_silent;
    if (at->second.listener)
        at->second.listener->released(at->second.address);
    m_accepted.erase(at);
}

void MemberPort::linkReceived(std::uint64_t link, ByteView bytes)
{
    const auto at = m_accepted.find(link);
    if (at != m_accepted.end() && at->second.received < m_options.firstBytes) {
        at->second.received += bytes.size();
        if (at->second.received >= m_options.firstBytes)
            --m_silent;
    }
    m_owner.portReceived(link, bytes);
}

void MemberPort::linkClosed(std::uint64_t link, const std::string& why)
{
    forget(link);
    m_owner.portClosed(link, why);
}

void MemberPort::linkBacklog(std::uint64_t link, std::size_t sizeBytes)
{
    m_owner.portBacklog(link, sizeBytes);
}

void MemberPort::linkTreeSent(std::uint64_t link, std::int64_t sizeBytes, bool whole)
{
    m_owner.portTreeSent(link, sizeBytes, whole);
}

void MemberPort::watchSilent()
{
    if (m_silent == 0 || std::exchange(m_isWatching, true))
        return;
    m_silenceTimer.expires_after(std::chrono::seconds(1));
    m_silenceTimer.async_wait([this](const asio::error_code& error) {
        m_isWatching = false;
        if (error)
            return;
        dropSilent();
        watchSilent();
    });
}

void MemberPort::dropSilent()
{
    std::vector<std::uint64_t> late;
    for (const auto& [link, accepted] : m_accepted) {
        if (accepted.received < m_options.firstBytes
            && Clock::now() - accepted.since > m_options.silence)
            late.push_back(link);
    }
    for (const std::uint64_t link : late) {
        close(link);
        m_owner.portClosed(link, "it said nothing for too long");
    }
}

} // namespace zs::engine::io
