// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/quorum/quorum_packet.h"
#include "localcluster/engine/zab/link_trace.h"
#include "localcluster/engine/zab/replica.h"

namespace zs::engine {

/// A learner's connection to its leader: packets out become effects, bytes in become packets, and
/// both are told to the listener with their numbers.
class LeaderLink {
public:
    /// `replica` must outlive it. A packet larger than `maxPacketBytes` ends the connection.
    LeaderLink(Replica& replica, ServerId leader, std::size_t maxPacketBytes);

    void opened(QuorumLink link);
    [[nodiscard]] bool is(QuorumLink link) const { return m_link == link; }
    /// Closes it from this side; nothing happens when there is none.
    void close(const std::string& why);
    /// The other side closed it.
    void lost(const std::string& why);

    void send(const QuorumPacket& packet);
    void feed(ByteView bytes) { m_input.feed(bytes); }
    [[nodiscard]] std::size_t bufferedBytes() const { return m_input.bufferedBytes(); }
    /// The next packet, or nothing while it is incomplete. Fails: protocol; for good.
    [[nodiscard]] Result<std::optional<QuorumPacket>> next();
    /// All bytes that are buffered: a part of the stream that follows SNAP.
    [[nodiscard]] Bytes takeRaw() { return m_input.takeRaw(m_input.bufferedBytes()); }

private:
    void tellLink(bool up, const std::string& why);

    Replica& m_replica;
    ServerId m_leader;
    std::optional<QuorumLink> m_link;
    PacketSplitter m_input;
    LinkTrace m_trace;
};

} // namespace zs::engine
