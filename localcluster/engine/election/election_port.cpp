// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/election/election_port.h"

#include "clientlib/jute/reader.h"

#include <algorithm>

namespace zs::engine {

namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

trace::NotifyEvent notifyEvent(
    trace::Direction dir, ServerId peer, const Notification& n, bool stale)
{
    return {dir, peer, n.electionEpoch, {n.leader, n.zxid, n.peerEpoch}, traceOf(n.state), stale};
}

} // namespace

PortEffects ElectionPort::look(
    Zxid lastZxid, std::int64_t currentEpoch, Instant now, std::string why)
{
    m_links.poll();
    perform(m_election.look(lastZxid, currentEpoch, now, std::move(why)), now);
    return take();
}

PortEffects ElectionPort::reconfigure(QuorumRule rule, std::string configText, bool observer,
    ElectionGreeting greeting, ElectionLinks::Members members, Instant now)
{
    m_election.reconfigure(std::move(rule), std::move(configText), observer);
    perform(m_links.reconfigure(std::move(greeting), std::move(members)), now);
    std::erase_if(m_lastHeard,
        [this](const auto& heard) { return !m_links.isMember(heard.first); });
    return take();
}

PortEffects ElectionPort::appoint(ServerId leader, Zxid zxid, Instant now, std::string why)
{
    perform(m_election.appoint(leader, zxid, std::move(why)), now);
    return take();
}

PortEffects ElectionPort::dialled(ServerId peer, LinkId link, Instant now)
{
    m_inputs[link];
    perform(m_links.dialled(peer, link), now);
    return take();
}

PortEffects ElectionPort::dialFailed(ServerId peer, bool refused, Instant now)
{
    perform(m_links.dialFailed(peer, refused), now);
    return take();
}

PortEffects ElectionPort::accepted(LinkId link, Instant now)
{
    const auto unknown = std::count_if(m_inputs.begin(), m_inputs.end(),
        [](const auto& input) { return input.second.greetBy.has_value(); });
    if (std::size_t(unknown) >= maxUnknown) {
        const auto oldest = std::min_element(
            m_inputs.begin(), m_inputs.end(), [](const auto& a, const auto& b) {
                return a.second.greetBy.value_or(Instant::max())
                    < b.second.greetBy.value_or(Instant::max());
            });
        refuse(oldest->first, now);
    }
    m_inputs[link].greetBy = now + greetingTimeout;
    return take();
}

PortEffects ElectionPort::received(LinkId link, ByteView bytes, Instant now)
{
    if (const auto input = m_inputs.find(link); input != m_inputs.end()) {
        Bytes& buffer = input->second.bytes;
        buffer.insert(buffer.end(), bytes.begin(), bytes.end());
        while (takeOne(link, now)) { }
    }
    return take();
}

bool ElectionPort::takeOne(LinkId link, Instant now)
{
    const auto at = m_inputs.find(link);
    if (at == m_inputs.end())
        return false;
    Input& input = at->second;
    const auto discard = [&](std::size_t sizeBytes) {
        input.bytes.erase(input.bytes.begin(),
            input.bytes.begin() + static_cast<std::ptrdiff_t>(sizeBytes));
    };
    if (input.greetBy) {
        const Result<std::optional<ReceivedGreeting>> greeting = readGreeting(input.bytes);
        if (!greeting || !*greeting) {
            if (!greeting)
                refuse(link, now);
            return false;
        }
        input.greetBy.reset();
        discard((*greeting)->sizeBytes);
        perform(m_links.greeted(link, (*greeting)->greeting), now);
        return true;
    }
    jute::Reader in(input.bytes);
    if (in.remaining() < 4)
        return false;
    const auto length = in.number<std::int32_t>();
    if (length < 1 || std::size_t(length) > Notification::maxBytes) {
        refuse(link, now);
        return false;
    }
    if (in.remaining() < std::size_t(length))
        return false;
    const ByteView message = in.rest().first(std::size_t(length));
    const Bytes kept(message.begin(), message.end());
    discard(4 + kept.size());
    notified(link, kept, now);
    return true;
}

