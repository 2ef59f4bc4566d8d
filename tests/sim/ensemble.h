// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/vote.h"
#include "localcluster/engine/quorum/quorum_verifier.h"
#include "tests/sim/network.h"

#include <functional>
#include <memory>
#include <string>

namespace zs::sim {

using namespace std::chrono_literals;

/// What a server has on its disk. Survives crashes.
struct Disk {
    Zxid lastZxid;
    std::int64_t acceptedEpoch = 0;
    std::int64_t currentEpoch = 0;
};

/// Deliberate bugs, to prove that the simulator would notice them.
enum class Bug {
    none,
    halfIsAQuorum,   ///< Of an even number of voters.
    forgetsEpoch,    ///< acceptedEpoch is not on disk when LEADERINFO is answered.
    linksReorder,    ///< The network is no TCP.
    commitsAlone,    ///< A leader commits when it has logged a proposal itself.
};

struct EnsembleSettings {
    std::uint64_t seed = 0;
    int voters = 3;
    int observers = 0; ///< Their ids follow the voters'.
    std::chrono::nanoseconds maxDelay{1'000'000};
    std::chrono::nanoseconds tick{200'000'000};
    int initLimit = 10;
    int syncLimit = 5;
    Bug bug = Bug::none;
};

class SimServer;

/// An ensemble of servers with the real election, in virtual time, from one seed. The epoch and
/// the histories are agreed on by a model of ZAB that has no data, only zxids (SimServer).
/// After every step `check` holds the invariants; the first that is broken ends the run.
class Ensemble {
public:
    explicit Ensemble(const EnsembleSettings& settings);
    ~Ensemble();

    // ---- faults and acts ----
    void start(ServerId id);
    void startAll();
    /// The process dies. `power`: nobody is told, peers have to notice.
    void crash(ServerId id, bool power = false);
    void cut(ServerId from, ServerId to, bool on) { m_network.cut(from, to, on); }
    /// Both ways between each of `some` and all other servers.
    void partition(const std::set<ServerId>& some, bool on);
    void healAll();
    void resetOne(ServerId a, ServerId b) { m_network.resetOne(a, b); }
    /// An established leader logs a transaction and proposes it. False: there is none.
    bool write();
    [[nodiscard]] Disk& disk(ServerId id) { return m_disks[id]; }

    // ---- running ----
    /// Runs until `done`, which is asked after every step, or until `limit` has passed, or until
    /// an invariant is broken. True: it is done.
    bool runUntil(const std::function<bool()>& done, Instant::duration limit);
    void runFor(Instant::duration time);

    // ---- looking ----
    [[nodiscard]] bool isUp(ServerId id) const { return m_servers.contains(id); }
    [[nodiscard]] const SimServer& server(ServerId id) const { return *m_servers.at(id); }
    [[nodiscard]] std::vector<ServerId> voters() const;
    [[nodiscard]] std::vector<ServerId> members() const;
    /// Leaders of all finished elections of servers that are up; empty ids where one still looks.
    [[nodiscard]] std::set<ServerId> electedLeaders() const;
    /// Every server that is up serves, under the same leader and epoch.
    [[nodiscard]] bool allServe() const;
    /// The leader under which all serve. Only when allServe().
    [[nodiscard]] ServerId leader() const;
    /// The first broken invariant, or empty.
    [[nodiscard]] const std::string& broken() const { return m_broken; }
    /// How often each remarkable thing happened.
    [[nodiscard]] const std::map<std::string, int>& marks() const { return m_marks; }
    struct Traced {
        ServerId server;
        Instant t;
        trace::Event event;
    };
    [[nodiscard]] const std::vector<Traced>& events() const { return m_events; }
    /// Everything that was traced, as JSON lines, then what is broken and how to replay it.
    [[nodiscard]] std::string trace() const;
    [[nodiscard]] Instant now() const { return m_queue.now(); }
    [[nodiscard]] std::uint64_t steps() const { return m_queue.steps(); }
    [[nodiscard]] Random& random() { return m_random; }

private:
    friend class SimServer;
    void record(ServerId server, trace::Event event);
    void mark(const std::string& name) { ++m_marks[name]; }
    void markEvent(const trace::Event& event);
    void breaks(std::string what);
    /// Told by servers: the invariants are checked where they could break.
    void looks(ServerId server);
    void elected(ServerId server, const engine::Vote& winner);
    void established(ServerId leader, std::int64_t epoch);
    void committed(Zxid zxid);
    void epochsOnDisk(ServerId server, const Disk& before, const Disk& after);

    EnsembleSettings m_settings;
    Random m_random;
    EventQueue m_queue;
    Network m_network;
    std::map<ServerId, Disk> m_disks;
    std::map<ServerId, std::unique_ptr<SimServer>> m_servers;
    std::vector<Traced> m_events;
    std::map<std::string, int> m_marks;
    std::string m_broken;
    std::map<std::int64_t, ServerId> m_leaderOfEpoch;
    std::set<std::pair<ServerId, Zxid>> m_ownVotes;
    Zxid m_committed; ///< The highest zxid that a quorum has logged: may never be lost.
};

} // namespace zs::sim
