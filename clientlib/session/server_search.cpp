// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/server_search.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::session {

ServerSearch::ServerSearch(std::vector<Endpoint> servers, std::uint64_t seed)
    : m_servers(std::move(servers))
    , m_reasons(m_servers.size())
    , m_randomState(seed)
    , m_current(m_servers.size() - 1)
{
    ZS_EXPECT(!m_servers.empty());
    for (std::size_t i = m_servers.size() - 1; i > 0; --i)
        std::swap(m_servers[i], m_servers[random() % (i + 1)]);
}

std::uint64_t ServerSearch::random()
{
    // SplitMix64 (public domain, S. Vigna): good enough to spread clients over servers and time.
    m_randomState += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_randomState;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

void ServerSearch::restart()
{
    m_attempt = 0;
    m_tried = 0;
    std::fill(m_reasons.begin(), m_reasons.end(), ConnectionFailure());
}

void ServerSearch::next()
{
    m_current = (m_current + 1) % m_servers.size();
    ++m_attempt;
}

void ServerSearch::prefer(const Endpoint& server)
{
    const auto found = std::find(m_servers.begin(), m_servers.end(), server);
    ZS_EXPECT(found != m_servers.end());
    const auto index = static_cast<std::size_t>(found - m_servers.begin());
    m_current = (index + m_servers.size() - 1) % m_servers.size();
}

bool ServerSearch::failed(ConnectionFailure why)
{
    m_reasons[m_current] = std::move(why);
    m_tried = (m_tried + 1) % m_servers.size();
    return m_tried == 0;
}

std::string ServerSearch::reasons() const
{
    std::string text;
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        if (m_reasons[i].fault != ConnectionFault::none)
            text += (text.empty() ? "" : "; ") + toText(m_servers[i]) + ": " + m_reasons[i].text;
    }
    return text;
}

bool ServerSearch::onlyTlsFailed() const
{
    return std::all_of(m_reasons.begin(), m_reasons.end(), [](const ConnectionFailure& reason) {
        return reason.fault == ConnectionFault::none || isTls(reason.fault);
    });
}

std::chrono::milliseconds ServerSearch::backOff()
{
    constexpr int doublings = 5;
    const std::uint64_t fullMs = std::min<std::uint64_t>(100ULL << m_rounds, 3000);
    m_rounds = std::min(m_rounds + 1, doublings);
    return std::chrono::milliseconds(fullMs / 2 + random() % (fullMs / 2 + 1));
}

const Endpoint& ServerSearch::nextToProbe()
{
    m_probe = (m_probe + 1) % m_servers.size();
    if (m_probe == m_current)
        m_probe = (m_probe + 1) % m_servers.size();
    return m_servers[m_probe];
}

} // namespace zs::session