void ElectionPort::notified(LinkId link, ByteView message, Instant now)
{
    const std::optional<ServerId> peer = m_links.peerOf(link);
    if (!peer)
        return;
    const Result<Notification> n = Notification::decode(message);
    if (!n)
        return;
    const auto last = m_lastHeard.find(*peer);
    const bool first = m_spoken.insert(link).second;
    const bool stale = first && last != m_lastHeard.end() && last->second == *n;
    tell(notifyEvent(trace::Direction::in, *peer, *n, stale));
    if (m_links.isMember(*peer))
        m_lastHeard.insert_or_assign(*peer, *n);
    perform(m_election.received(*peer, *n, now), now);
}

/// Closes a connection that broke the rules.
void ElectionPort::refuse(LinkId link, Instant now)
{
    m_inputs.erase(link);
    m_spoken.erase(link);
    m_effects.emplace_back(CloseLink{link});
    perform(m_links.closed(link), now);
}

PortEffects ElectionPort::closed(LinkId link, Instant now)
{
    m_inputs.erase(link);
    m_spoken.erase(link);
    const std::optional<ServerId> peer = m_links.peerOf(link);
    perform(m_links.closed(link), now);
    if (peer && m_election.state() == PeerState::looking)
        perform(m_links.reconnect(*peer), now);
    return take();
}

PortEffects ElectionPort::setBlocked(LinkId link, bool blocked, Instant now)
{
    perform(m_links.setBlocked(link, blocked), now);
    return take();
}

PortEffects ElectionPort::tick(Instant now)
{
    std::vector<LinkId> silent;
    for (const auto& [link, input] : m_inputs) {
        if (input.greetBy && *input.greetBy <= now)
            silent.push_back(link);
    }
    for (const LinkId link : silent)
        refuse(link, now);
    if (const auto timer = m_election.nextTimer(); timer && *timer <= now) {
        m_links.poll();
        perform(m_election.tick(now, m_links.anyDelivered()), now);
    }
    return take();
}

std::optional<Instant> ElectionPort::nextTimer() const
{
    std::optional<Instant> next = m_election.nextTimer();
    for (const auto& [link, input] : m_inputs) {
        if (input.greetBy && (!next || *input.greetBy < *next))
            next = input.greetBy;
    }
    return next;
}

void ElectionPort::perform(ElectionEffects effects, Instant now)
{
    for (ElectionEffect& effect : effects) {
        std::visit(Overloaded{
                       [&](SendVote& e) { perform(m_links.send(e.to, std::move(e.message)), now); },
                       [&](ConnectAll&) { perform(m_links.connectAll(), now); },
                       [&](auto& e) { m_effects.emplace_back(std::move(e)); },
                   },
            effect);
    }
}

void ElectionPort::perform(LinkEffects effects, Instant now)
{
    for (LinkEffect& effect : effects) {
        std::visit(Overloaded{
                       [&](SendGreeting& e) {
                           m_effects.emplace_back(SendBytes{e.link, e.greeting.encode()});
                       },
                       [&](SendMessage& e) {
                           Bytes frame;
                           e.message.appendFrame(frame);
                           m_effects.emplace_back(SendBytes{e.link, std::move(frame)});
                           tell(notifyEvent(
                               trace::Direction::out, e.peer, e.message, e.stale));
                       },
                       [&](CloseLink& e) {
                           m_inputs.erase(e.link);
                           m_spoken.erase(e.link);
                           m_effects.emplace_back(e);
                       },
                       [&](ReachChanged& e) {
                           perform(m_election.reachChanged(e.peer, e.reach, now), now);
                       },
                       [&](auto& e) { m_effects.emplace_back(std::move(e)); },
                   },
            effect);
    }
}

} // namespace zs::engine
