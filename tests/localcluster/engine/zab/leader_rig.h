// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/zab/leader.h"

#include <set>

namespace zs::engine::test {

/// Server 2 of the golden traffic's ensemble: 1, 2 and 3 vote, 4 observes.
[[nodiscard]] PeerSettings goldenSettings(ServerId self);
[[nodiscard]] ServerSettings goldenServer();

/// A leader with a disk that always succeeds, a clock that tests turn, and learners that are bytes.
class LeaderRig {
public:
    explicit LeaderRig(PeerSettings peer = goldenSettings(ServerId(2)),
        ServerSettings server = goldenServer());

    /// Before `start`: what the disk held.
    void recover(RecoveredState state, std::int64_t acceptedEpoch, std::int64_t currentEpoch);
    void start();

    [[nodiscard]] QuorumLink connect();
    void feed(QuorumLink link, ByteView bytes);
    void feed(QuorumLink link, const QuorumPacket& packet) { feed(link, packet.encode()); }
    void close(QuorumLink link);
    /// While held, nothing is done on disk.
    void holdDisk(bool held);
    void advance(std::chrono::milliseconds time);
    /// Takes effects and performs them until there are none.
    void turn();

    /// FOLLOWERINFO to the ACK of UPTODATE, for a learner that has all; its output is taken.
    [[nodiscard]] QuorumLink join(ServerId id, Zxid lastZxid, std::int64_t acceptedEpoch,
        std::int32_t protocol = apacheLearnerProtocol, bool observer = false);
    void ack(QuorumLink link, Zxid zxid);

    /// What was sent since the last call, without PINGs.
    [[nodiscard]] std::vector<QuorumPacket> take(QuorumLink link);
    [[nodiscard]] bool isClosed(QuorumLink link) const { return m_closed.contains(link); }
    [[nodiscard]] std::string whyClosed(QuorumLink link) const { return m_closed.at(link); }
    [[nodiscard]] bool tookTree(QuorumLink link) const { return m_trees.contains(link); }
    [[nodiscard]] std::size_t pings() const { return m_pings; }

    // ---- own clients ----
    [[nodiscard]] ConnectionId openSession(std::int32_t timeoutMs = 20'000);
    void request(ConnectionId id, ByteView frame);
    [[nodiscard]] Bytes received(ConnectionId id) { return std::exchange(m_clients[id.value], {}); }

    ServerSettings server;
    PeerSettings peer;
    Replica replica;
    Leader leader;
    Now now{Instant(std::chrono::seconds(1000)), 1'795'303'000'000};
    std::vector<DiskTask> disk; ///< Waiting, while held.
    std::vector<DiskTask> done;

private:
    void perform(ZabEffects& effects);
    void complete(const DiskTask& task);
    void takeClients();

    bool m_held = false;
    std::uint64_t m_lastLink = 0;
    std::map<QuorumLink, Bytes> m_sent;
    std::map<QuorumLink, std::string> m_closed;
    std::set<QuorumLink> m_trees;
    std::map<std::uint32_t, Bytes> m_clients;
    std::size_t m_pings = 0;
};

} // namespace zs::engine::test
