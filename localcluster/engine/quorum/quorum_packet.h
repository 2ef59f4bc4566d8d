// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "clientlib/base/ids.h"

#include <optional>
#include <string_view>
#include <vector>

namespace zs::engine {

/// Kinds of packets between a leader and a learner. Source: constants in Leader and ObserverMaster
/// of Apache ZooKeeper 3.8.
enum class PacketType : std::int32_t {
    request = 1,
    proposal = 2,
    ack = 3,
    commit = 4,
    ping = 5,
    revalidate = 6,
    sync = 7,
    inform = 8,
    commitAndActivate = 9,
    newLeader = 10,
    followerInfo = 11,
    upToDate = 12,
    diff = 13,
    trunc = 14,
    snap = 15,
    observerInfo = 16,
    leaderInfo = 17,
    ackEpoch = 18,
    informAndActivate = 19,
};

/// Apache's name: "PROPOSAL", "ACKEPOCH"; "UNKNOWN" for other numbers.
[[nodiscard]] std::string_view nameOf(PacketType type);

/// The one message of the quorum port. Null and empty differ on the wire, for both lists.
struct QuorumPacket {
    PacketType type = PacketType::ping;
    Zxid zxid;
    std::optional<Bytes> data;
    std::optional<std::vector<AuthId>> authInfo; ///< Of the client, in a REQUEST.
    bool operator==(const QuorumPacket&) const = default;

    /// Its size on the wire, in bytes.
    [[nodiscard]] std::size_t sizeBytes() const;
    void appendTo(Bytes& out) const;
    [[nodiscard]] Bytes encode() const;
};

/// Cuts the stream of a quorum connection into packets; it has no frames, so the packets' own
/// lengths decide. Memory: at most one packet, grown only as its bytes arrive.
class PacketSplitter {
public:
    /// A length of data or of the list of ids above `maxPacketBytes` ends the stream.
    explicit PacketSplitter(std::size_t maxPacketBytes) : m_maxPacketBytes(maxPacketBytes) {}

    void feed(ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    /// The next packet, or nothing while it is incomplete. Fails: protocol; for good.
    [[nodiscard]] Result<std::optional<QuorumPacket>> next();
    /// Takes up to `atMost` bytes that are no packet: the stream that follows SNAP.
    [[nodiscard]] Bytes takeRaw(std::size_t atMost);
    [[nodiscard]] std::size_t bufferedBytes() const { return m_bytes.size() - m_at; }

private:
    void discard(std::size_t sizeBytes);
    /// How many bytes the first packet has, once they are all there.
    Result<std::optional<std::size_t>> measure();

    Bytes m_bytes;
    std::size_t m_at = 0; ///< Start of the first packet in `m_bytes`.
    std::size_t m_maxPacketBytes;
    // How far the ids of an incomplete packet were counted, so that dribbled bytes cost nothing.
    std::size_t m_measured = 0;
    std::int32_t m_stringsLeft = 0;
    std::optional<Error> m_problem;
};

} // namespace zs::engine
