// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/leader_link.h"

#include "clientlib/base/expect.h"

namespace zs::engine {

LeaderLink::LeaderLink(Replica& replica, ServerId leader, std::size_t maxPacketBytes)
    : m_replica(replica), m_leader(leader), m_input(maxPacketBytes)
{
}

void LeaderLink::opened(QuorumLink link)
{
    ZS_EXPECT(!m_link);
    m_link = link;
    m_trace = LinkTrace(); // Both ends count from 1.
    tellLink(true, "");
}

void LeaderLink::close(const std::string& why)
{
    if (!m_link)
        return;
    m_replica.effects().quorum.push_back(CloseQuorumLink{*m_link, why});
    lost(why);
}

void LeaderLink::lost(const std::string& why)
{
    m_link.reset();
    tellLink(false, why);
}

void LeaderLink::send(const QuorumPacket& packet)
{
    ZS_EXPECT(m_link);
    std::vector<QuorumEffect>& effects = m_replica.effects().quorum;
    // One write for what leaves in one turn.
    SendQuorum* last = effects.empty() ? nullptr : std::get_if<SendQuorum>(&effects.back());
    if (!last || last->link != *m_link)
        last = &std::get<SendQuorum>(effects.emplace_back(SendQuorum{*m_link, {}}));
    packet.appendTo(last->bytes);
    m_trace.sent(
        m_replica.listener(), m_leader, packet.type, packet.zxid, packet.sizeBytes());
}

Result<std::optional<QuorumPacket>> LeaderLink::next()
{
    Result<std::optional<QuorumPacket>> packet = m_input.next();
    if (packet && *packet)
        m_trace.received(m_replica.listener(), m_leader, (*packet)->type, (*packet)->zxid,
            (*packet)->sizeBytes());
    return packet;
}

void LeaderLink::tellLink(bool up, const std::string& why)
{
    if (!m_replica.listener())
        return;
    trace::LinkEvent event;
    event.peer = m_leader;
    event.port = trace::Port::quorum;
    event.up = up;
    event.why = why;
    event.dialler = m_replica.peerSettings().self;
    m_replica.tell(event);
}

} // namespace zs::engine
