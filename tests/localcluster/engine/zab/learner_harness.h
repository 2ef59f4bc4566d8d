// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/session_records.h"
#include "localcluster/engine/zab/learner.h"

#include <deque>
#include <string>

namespace zs::engine::test {

/// What a member's disk holds: a snapshot, the log behind it, the epoch files.
struct DiskImage {
    Bytes snapshot; ///< As a stream; empty: none.
    Zxid snapshotZxid;
    std::vector<std::pair<Zxid, Bytes>> log;
    std::int64_t acceptedEpoch = 0;
    std::int64_t currentEpoch = 0;

    /// Fails: corrupt, when a transaction is missing or cannot be read.
    [[nodiscard]] Result<RecoveredState> recover() const;
};

/// create2 of `path`, without data, by session 7, as a leader proposes it.
[[nodiscard]] Txn createTxn(Zxid zxid, const std::string& path);
[[nodiscard]] Bytes entryOf(const Txn& txn);
[[nodiscard]] QuorumPacket proposalOf(const Txn& txn);
[[nodiscard]] QuorumPacket commitOf(Zxid zxid);

/// A learner (server 1, leader 2 of three; 4 observes) with a disk and a leader that tests play.
class LearnerHarness {
public:
    struct Setup {
        ServerId self{1};
        ServerId leader{2};
        bool observer = false;
        bool syncEnabled = true;
        DiskImage disk;
        SessionId firstSession{std::int64_t(0x0100000000000000)};
        ServerSettings server;
        std::size_t maxTreeBytes = PeerSettings().maxTreeBytes;
        std::size_t commitLogCount = PeerSettings().commitLogCount;
    };
    explicit LearnerHarness(Setup setup);

private:
    ServerSettings m_server; // Before the replica, which refers to them.
    PeerSettings m_peer;

public:
    Replica replica;
    std::optional<Learner> learner;
    DiskImage disk;
    std::deque<DiskTask> queue; ///< Tasks of the disk that are not done.
    std::vector<std::string> remarks;
    std::vector<std::string> warnings;
    std::vector<std::string> closedBecause; ///< CloseQuorumLink.
    std::vector<DialLeader> dials;
    Now now{Instant(std::chrono::seconds(100)), 1'000'000};

    static constexpr QuorumLink link{77};

    /// start, and the connection is there; FOLLOWERINFO stays in `takeSent`.
    void connect();
    /// As the leader: one packet, or raw bytes.
    void feed(const QuorumPacket& packet) { feed(packet.encode()); }
    void feed(ByteView bytes);
    void feed(PacketType type, Zxid zxid, std::optional<Bytes> data = {})
    {
        feed(QuorumPacket{type, zxid, std::move(data), {}});
    }
    /// LEADERINFO of `epoch`, the disk, ACKEPOCH; what was sent is dropped.
    void discover(std::int64_t epoch);
    /// NEWLEADER, the disk, UPTODATE; what was sent is dropped.
    void bringUpToDate(std::int64_t epoch);

    /// The disk does its first task, or all.
    void diskStep();
    void finishDisk();
    /// A task changes the image only: what a crash leaves when it comes right behind.
    void perform(const DiskTask& task);

    /// What the learner sent since the last call.
    [[nodiscard]] std::vector<QuorumPacket> takeSent();
    /// The same as "ACK 0x100000001" lines.
    [[nodiscard]] std::vector<std::string> takeSentNames();
    [[nodiscard]] std::string over() const { return learner->over().value_or(""); }
    void advance(std::chrono::milliseconds time);

    // ---- clients ----
    /// A session's first connection; its handshake frame was sent.
    [[nodiscard]] ConnectionId connectClient(
        SessionId session = {}, std::int32_t timeoutMs = 20000);
    void request(ConnectionId client, std::int32_t xid, OpCode op, ByteView body);
    /// All that the client was sent and not taken yet.
    [[nodiscard]] Bytes takeOutput(ConnectionId client);

    /// Moves what the replica wants done here; called by all of the above.
    void collect();

private:
    PacketSplitter m_sent{std::size_t(1) << 20};
};

} // namespace zs::engine::test
