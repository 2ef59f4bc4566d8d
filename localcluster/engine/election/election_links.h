// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/leader_election.h"
#include "localcluster/engine/quorum/election_greeting.h"

#include <map>

namespace zs::engine {

/// One connection of the election port; io gives the numbers out and never uses one twice.
struct LinkId {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(const LinkId&, const LinkId&) = default;
};

/// Connect to `peer` at the first of `addresses` that accepts; then call `dialled`/`dialFailed`.
struct Dial {
    ServerId peer;
    std::vector<HostPort> addresses;
};
/// Send what was given before, then close; `closed` need not be called.
struct CloseLink {
    LinkId link;
};
struct SendGreeting {
    LinkId link;
    ElectionGreeting greeting;
};
struct SendMessage {
    LinkId link;
    ServerId peer;
    Notification message;
    bool stale = false; ///< Sent before, on an older connection.
};
struct ReachChanged {
    ServerId peer;
    Reach reach = Reach::unknown;
};
using LinkEffect
    = std::variant<Dial, CloseLink, SendGreeting, SendMessage, ReachChanged, trace::Event>;
using LinkEffects = std::vector<LinkEffect>;

/// Which connections exist between the election ports, by the servers' ids: of each pair the
/// higher id dials, and a server that wants to talk to a higher one knocks: it dials, greets and
/// is closed, and the other dials back. The newest connection of a pair replaces an older one.
/// Each peer has one slot for a message that could not be sent yet; a newer one replaces it. On a
/// new connection with an empty slot the last message is sent once more.
/// Source: QuorumCnxManager of Apache ZooKeeper 3.8. Stated differences: with `admitStrangers`
/// off, a server that is not a member is refused; a peer that was knocked at is not knocked at
/// again before `poll`, since each knock costs the pair its connection; a greeting with the
/// own id is closed.
/// Threads: none; one at a time. Effects are to be performed in order.
class ElectionLinks {
public:
    /// At most so many servers that are not in the configuration, when they are admitted at all.
    static constexpr std::size_t maxStrangers = 10;

    using Members = std::map<ServerId, std::vector<HostPort>>;
    /// `greeting`: what this server says of itself. `members`: the election addresses of all.
    ElectionLinks(ElectionGreeting greeting, Members members, bool admitStrangers);

    /// The configuration changed. The connection with a member whose address did is dropped, new
    /// members are dialled. `greeting`: what this server says of itself from now on.
    [[nodiscard]] LinkEffects reconfigure(ElectionGreeting greeting, Members members);

    [[nodiscard]] LinkEffects send(ServerId to, Notification message);
    [[nodiscard]] LinkEffects connectAll();
    /// A connection ended while votes are exchanged: what was sent last may be lost, and whether
    /// the peer still runs is worth knowing. The higher id dials; the lower one only looks whether
    /// a connection is accepted, without a greeting: a knock would cost the connection that the
    /// peer may be dialling just now. At most `mostReconnects` for each peer between two polls:
    /// of a process that is ending, the system may accept one more connection.
    [[nodiscard]] LinkEffects reconnect(ServerId to);
    /// Call at every poll of the election: who was knocked at and has not dialled back may be
    /// knocked at again, since a dial back can get lost; and `reconnect` works again.
    void poll();
    /// A dial succeeded; the new connection has the number `link`.
    [[nodiscard]] LinkEffects dialled(ServerId peer, LinkId link);
    /// `refused`: nobody listens there. Otherwise nothing is known (no route, time-out).
    [[nodiscard]] LinkEffects dialFailed(ServerId peer, bool refused);
    /// A connection that others opened has sent its greeting.
    [[nodiscard]] LinkEffects greeted(LinkId link, const ElectionGreeting& greeting);
    /// The other side closed, or the connection broke.
    [[nodiscard]] LinkEffects closed(LinkId link);
    /// Nothing more can be sent on it for now, or again.
    [[nodiscard]] LinkEffects setBlocked(LinkId link, bool blocked);

    /// Whose connection it is; nothing for one that is not (or no longer) in use.
    [[nodiscard]] std::optional<ServerId> peerOf(LinkId link) const;
    [[nodiscard]] bool isMember(ServerId id) const { return m_members.contains(id); }
    /// To at least one peer everything could be sent (Apache's haveDelivered).
    [[nodiscard]] bool anyDelivered() const;

    static constexpr int mostReconnects = 2;

private:
    struct Peer {
        std::optional<LinkId> link;
        bool blocked = false;
        bool dialling = false;
        bool knocked = false;
        int reconnects = 0;   ///< Since the last poll.
        bool probing = false; ///< The dial under way is to send no greeting.
        std::optional<Notification> slot;
        std::optional<Notification> last;
    };

    void dial(ServerId to, const std::vector<HostPort>& preferred);
    void establish(ServerId id, LinkId link, ServerId dialler);
    void drop(ServerId id, Peer& peer, std::string why);
    void flush(ServerId id, Peer& peer);
    bool admits(ServerId id) const;
    void tellLink(ServerId peer, bool up, std::string why, std::optional<ServerId> dialler);
    LinkEffects take() { return std::exchange(m_effects, {}); }

    ElectionGreeting m_greeting;
    ServerId m_self;
    Members m_members;
    bool m_admitStrangers;
    std::map<ServerId, Peer> m_peers;
    std::map<LinkId, ServerId> m_owners;
    std::int64_t m_nextAnonymous = -1;
    LinkEffects m_effects;
};

} // namespace zs::engine
