// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/peer/quorum_peer.h"
#include "tests/sim/ghosts.h"
#include "tests/sim/history.h"
#include "tests/sim/network.h"
#include "tests/sim/sabotage.h"
#include "tests/sim/sim_disk.h"

#include <functional>
#include <memory>
#include <string>

namespace zs::sim {

using namespace std::chrono_literals;

/// What an ensemble is made of. Sizes are drawn small by scenarios, so that all ways of
/// synchronization occur.
struct EnsembleSettings {
    std::uint64_t seed = 0;
    int voters = 3;
    int observers = 0; ///< Their ids follow the voters'.
    int clients = 0;
    std::chrono::nanoseconds maxDelay{1'000'000};
    std::chrono::milliseconds tick{200};
    int initLimit = 10;
    int syncLimit = 5;
    std::size_t commitLogCount = 500;
    double snapshotSizeFactor = 0.33; ///< < 0: learners never get what only the log file has.
    std::size_t minSnapCount = 100'000, maxSnapCount = 100'000;
    std::chrono::nanoseconds maxSync{2'000'000};
    bool observersLog = true;  ///< syncEnabled.
    bool readOnlyMode = false; ///< Of servers; no client here asks for it.
    std::size_t learnerOutputLimitBytes = engine::PeerSettings().learnerOutputLimitBytes;
    double batchRate = 0; ///< Of turns that wait for more, up to maxBatch.
    std::chrono::nanoseconds maxBatch{500'000};
    std::chrono::nanoseconds maxThink{40'000'000}; ///< Of a client, between two requests.
    int minSessionTicks = 4; ///< Of session time-outs; the longest have 20.
    Bug bug = Bug::none;
    bool keepTrace = true;
    bool keepTxns = false; ///< Transactions in the trace, too.
};

class SimServer;
class SimClient;

/// Servers, clients, their network and disks, in virtual time, from one seed. After every step the
/// ghosts hold the invariants; the first that is broken ends the run.
class Ensemble {
public:
    explicit Ensemble(const EnsembleSettings& settings);
    ~Ensemble();

    // ---- faults and acts ----
    /// Recovers from the server's disk and starts its process. A disk that cannot be read is put
    /// back as it was before it was damaged, or, after a power failure, repaired.
    void start(ServerId id);
    void startAll();
    /// The process dies. `power`: nobody is told, peers have to notice; the disk loses what was
    /// not synced.
    void crash(ServerId id, bool power = false);
    void pause(ServerId id, bool on);
    void cut(ServerId from, ServerId to, bool on) { m_network.cut(from, to, on); }
    /// Both ways between each of `some` and all other servers.
    void partition(const std::set<ServerId>& some, bool on);
    void healAll() { m_network.healAll(); }
    /// Faults are over: what was set off before and is still to come must not strike any more.
    void endFaults() { m_faultsOver = true; }
    [[nodiscard]] bool faultsOver() const { return m_faultsOver; }
    void resetOne(ServerId a, ServerId b) { m_network.resetOne(a, b); }
    /// Flips a bit of a log or snapshot of a server that is down; undone when it is refused.
    void damage(ServerId id);
    void jumpClock(ServerId id, std::chrono::milliseconds by) { m_wallOffsetMs[id] += by.count(); }
    /// `servers`: that it knows; none: all.
    SimClient& startClient(int number, std::vector<ServerId> servers = {});
    void killClient(int number);

    // ---- running ----
    /// Runs until `done`, which is asked after every step, or until `limit` has passed, or until
    /// an invariant is broken. True: it is done.
    bool runUntil(const std::function<bool()>& done, Instant::duration limit);
    void runFor(Instant::duration time);

