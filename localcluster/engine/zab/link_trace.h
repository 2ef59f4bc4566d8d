// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/quorum/quorum_packet.h"
#include "localcluster/engine/zab/peer_listener.h"

#include <chrono>

namespace zs::engine {

/// How often each end of a synchronization tells its progress; the end of it always.
inline constexpr std::chrono::milliseconds syncProgressInterval{100};

/// Tells the packets of one connection of the quorum port. Both ends number the packets of each
/// direction from 1, so that the sender's and the receiver's lines can be paired.
class LinkTrace {
public:
    void sent(PeerListener* listener, ServerId peer, PacketType type, Zxid zxid, std::size_t bytes)
    {
        tell(listener, trace::Direction::out, peer, type, zxid, bytes, ++m_sent);
    }
    void received(
        PeerListener* listener, ServerId peer, PacketType type, Zxid zxid, std::size_t bytes)
    {
        tell(listener, trace::Direction::in, peer, type, zxid, bytes, ++m_received);
    }

private:
    static void tell(PeerListener* listener, trace::Direction dir, ServerId peer, PacketType type,
        Zxid zxid, std::size_t bytes, std::int64_t number)
    {
        if (listener)
            listener->tell(trace::PacketEvent{dir, trace::Port::quorum, peer,
                std::string(nameOf(type)), zxid, static_cast<std::int64_t>(bytes), number});
    }

    std::int64_t m_sent = 0;
    std::int64_t m_received = 0;
};

} // namespace zs::engine
