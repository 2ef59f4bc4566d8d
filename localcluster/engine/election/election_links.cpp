// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/election/election_links.h"

#include <algorithm>

namespace zs::engine {

ElectionLinks::ElectionLinks(ElectionGreeting greeting, Members members, bool admitStrangers)
    : m_greeting(std::move(greeting)), m_self(m_greeting.sid), m_members(std::move(members)),
      m_admitStrangers(admitStrangers)
{
}

LinkEffects ElectionLinks::reconfigure(ElectionGreeting greeting, Members members)
{
    const Members old = std::exchange(m_members, std::move(members));
    m_greeting = std::move(greeting);
    for (auto& [id, peer] : m_peers) {
        const auto before = old.find(id);
        const auto after = m_members.find(id);
        if (before != old.end() && after != m_members.end() && before->second != after->second)
            drop(id, peer, "the member has moved");
    }
    for (const auto& [id, addresses] : m_members) {
        if (id != m_self && !old.contains(id))
            dial(id, {});
    }
    return take();
}

LinkEffects ElectionLinks::send(ServerId to, Notification message)
{
    Peer& peer = m_peers[to];
    peer.slot = std::move(message);
    if (peer.link)
        flush(to, peer);
    else if (!peer.knocked)
        dial(to, {});
    return take();
}

LinkEffects ElectionLinks::connectAll()
{
    for (const auto& [id, peer] : m_peers) {
        if (!peer.link)
            dial(id, {});
    }
    return take();
}

LinkEffects ElectionLinks::reconnect(ServerId to)
{
    const auto at = m_peers.find(to);
    if (at == m_peers.end() || at->second.link || at->second.dialling
        || at->second.reconnects >= mostReconnects)
        return take();
    ++at->second.reconnects;
    dial(to, {});
    at->second.probing = at->second.dialling && m_self < to;
    return take();
}

void ElectionLinks::poll()
{
    for (auto& [id, peer] : m_peers) {
        peer.knocked = false;
        peer.reconnects = 0;
    }
}

void ElectionLinks::dial(ServerId to, const std::vector<HostPort>& preferred)
{
    Peer& peer = m_peers[to];
    if (peer.dialling)
        return;
    std::vector<HostPort> addresses = preferred;
    if (const auto member = m_members.find(to); addresses.empty() && member != m_members.end())
        addresses = member->second;
    if (addresses.empty())
        return; // A server whose address nobody knows has to come to us.
    peer.dialling = true;
    m_effects.emplace_back(Dial{to, std::move(addresses)});
}

LinkEffects ElectionLinks::dialled(ServerId id, LinkId link)
{
    Peer& peer = m_peers[id];
    peer.dialling = false;
    m_effects.emplace_back(ReachChanged{id, Reach::accepting});
    // A message that came meanwhile and has no other way makes a knock of the probe.
    if (std::exchange(peer.probing, false) && (peer.link || !peer.slot)) {
        m_effects.emplace_back(CloseLink{link});
        return take();
    }
    m_effects.emplace_back(SendGreeting{link, m_greeting});
    if (m_self < id) {
        m_effects.emplace_back(CloseLink{link});
        peer.knocked = !peer.link;
        return take();
    }
    establish(id, link, m_self);
    return take();
}

LinkEffects ElectionLinks::dialFailed(ServerId id, bool refused)
{
    Peer& peer = m_peers[id];
    peer.dialling = peer.probing = false;
    peer.knocked = false;
    if (!isMember(id) && !peer.link)
        m_peers.erase(id);
    m_effects.emplace_back(ReachChanged{id, refused ? Reach::refused : Reach::unknown});
    return take();
}

bool ElectionLinks::admits(ServerId id) const
{
    if (isMember(id))
        return true;
    const auto stranger = [&](const auto& peer) { return !isMember(peer.first); };
    return m_admitStrangers
        && (m_peers.contains(id)
            || std::size_t(std::count_if(m_peers.begin(), m_peers.end(), stranger))
                < maxStrangers);
}

LinkEffects ElectionLinks::greeted(LinkId link, const ElectionGreeting& greeting)
{
    ServerId id = greeting.sid;
    if (id == ElectionGreeting::anonymousObserver && m_admitStrangers)
        id = ServerId(m_nextAnonymous--);
    const bool self = id == m_self;
    if (self || !admits(id)) {
        tellLink(id, false,
            self ? "another server greets with our own id: check the files myid"
                 : "refused: the server is not in the configuration",
            id);
        m_effects.emplace_back(CloseLink{link});
        return take();
    }
    m_effects.emplace_back(ReachChanged{id, Reach::accepting});
    if (id > m_self || greeting.sid == ElectionGreeting::anonymousObserver) {
        establish(id, link, id);
        return take();
    }
    // The lower id may not keep it. It knows of no connection, so ours, if any, is dead.
    m_effects.emplace_back(CloseLink{link});
    drop(id, m_peers[id], "the peer connects anew");
    std::vector<HostPort> addresses;
    for (const HostPort& address : greeting.addresses) {
        if (!address.isWildcard())
            addresses.push_back(address);
    }
    dial(id, addresses);
    return take();
}

void ElectionLinks::establish(ServerId id, LinkId link, ServerId dialler)
{
    Peer& peer = m_peers[id];
    drop(id, peer, "replaced by a newer connection");
    peer.link = link;
    peer.blocked = false;
    peer.knocked = false;
    m_owners[link] = id;
    tellLink(id, true, dialler == m_self ? "dialled" : "accepted", dialler);
    if (!peer.slot && peer.last)
        m_effects.emplace_back(SendMessage{link, id, *peer.last, true});
    else
        flush(id, peer);
}

void ElectionLinks::drop(ServerId id, Peer& peer, std::string why)
{
    if (!peer.link)
        return;
    m_effects.emplace_back(CloseLink{*peer.link});
    m_owners.erase(*peer.link);
    peer.link.reset();
    tellLink(id, false, std::move(why), std::nullopt);
}

void ElectionLinks::flush(ServerId id, Peer& peer)
{
    if (!peer.link || peer.blocked || !peer.slot)
        return;
    m_effects.emplace_back(SendMessage{*peer.link, id, *peer.slot, false});
    peer.last = std::exchange(peer.slot, std::nullopt);
}

LinkEffects ElectionLinks::closed(LinkId link)
{
    const auto owner = m_owners.find(link);
    if (owner == m_owners.end())
        return take();
    const ServerId id = owner->second;
    m_owners.erase(owner);
    Peer& peer = m_peers[id];
    peer.link.reset();
    peer.knocked = false;
    tellLink(id, false, "closed by the peer", std::nullopt);
    m_effects.emplace_back(ReachChanged{id, Reach::unknown});
    if (!isMember(id))
        m_peers.erase(id); // Nothing is remembered about strangers.
    return take();
}

LinkEffects ElectionLinks::setBlocked(LinkId link, bool blocked)
{
    if (const auto owner = m_owners.find(link); owner != m_owners.end()) {
        Peer& peer = m_peers[owner->second];
        peer.blocked = blocked;
        flush(owner->second, peer);
    }
    return take();
}

std::optional<ServerId> ElectionLinks::peerOf(LinkId link) const
{
    const auto owner = m_owners.find(link);
    return owner == m_owners.end() ? std::nullopt : std::optional(owner->second);
}

bool ElectionLinks::anyDelivered() const
{
    return std::any_of(
        m_peers.begin(), m_peers.end(), [](const auto& peer) { return !peer.second.slot; });
}

void ElectionLinks::tellLink(
    ServerId peer, bool up, std::string why, std::optional<ServerId> dialler)
{
    m_effects.emplace_back(trace::Event(
        trace::LinkEvent{peer, trace::Port::election, up, std::move(why), dialler}));
}

} // namespace zs::engine