    // ---- looking ----
    [[nodiscard]] bool isUp(ServerId id) const { return m_servers.contains(id); }
    [[nodiscard]] const SimServer& server(ServerId id) const { return *m_servers.at(id); }
    [[nodiscard]] SimServer& server(ServerId id) { return *m_servers.at(id); }
    [[nodiscard]] SimDisk& disk(ServerId id) { return *m_disks.at(id); }
    [[nodiscard]] SimClient& client(int number) { return *m_clients.at(number); }
    [[nodiscard]] const std::map<int, std::unique_ptr<SimClient>>& clients() const
    {
        return m_clients;
    }
    [[nodiscard]] std::vector<ServerId> voters() const;
    [[nodiscard]] std::vector<ServerId> members() const;
    /// Every server that is up serves, under the same leader and epoch.
    [[nodiscard]] bool allServe() const;
    /// The server that leads and serves under the newest epoch, if there is one.
    [[nodiscard]] std::optional<ServerId> leader() const;
    /// All servers that are up have the same tree and sessions.
    [[nodiscard]] bool allEqual() const;
    /// The first broken invariant, or empty.
    [[nodiscard]] const std::string& broken() const { return m_ghosts.broken(); }
    /// How often each remarkable thing happened.
    [[nodiscard]] const std::map<std::string, int>& marks() const { return m_marks; }
    struct Traced {
        ServerId server;
        Instant t;
        trace::Event event;
    };
    [[nodiscard]] const std::vector<Traced>& events() const { return m_events; }
    /// Everything that was traced, as JSON lines and sentences, then what is broken.
    [[nodiscard]] std::string trace() const;
    [[nodiscard]] Instant now() const { return m_queue.now(); }
    [[nodiscard]] std::uint64_t steps() const { return m_queue.steps(); }

    // ---- for servers and clients ----
    [[nodiscard]] const EnsembleSettings& settings() const { return m_settings; }
    [[nodiscard]] Random& random() { return m_random; }
    [[nodiscard]] EventQueue& queue() { return m_queue; }
    [[nodiscard]] Network& network() { return m_network; }
    [[nodiscard]] Ghosts& ghosts() { return m_ghosts; }
    [[nodiscard]] History& history() { return m_history; }
    [[nodiscard]] engine::ServerSettings serverSettings(ServerId id) const;
    [[nodiscard]] engine::PeerSettings peerSettings(ServerId id) const;
    [[nodiscard]] std::int64_t wallMs(ServerId id) const;
    [[nodiscard]] std::size_t drawSnapCount();
    [[nodiscard]] std::chrono::milliseconds drawSessionTimeout();
    /// The name of a client's machine.
    [[nodiscard]] static ServerId hostOf(int client) { return ServerId(1000 + client); }
    [[nodiscard]] std::size_t outputBound() const;
    void checkBound(const char* queue, std::size_t size, std::size_t bound);
    void mark(const char* name) { ++m_marks[name]; }

    [[nodiscard]] bool keepsTrace() const { return m_settings.keepTrace; }
    void record(ServerId server, const trace::Event& event);
    void recordTxn(
        ServerId server, engine::TxnStep step, const engine::Txn& txn, std::size_t sizeBytes);
    void recordSession(ServerId server, SessionId id, engine::SessionStep step,
        std::chrono::milliseconds timeout);
    void remark(ServerId server, const std::string& sentence);
    void remarkClient(int client, OpCode op, const Path& path, Errc err, Zxid zxid);

    /// A leader has its quorum.
    void established(ServerId leader, std::int64_t epoch, Zxid history);
    void beginsToServe(ServerId server);
    /// What `leader` gave `learner` before NEWLEADER; nothing when it is not known.
    [[nodiscard]] std::optional<Zxid> historyGiven(
        ServerId leader, ServerId learner, std::int64_t epoch) const;
    /// Bytes from a learner reach a leader: which sessions it saw alive is in them.
    void heardFromLearner(ServerId leader, End end, ByteView bytes);
    /// A leader proposes to end a session.
    void endsSession(ServerId leader, const engine::Txn& txn);
    void asksToClose(SessionId id) { m_askedToClose.insert(id); }

private:
    void markLoss(ServerId id);

    EnsembleSettings m_settings;
    bool m_faultsOver = false;
    Random m_random;
    EventQueue m_queue;
    Network m_network;
    Ghosts m_ghosts;
    engine::Membership m_membership;
    std::map<ServerId, std::unique_ptr<SimDisk>> m_disks;
    std::map<ServerId, SimFiles> m_undamaged; ///< What a damaged disk held.
    std::map<ServerId, std::int64_t> m_wallOffsetMs;
    std::map<ServerId, std::unique_ptr<SimServer>> m_servers;
    std::map<int, std::unique_ptr<SimClient>> m_clients;
    History m_history;
    std::vector<Traced> m_events;
    std::vector<std::string> m_lines; ///< The trace as text, while it is kept.
    std::map<std::string, int> m_marks;
    std::map<End, engine::PacketSplitter> m_fromLearners;
    std::map<SessionId, Instant> m_touched; ///< When a leader last heard of it from a learner.
    std::set<SessionId> m_askedToClose;
    Instant m_established; ///< When the newest leader was.
};

} // namespace zs::sim
