// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/dialer.h"

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

namespace zs::engine::io {

using asio::ip::tcp;

/// One dial; kept alive by its handlers.
struct Dialer::Attempt : std::enable_shared_from_this<Attempt> {
    Attempt(Dialer& owner, std::vector<HostPort> list, OnDone done)
        : dialer(&owner)
        , addresses(std::move(list))
        , onDone(std::move(done))
        , socket(owner.m_loop)
        , deadline(owner.m_loop)
    {
    }

    void nextAddress()
    {
        if (!dialer)
            return;
        if (at == addresses.size())
            return finish(Fd());
        const HostPort& address = addresses[at++];
        endpoints.clear();
        asio::error_code isName;
        const auto literal = asio::ip::make_address(address.host, isName);
        if (!isName) {
            endpoints.emplace_back(literal, address.port);
            return nextEndpoint();
        }
        resolve(address);
    }

    /// Not by asio, whose resolver's thread would not wake the poll set.
    void resolve(const HostPort& address)
    {
        dialer->m_resolver.add([self = shared_from_this(), poll = &dialer->m_poll,
                                   address]() mutable {
            asio::error_code error;
            asio::io_context own;
            const auto found = tcp::resolver(own).resolve(
                address.host, std::to_string(address.port), error);
            std::vector<tcp::endpoint> numbers;
            for (const auto& entry : found)
                numbers.push_back(entry.endpoint());
            // Moved: the last to hold it must be the loop's thread.
            poll->post([self = std::move(self), numbers = std::move(numbers), error, address] {
                self->endpoints = numbers;
                if (error)
                    self->failed("cannot resolve " + address.host + ": " + error.message(), false);
                self->nextEndpoint();
            });
        });
    }

    void nextEndpoint()
    {
        if (!dialer)
            return;
        if (endpoints.empty())
            return nextAddress();
        endpoint = endpoints.front();
        endpoints.erase(endpoints.begin());
        asio::error_code ignored;
        socket.close(ignored);
        isLate = false;
        deadline.expires_after(dialer->m_timeout);
        deadline.async_wait([self = shared_from_this()](const asio::error_code& error) {
            asio::error_code unused;
            self->isLate = !error;
            if (!error)
                self->socket.close(unused); // Ends the wait below.
        });
        socket.async_connect(endpoint, [self = shared_from_this()](const asio::error_code& error) {
            self->connected(error);
        });
    }

    void connected(const asio::error_code& error)
    {
        if (!dialer)
            return;
        deadline.cancel();
        asio::error_code ignored;
        if (!error && !isLate) {
            socket.set_option(tcp::no_delay(true), ignored);
            const int fd = socket.release(ignored);
            if (fd >= 0)
                return finish(Fd(fd));
        }
        failed("cannot connect to " + endpoint.address().to_string() + ":"
                + std::to_string(endpoint.port()) + ": "
                + (isLate ? std::string("no answer in time") : error.message()),
            error == asio::error::connection_refused);
        nextEndpoint();
    }

    void failed(const std::string& why, bool refused)
    {
        failure.refused = refused && (failure.refused || failure.why.empty());
        failure.why += (failure.why.empty() ? "" : "; ") + why;
    }

    void finish(Fd fd)
    {
        const auto self = shared_from_this();
        dialer->m_attempts.erase(self);
        dialer = nullptr;
        onDone(std::move(fd), failure);
    }

    void drop()
    {
        dialer = nullptr;
        asio::error_code ignored;
        socket.close(ignored);
        deadline.cancel();
    }

    Dialer* dialer; ///< Null once it is over.
    const std::vector<HostPort> addresses;
    const OnDone onDone;
    std::size_t at = 0;
    std::vector<tcp::endpoint> endpoints; ///< Of the present address, still to be tried.
    tcp::endpoint endpoint;
    tcp::socket socket;
    asio::steady_timer deadline;
    bool isLate = false;
    DialFailure failure;
};

Dialer::~Dialer()
{
    for (const auto& attempt : m_attempts)
        attempt->drop();
}

void Dialer::dial(std::vector<HostPort> addresses, OnDone onDone)
{
    auto attempt = std::make_shared<Attempt>(*this, std::move(addresses), std::move(onDone));
    m_attempts.insert(attempt);
    // Not from within this call: who asks is in the middle of something.
    m_poll.post([attempt] { attempt->nextAddress(); });
}

} // namespace zs::engine::io
