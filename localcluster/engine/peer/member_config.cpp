// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/peer/member_config.h"

#include "localcluster/engine/peer/membership_text.h"

namespace zs::engine {

namespace {

std::string versionText(const Membership& membership)
{
    return toHexText(membership.verifier->version());
}

} // namespace

std::optional<Membership> MemberConfig::read(std::string_view text)
{
    Result<Membership> membership = readMembership(text);
    if (membership)
        return std::move(*membership);
    m_replica.effects().warnings.push_back(
        "a configuration from the leader or a voter cannot be read and is left out: "
        + membership.error().detail);
    return std::nullopt;
}

void MemberConfig::configProposed(std::string_view text, Now)
{
    if (!m_server.reconfigEnabled)
        return;
    std::optional<Membership> next = read(text);
    if (!next || next->verifier->version() == m_peer.lastSeen().verifier->version())
        return; // A version names one configuration.
    WriteConfig task{next->text, next->verifier->version()};
    m_changed = true;
    // An older one takes the place of one that was proposed and is lost.
    if (next->verifier->version() > m_peer.membership.verifier->version())
        m_peer.proposed = std::move(next);
    else
        m_peer.proposed.reset();
    m_replica.writeConfig(std::move(task));
}

bool MemberConfig::configCommitted(
    std::string_view text, std::optional<ServerId> designated, Zxid zxid, Now now)
{
    if (!m_server.reconfigEnabled)
        return false;
    std::optional<Membership> next = read(text);
    if (!next)
        return false;
    const Membership old = m_peer.membership;
    const bool isNewer = next->verifier->version() > old.verifier->version();
    if (isNewer)
        install(std::move(*next), now);
    // Once clients are served the commit of the reconfiguration itself writes the node.
    if (!m_replica.serves())
        m_replica.tree().setConfigText(m_peer.membership.text, now.wallMs,
            Zxid(m_peer.membership.verifier->version()));
    if (!isNewer || old.members == m_peer.membership.members)
        return false;
    const bool roleChanges = changeRole();
    const bool leaderChanges = designated ? *designated != m_leader : !leaderStays(old);
    m_appointment.reset();
    if (designated && (roleChanges || leaderChanges))
        m_appointment = Appointment{*designated, zxid};
    return roleChanges || leaderChanges;
}

void MemberConfig::install(Membership membership, Now)
{
    const Member* before = m_peer.find(m_peer.self);
    const std::optional<Member> own = before ? std::optional(*before) : std::nullopt;
    if (own)
        m_peer.own = *own; // Who is removed is still there.
    m_peer.membership = std::move(membership);
    m_changed = true;
    const std::int64_t version = m_peer.membership.verifier->version();
    const bool dropsNext = !m_peer.proposed || m_peer.proposed->verifier->version() <= version;
    if (dropsNext)
        m_peer.proposed.reset();
    const auto self = m_peer.membership.members.find(m_peer.self);
    const bool isMember = self != m_peer.membership.members.end();
    if (isMember && own
        && (own->quorum != self->second.quorum || own->election != self->second.election
            || (self->second.client && own->client != self->second.client)))
        m_moved = self->second;
    m_replica.writeConfig({m_peer.membership.text, version, true, dropsNext,
        isMember && self->second.client.has_value()});
    m_replica.effects().remarks.push_back("the configuration is now version "
        + versionText(m_peer.membership) + " with "
        + std::to_string(m_peer.membership.members.size()) + " members"
        + (isMember ? "" : "; this server is none of them any more: it follows without a vote"));
}

/// Who is not in the configuration follows without a vote.
bool MemberConfig::changeRole()
{
    const auto self = m_peer.membership.members.find(m_peer.self);
    const bool observer
        = self != m_peer.membership.members.end() && self->second.observer;
    return std::exchange(m_peer.observer, observer) != observer;
}

bool MemberConfig::leaderStays(const Membership& old) const
{
    const auto before = old.members.find(m_leader);
    const auto after = m_peer.membership.members.find(m_leader);
    return before != old.members.end() && after != m_peer.membership.members.end()
        && !before->second.observer && !after->second.observer
        && before->second.quorum == after->second.quorum;
}

void MemberConfig::roleBegins(ServerId leader)
{
    m_leader = leader;
    m_appointment.reset();
}

ElectionGreeting greetingOf(const PeerSettings& settings)
{
    ElectionGreeting greeting;
    greeting.sid = settings.self;
    const Member* self = settings.find(settings.self);
    greeting.addresses = self ? self->election : settings.own.election;
    if (greeting.addresses.empty()) // Nobody can dial back, so nobody need know where to.
        greeting.form = ElectionGreeting::Form::bareId;
    else if (greeting.addresses.size() > 1)
        greeting.form = ElectionGreeting::Form::manyAddresses;
    return greeting;
}

ElectionLinks::Members electionMembers(const PeerSettings& settings)
{
    ElectionLinks::Members members;
    for (const auto& [id, member] : settings.membership.members)
        members[id] = member.election;
    if (settings.proposed) {
        for (const auto& [id, member] : settings.proposed->members)
            members.try_emplace(id, member.election);
    }
    return members;
}

} // namespace zs::engine
