// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/network.h"

#include <algorithm>

namespace zs::sim {

void Network::attach(ServerId id, Host& host)
{
    m_hosts[id] = &host;
    ++m_lives[id];
}

void Network::detach(ServerId id, bool silent)
{
    m_hosts.erase(id);
    std::erase_if(m_listening, [&](const auto& entry) { return entry.first == id; });
    std::vector<End> ends;
    for (const auto& [end, side] : m_sides) {
        if (side.owner == id)
            ends.push_back(end);
    }
    for (const End end : ends) {
        if (!silent) {
            close(end);
            continue;
        }
        Side& side = m_sides.at(end);
        side.open = false;
        side.held.clear(); // Nobody sends again what was in that machine's memory.
        side.backlog = 0;
    }
}

void Network::listen(ServerId id, trace::Port port, bool on)
{
    if (on)
        m_listening.insert({id, port});
    else
        m_listening.erase({id, port});
}

std::chrono::nanoseconds Network::delay()
{
    return m_settings.minDelay + m_random.upTo(m_settings.maxDelay - m_settings.minDelay);
}

std::uint64_t Network::connect(ServerId from, ServerId to, trace::Port port)
{
    const std::uint64_t dial = m_nextDial++;
    const std::uint64_t life = m_lives[from];
    const auto tell = [this, from, life](std::chrono::nanoseconds after, auto call) {
        m_queue.in(after, [this, from, life, call] {
            const auto host = m_hosts.find(from);
            if (host != m_hosts.end() && m_lives[from] == life)
                call(*host->second);
        });
    };
    if (isCut(from, to, port) || isCut(to, from, port)) {
        tell(m_settings.connectTimeout, [dial](Host& host) { host.connectFailed(dial, false); });
        return dial;
    }
    m_queue.in(delay(), [this, from, to, port, dial, tell, life] {
        const auto target = m_hosts.find(to);
        if (target == m_hosts.end() || !m_listening.contains({to, port})) {
            tell(delay(), [dial](Host& host) { host.connectFailed(dial, true); });
            return;
        }
        const End near{m_nextEnd++};
        const End far{m_nextEnd++};
        const bool alive = m_hosts.contains(from) && m_lives[from] == life;
        m_sides[near] = Side{from, far, port, alive, {}, 0, {}};
        m_sides[far] = Side{to, near, port, true, {}, 0, {}};
        if (!alive) {
            m_sides[near].open = true; // So that the reset reaches the far end.
            close(near);
        }
        // What the acceptor sends at once must not overtake the news that we are connected.
        const std::chrono::nanoseconds back = delay();
        m_sides[far].lastArrival = m_queue.now() + back;
        tell(back, [this, dial, near](Host& host) {
            // It may have been reset before its owner knew of it.
            const auto side = m_sides.find(near);
            if (side != m_sides.end() && side->second.open)
                host.connected(dial, near);
            else
                host.connectFailed(dial, false);
        });
        target->second->accepted(far, port);
    });
    return dial;
}

void Network::send(End end, Bytes bytes)
{
    const auto side = m_sides.find(end);
    if (side == m_sides.end() || !side->second.open || bytes.empty())
        return;
    if (bytes.size() > 1 && m_random.chance(m_settings.splitRate)) {
        const auto middle
            = bytes.begin() + static_cast<std::ptrdiff_t>(1 + m_random.below(bytes.size() - 1));
        transmit(end, Bytes(bytes.begin(), middle));
        transmit(end, Bytes(middle, bytes.end()));
        return;
    }
    transmit(end, std::move(bytes));
}

/// An empty `bytes` is the end of the stream.
void Network::transmit(End from, Bytes bytes)
{
    Side& side = m_sides.at(from);
    const auto other = m_sides.find(side.other);
    if (other == m_sides.end())
        return;
    side.backlog += bytes.size();
    if (isCut(side.owner, other->second.owner, side.port)) {
        side.held.push_back(std::move(bytes));
        return;
    }
    Instant arrival = m_queue.now() + delay();
    if (m_settings.keepOrder || bytes.empty())
        arrival = std::max(arrival, side.lastArrival);
    side.lastArrival = std::max(side.lastArrival, arrival);
    const End at = side.other;
    m_queue.at(arrival, [this, at, bytes = std::move(bytes)]() mutable {
        if (bytes.empty())
            finish(at);
        else
            arrive(at, std::move(bytes));
    });
}

void Network::arrive(End at, Bytes bytes)
{
    const auto side = m_sides.find(at);
    if (side == m_sides.end())
        return;
    if (const auto sender = m_sides.find(side->second.other); sender != m_sides.end())
        sender->second.backlog -= std::min(sender->second.backlog, bytes.size());
    const auto host = m_hosts.find(side->second.owner);
    if (host == m_hosts.end())
        return;
    if (side->second.open) {
        host->second->received(at, bytes);
        return;
    }
    // A machine that is up again answers bytes of an old connection with a reset.
    m_queue.in(delay(), [this, sender = side->second.other] { finish(sender); });
}

void Network::finish(End at)
{
    const auto side = m_sides.find(at);
    if (side == m_sides.end())
        return;
    const bool tell = side->second.open;
    const ServerId owner = side->second.owner;
    m_sides.erase(side->second.other);
    m_sides.erase(at);
    if (const auto host = m_hosts.find(owner); tell && host != m_hosts.end())
        host->second->closed(at);
}

void Network::close(End end)
{
    const auto side = m_sides.find(end);
    if (side == m_sides.end() || !side->second.open)
        return;
    side->second.open = false;
    transmit(end, {});
}

void Network::cut(ServerId from, ServerId to, bool on)
{
    for (const trace::Port port :
        {trace::Port::quorum, trace::Port::election, trace::Port::client})
        cut(from, to, port, on);
}

void Network::cut(ServerId from, ServerId to, trace::Port port, bool on)
{
    if (on)
        m_cut.insert({from, to, port});
    else if (m_cut.erase({from, to, port}) > 0)
        release(from, to, port);
}

void Network::healAll()
{
    while (!m_cut.empty()) {
        const auto [from, to, port] = *m_cut.begin();
        cut(from, to, port, false);
    }
}

void Network::release(ServerId from, ServerId to, trace::Port port)
{
    std::vector<End> ends;
    for (const auto& [end, side] : m_sides) {
        const auto other = m_sides.find(side.other);
        if (side.owner == from && side.port == port && other != m_sides.end()
            && other->second.owner == to)
            ends.push_back(end);
    }
    for (const End end : ends) {
        for (Bytes& bytes : std::exchange(m_sides.at(end).held, {})) {
            m_sides.at(end).backlog -= bytes.size();
            transmit(end, std::move(bytes));
        }
    }
}

std::optional<ServerId> Network::peerOf(End end) const
{
    const auto side = m_sides.find(end);
    if (side == m_sides.end())
        return std::nullopt;
    const auto other = m_sides.find(side->second.other);
    return other == m_sides.end() ? std::nullopt : std::optional(other->second.owner);
}

std::size_t Network::backlog(End end) const
{
    const auto side = m_sides.find(end);
    return side == m_sides.end() ? 0 : side->second.backlog;
}

void Network::resetOne(ServerId a, ServerId b)
{
    std::vector<End> ends;
    for (const auto& [end, side] : m_sides) {
        const auto other = m_sides.find(side.other);
        if (side.open && side.owner == a && other != m_sides.end() && other->second.owner == b)
            ends.push_back(end);
    }
    if (ends.empty())
        return;
    const End near = ends[m_random.below(ends.size())];
    const End far = m_sides.at(near).other;
    // Each end learns of it in its own time, and what was on its way is lost.
    for (const auto& [end, other] : {std::pair(near, far), std::pair(far, near)}) {
        m_queue.in(delay(), [this, end = end] {
            const auto side = m_sides.find(end);
            if (side == m_sides.end() || !side->second.open)
                return;
            side->second.open = false;
            if (const auto host = m_hosts.find(side->second.owner); host != m_hosts.end())
                host->second->closed(end);
        });
    }
}

} // namespace zs::sim
