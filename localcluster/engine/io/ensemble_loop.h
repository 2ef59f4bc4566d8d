// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/disk_queue.h"
#include "localcluster/engine/io/member_port.h"
#include "localcluster/engine/io/run_server.h"
#include "localcluster/engine/io/server_shell.h"

namespace zs::engine::io {

/// A member of an ensemble in the real world: the event loop around QuorumPeer, with its client,
/// election and quorum ports and its disk. It performs what the peer decides, and tells it what
/// happened; nothing is decided here.
/// Threads: as ServerShell; the disk has threads of its own.
class EnsembleLoop final : private ServerShell, private DiskQueue::Owner {
public:
    /// `peer` is not started yet; `tracer` may be null; all, and `settings`, must outlive this
    /// object.
    /// `last`: the zxid of what was recovered.
    EnsembleLoop(const config::ServerConfig& config, const PeerSettings& settings,
        DataStore& store, QuorumPeer& peer, Zxid last, Tracer* tracer);
    /// Where reconfigurations are kept: beside the file that the server was started with.
    void keepConfigAt(std::string configFile) { m_disk.keepConfigAt(std::move(configFile)); }
    ~EnsembleLoop() override;

    /// Binds the client port and finds the own addresses. Fails: io.
    [[nodiscard]] Result<void> open();
    using ServerShell::listener;
    /// Takes part in the ensemble until SIGTERM or SIGINT, or until nothing can go on.
    [[nodiscard]] ExitCode run(PeerHistory history, bool snapshotNow);

private:
    /// One port's events, as the peer takes them.
    struct ElectionSide final : MemberPort::Owner {
        explicit ElectionSide(EnsembleLoop& owner) : loop(owner) {}
        void portAccepted(std::uint64_t link, const std::string& from) override;
        void portReceived(std::uint64_t link, ByteView bytes) override;
        void portClosed(std::uint64_t link, const std::string& why) override;
        void portBacklog(std::uint64_t link, std::size_t sizeBytes) override;
        EnsembleLoop& loop;
    };
    struct QuorumSide final : MemberPort::Owner {
        explicit QuorumSide(EnsembleLoop& owner) : loop(owner) {}
        void portAccepted(std::uint64_t link, const std::string& from) override;
        void portReceived(std::uint64_t link, ByteView bytes) override;
        void portClosed(std::uint64_t link, const std::string& why) override;
        void portBacklog(std::uint64_t link, std::size_t sizeBytes) override;
        void portTreeSent(std::uint64_t link, std::int64_t sizeBytes, bool whole) override;
        EnsembleLoop& loop;
    };

    // ServerShell
    void perform() override;
    void tick() override;
    void answer(const WordAsked& asked, const HostFacts& host) override;
    [[nodiscard]] const DataTree& tree() const override;
    [[nodiscard]] storage::SnapshotHead snapshotHead() const override;
    void onPollEvent(std::uint64_t token, std::uint32_t events) override;
    void onChildEnded() override;

    // DiskQueue::Owner
    void logged(Zxid last) override;
    void epochWritten(EpochFile file, std::int64_t epoch) override;
    void truncated(RecoveredState state) override;
    void truncationImpossible(const Error& why) override;
    void treeSaved(Zxid zxid) override;
    void logRead(QuorumLink link, std::optional<DiskQueue::Entries> entries) override;
    void diskFailed(const Error& why) override;
    void diskMended(PeerHistory history) override;
    void historyUnusable(const Error& why) override;
    void logReported(const LogReport& report) override;
    void historyChanges() override { abandonSnapshot(); }

    void listenForElections();
    void performDisk(DiskTask& task);
    void perform(const Dial& dial);
    void perform(const CloseLink& close);
    void perform(SendBytes& send);
    void perform(const ListenForLearners& listen);
    void perform(const DialLeader& dial);
    void perform(SendQuorum& send);
    void perform(const SendTree& send);
    void perform(const CloseQuorumLink& close);
    /// Elected, ConfigHeard, trace events: the peer keeps them to itself.
    template <class Never>
    void perform(const Never&)
    {
    }
    void noteServing();
    void move(const Member& self);
    void end(ExitCode code, const std::string& why);
    void stop();

    QuorumPeer& m_peer;
    HandlerOf<QuorumPeer> m_handler;
    ElectionSide m_electionSide;
    QuorumSide m_quorumSide;
    MemberPort m_election;
    MemberPort m_quorum;
    DiskQueue m_disk;
    asio::steady_timer m_bindTimer;
    std::int64_t m_bindTries = 0;
    PeerEffects m_effects;
    bool m_heard = false; ///< The peer was told something while its effects were performed.
    bool m_serving = false;
    bool m_wantsSnapshot = false; ///< One is due, as soon as this member serves.
    ExitCode m_exitCode = ExitCode::ok;
};

} // namespace zs::engine::io
