// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/election_links.h"

#include <variant>

namespace zs::engine {

/// Write these bytes to the connection, in order.
struct SendBytes {
    LinkId link;
    Bytes bytes;
};
using PortEffect
    = std::variant<Dial, CloseLink, SendBytes, Elected, ConfigHeard, trace::Event>;
using PortEffects = std::vector<PortEffect>;

/// A server's election port without its sockets: connections, bytes and time come in as calls,
/// what to do goes out as effects, to be performed in order. It works in every role, from the
/// server's start to its end.
/// Hostile bytes: a connection that does not greet within `greetingTimeout` is closed, as is one
/// with a damaged greeting or frame; a damaged notification inside a sound frame is skipped, as
/// Apache does. Memory: one unfinished message for each connection, at most 512 KiB, grown only as
/// bytes arrive; at most `maxUnknown` connections that have not said who they are.
/// Threads: none; one at a time.
class ElectionPort {
public:
    static constexpr std::size_t maxUnknown = 64;
    /// Also bounds how long a stranger can hold one of the places.
    static constexpr std::chrono::seconds greetingTimeout{5};

    ElectionPort(LeaderElection election, ElectionLinks links)
        : m_election(std::move(election)), m_links(std::move(links))
    {
    }

    [[nodiscard]] PortEffects look(
        Zxid lastZxid, std::int64_t currentEpoch, Instant now, std::string why);
    void serve(std::int64_t epoch) { m_election.serve(epoch); }
    /// See LeaderElection and ElectionLinks.
    [[nodiscard]] PortEffects reconfigure(QuorumRule rule, std::string configText, bool observer,
        ElectionGreeting greeting, ElectionLinks::Members members, Instant now);
    [[nodiscard]] PortEffects appoint(ServerId leader, Zxid zxid, Instant now, std::string why);

    [[nodiscard]] PortEffects dialled(ServerId peer, LinkId link, Instant now);
    [[nodiscard]] PortEffects dialFailed(ServerId peer, bool refused, Instant now);
    [[nodiscard]] PortEffects accepted(LinkId link, Instant now);
    [[nodiscard]] PortEffects received(LinkId link, ByteView bytes, Instant now);
    [[nodiscard]] PortEffects closed(LinkId link, Instant now);
    [[nodiscard]] PortEffects setBlocked(LinkId link, bool blocked, Instant now);
    [[nodiscard]] PortEffects tick(Instant now);
    [[nodiscard]] std::optional<Instant> nextTimer() const;

    [[nodiscard]] const LeaderElection& election() const { return m_election; }

private:
    struct Input {
        Bytes bytes;
        std::optional<Instant> greetBy; ///< Set until the greeting came.
    };

    void perform(ElectionEffects effects, Instant now);
    void perform(LinkEffects effects, Instant now);
    /// Takes one greeting or message off the input; false when there is none, or no link any more.
    bool takeOne(LinkId link, Instant now);
    void notified(LinkId link, ByteView message, Instant now);
    void refuse(LinkId link, Instant now);
    void tell(trace::Event event) { m_effects.emplace_back(std::move(event)); }
    PortEffects take() { return std::exchange(m_effects, {}); }

    LeaderElection m_election;
    ElectionLinks m_links;
    std::map<LinkId, Input> m_inputs;
    /// The last notification of each peer, and whether a link has brought one yet: the first of a
    /// new link that repeats the last is an old message.
    std::map<ServerId, Notification> m_lastHeard; ///< Of members only: bounded.
    std::set<LinkId> m_spoken;
    PortEffects m_effects;
};

} // namespace zs::engine
