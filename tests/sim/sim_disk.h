// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/peer/quorum_peer.h"
#include "tests/sim/event_queue.h"
#include "tests/sim/sim_files.h"

#include <deque>
#include <functional>
#include <set>

namespace zs::sim {

/// Deliberate bugs of a disk: what it reports before, or without, having done it.
struct DiskBugs {
    bool skipsSync = false;          ///< Reports log records that a power failure may take.
    bool forgetsAcceptedEpoch = false;
    bool forgetsTruncation = false;
    bool forgetsSessions = false;    ///< Leaves them out of snapshots.
    bool losesLastRecord = false;    ///< At recovery.
};

/// A server's data directory and the thread that works on it, in virtual time: QuorumPeer's disk
/// tasks on files in the real formats. It outlives the server's process.
class SimDisk {
public:
    using Tell = std::function<void(engine::QuorumPeer&, engine::Now)>;
    /// What the process is told; nothing after `crash`.
    class Owner {
    public:
        virtual void diskDone(Tell tell) = 0;
        /// The armed write was reached: the process is to die now.
        virtual void diskReachedCrash() = 0;
        virtual void diskFailed(const std::string& why) = 0;

    protected:
        ~Owner() = default;
    };
    struct Settings {
        std::chrono::nanoseconds minSync{50'000};
        std::chrono::nanoseconds maxSync{2'000'000};
        std::size_t commitLogCount = 500;
    };

    SimDisk(EventQueue& queue, Random& random, const Settings& settings)
        : m_queue(queue), m_random(random), m_settings(settings)
    {
    }

    // ---- a process's life ----
    void attach(Owner* owner) { m_owner = owner; }
    /// Reads the directory, which is synced first: what only the kernel has may be in no vote.
    /// A fresh one gets its first snapshot. Fails: as storage::recover.
    [[nodiscard]] Result<engine::PeerHistory> recover();
    /// `peer`: whose tree SaveTree saves. `reports` false: done in silence.
    void give(engine::DiskTask task, const engine::QuorumPeer& peer, bool reports = true);
    /// A snapshot of the present tree, written beside the queue; the log goes on in a new file.
    void snapshot(const engine::QuorumPeer& peer);
    [[nodiscard]] bool isSnapshotting() const { return m_snapshotKey.has_value(); }
    [[nodiscard]] bool isIdle() const { return m_tasks.empty() && !m_workKey; }
    /// The process is gone. `power`: what was not synced may be lost.
    void crash(bool power);

    // ---- faults ----
    [[nodiscard]] Settings& settings() { return m_settings; }
    [[nodiscard]] DiskBugs& bugs() { return m_bugs; }
    /// The process dies at the `steps`-th change of a file from now on.
    void armCrash(std::uint64_t steps) { m_crashIn = steps; }
    /// The next write of the log fails: no space, or an I/O error at its sync.
    void armFailure(bool atSync) { m_failure = atSync ? Failure::sync : Failure::write; }
    /// The armed crash was reached.
    [[nodiscard]] bool isDying() const { return m_dying; }
    /// Nothing that was armed happens any more.
    void calm()
    {
        m_crashIn.reset();
        m_failure = Failure::none;
    }
    /// After a failure: the directory is brought in order and read anew.
    [[nodiscard]] Result<engine::PeerHistory> mend();
    [[nodiscard]] SimFiles& files() { return m_files; }
    /// Cuts the log where recovery refused it, as `repair` does. False: there is nothing to cut.
    [[nodiscard]] bool repair();

    // ---- what invariants ask ----
    /// What is on disk for good, as far as the process was told or could know.
    [[nodiscard]] bool holds(Zxid zxid) const;
    [[nodiscard]] Zxid lastDurable() const;
    [[nodiscard]] std::int64_t acceptedEpoch() const { return m_accepted; }
    [[nodiscard]] std::int64_t currentEpoch() const { return m_current; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return m_notes; }
    /// Of the last recovery: an older snapshot had to do.
    [[nodiscard]] bool usedOlderSnapshot() const { return m_usedOlderSnapshot; }

private:
    enum class Failure { none, write, sync };
    struct Task {
        engine::DiskTask what;
        Bytes tree; ///< Of SaveTree.
        bool reports = true;
    };

    void work();
    void beginAppends();
    void finishAppends();
    void finishEpoch(const Task& task);
    void finishTruncate(Zxid last);
    [[nodiscard]] std::optional<std::string> whyNotCut(Zxid last);
    void finishSave(const Task& task);
    void read(const engine::ReadLog& task);
    void begin(Task task);
    void done(Tell tell);
    void fail(const std::string& why);
    /// Before each change of a file; false: the process is dying, nothing more may be done.
    [[nodiscard]] bool step();
    [[nodiscard]] bool cutLogs(Zxid last);
    [[nodiscard]] bool writeSnapshot(const Bytes& tree, Zxid zxid);
    [[nodiscard]] bool writeEpochFile(engine::EpochFile file, std::int64_t epoch);
    [[nodiscard]] Result<engine::RecoveredState> readState();
    [[nodiscard]] std::vector<std::pair<Zxid, Bytes>> entriesAfter(Zxid from) const;
    void dropSnapshot();
    void loseLastRecord(const std::string& log);
    [[nodiscard]] Bytes serialize(const engine::QuorumPeer& peer) const;
    [[nodiscard]] std::chrono::nanoseconds latency();

    EventQueue& m_queue;
    Random& m_random;
    Settings m_settings;
    DiskBugs m_bugs;
    Owner* m_owner = nullptr;
    SimFiles m_files;

    std::deque<Task> m_tasks;
    std::vector<Task> m_appending; ///< Share one sync.
    std::string m_log;                          ///< The file that grows; empty: the next is new.
    bool m_rollNext = false;
    std::string m_target;                       ///< Of the appends that are being synced.
    std::optional<EventQueue::Key> m_workKey, m_snapshotKey;
    std::set<EventQueue::Key> m_readKeys;
    std::optional<std::uint64_t> m_crashIn;
    bool m_dying = false;
    Failure m_failure = Failure::none;
    bool m_failed = false;

    std::vector<Zxid> m_durable; ///< Of log records, ascending.
    Zxid m_saved;                ///< Of the newest snapshot.
    std::int64_t m_accepted = 0, m_current = 0;
    std::vector<std::string> m_notes;
    bool m_usedOlderSnapshot = false;
    std::optional<engine::storage::Damage> m_damage;
};

} // namespace zs::sim
