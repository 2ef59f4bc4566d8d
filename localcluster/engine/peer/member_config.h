// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/election_links.h"
#include "localcluster/engine/zab/replica.h"

namespace zs::engine {

/// A member's configuration while it runs: the committed one and, while a newer one is proposed,
/// that one too, both in PeerSettings; what of it belongs on disk; and what becomes of the member's
/// role when it changes. Without reconfigEnabled the configuration of the files stays.
/// Source: QuorumPeer of Apache ZooKeeper 3.8. Stated difference: a text that cannot be read is
/// remarked on and left out, and ends nothing.
class MemberConfig final : public ConfigKeeper {
public:
    /// Goes on without an election, under this leader.
    struct Appointment {
        ServerId leader;
        Zxid zxid; ///< Of the reconfiguration that named it.
    };

    /// All must outlive it; `peer` is what it changes.
    MemberConfig(const ServerSettings& server, PeerSettings& peer, Replica& replica)
        : m_server(server), m_peer(peer), m_replica(replica)
    {
    }

    void configProposed(std::string_view text, Now now) override;
    [[nodiscard]] bool configCommitted(std::string_view text, std::optional<ServerId> designated,
        Zxid zxid, Now now) override;

    /// A role begins under `leader`; what was appointed is done.
    void roleBegins(ServerId leader);
    /// The election must be told; once.
    [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }
    /// Set when the present role ends for another one, and no election is needed; once.
    [[nodiscard]] std::optional<Appointment> takeAppointment()
    {
        return std::exchange(m_appointment, std::nullopt);
    }
    /// This member's addresses, once they have changed.
    [[nodiscard]] std::optional<Member> takeMoved() { return std::exchange(m_moved, std::nullopt); }

private:
    [[nodiscard]] std::optional<Membership> read(std::string_view text);
    void install(Membership membership, Now now);
    [[nodiscard]] bool changeRole();
    [[nodiscard]] bool leaderStays(const Membership& old) const;

    const ServerSettings& m_server;
    PeerSettings& m_peer;
    Replica& m_replica;
    ServerId m_leader;
    bool m_changed = false;
    std::optional<Appointment> m_appointment;
    std::optional<Member> m_moved;
};

/// What a member says of itself on the election ports.
[[nodiscard]] ElectionGreeting greetingOf(const PeerSettings& settings);
/// The members of both configurations; where they differ, as the committed one has them.
[[nodiscard]] ElectionLinks::Members electionMembers(const PeerSettings& settings);

} // namespace zs::engine
