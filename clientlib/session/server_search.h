// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/connection_fault.h"
#include "clientlib/session/endpoint.h"

#include <chrono>
#include <string>
#include <vector>

namespace zs::session {

/// Which server to try next, and after how long. The servers stand in an order shuffled once; a
/// search goes round them, and pauses only after each was tried in vain.
class ServerSearch {
public:
    /// `seed` decides the order and the jitter: equal seeds give equal searches.
    ServerSearch(std::vector<Endpoint> servers, std::uint64_t seed);

    [[nodiscard]] const Endpoint& current() const { return m_servers[m_current]; }
    [[nodiscard]] std::size_t currentIndex() const { return m_current; }
    [[nodiscard]] std::size_t size() const { return m_servers.size(); }
    /// The number of the present attempt, from 1; 0 before `next`.
    [[nodiscard]] int attempt() const { return m_attempt; }

    /// Starts a new search, behind the present server.
    void restart();
    /// Turns to the server of the next attempt.
    void next();
    /// Makes `server` the one that the next call of `next` yields.
    void prefer(const Endpoint& server);
    /// Keeps the reason why the present server could not be used. True when each was tried.
    bool failed(ConnectionFailure why);
    /// "host:port: reason" of each server that was tried in this search.
    [[nodiscard]] std::string reasons() const;
    /// Whether TLS alone kept this search from each server that was tried.
    [[nodiscard]] bool onlyTlsFailed() const;
    /// How long to wait before the next round: doubles from 100 ms to 3 s, half of it by chance.
    [[nodiscard]] std::chrono::milliseconds backOff();
    /// After a connection that proved good.
    void resetBackOff() { m_rounds = 0; }
    /// The server behind the present one, for a look whether it is read-write; moves on each call.
    [[nodiscard]] const Endpoint& nextToProbe();

private:
    std::uint64_t random();

    std::vector<Endpoint> m_servers;
    std::vector<ConnectionFailure> m_reasons; ///< By server; `none`: not tried in this search.
    std::uint64_t m_randomState;
    std::size_t m_current;
    std::size_t m_probe = 0;
    std::size_t m_tried = 0; ///< Since the round began.
    int m_attempt = 0;
    int m_rounds = 0;
};

} // namespace zs::session
