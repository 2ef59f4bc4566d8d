// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/peer/quorum_peer.h"
#include "tests/localcluster/engine/zab/learner_harness.h"

#include <functional>
#include <set>

namespace zs::engine::test {

/// Some QuorumPeers in one process, wired together: no delay, disks that succeed at once unless
/// held, a clock that passes only in `run`. tests/sim has the cruel world.
class Ensemble {
public:
    struct Shape {
        int voters = 3;
        int observers = 0; ///< Their ids follow those of the voters.
        std::function<void(PeerSettings&, ServerSettings&)> adjust = {};
    };
    explicit Ensemble(Shape shape);
    Ensemble() : Ensemble(Shape{}) {}

    // ---- servers ----
    void start(int id);
    void startAll();
    /// The process is gone; what its disk holds stays.
    void kill(int id);
    /// Nothing comes in or goes out any more, and nobody notices.
    void isolate(int id);
    /// The connections that were cut break.
    void heal(int id);
    void holdDisk(int id, bool held);
    /// The disk fails, with all that it has not done yet; or works again.
    void failDisk(int id);
    void mendDisk(int id);

    [[nodiscard]] QuorumPeer& peer(int id) { return *m_nodes.at(id).peer; }
    [[nodiscard]] DiskImage& disk(int id) { return m_nodes.at(id).disk; }
    [[nodiscard]] const std::vector<trace::Event>& events(int id) { return m_nodes.at(id).events; }
    [[nodiscard]] const std::vector<std::string>& remarks(int id) { return m_nodes.at(id).remarks; }
    [[nodiscard]] const std::optional<std::string>& fatal(int id) { return m_nodes.at(id).fatal; }
    /// How learner `peer` was brought up to date by `leader` the last time.
    [[nodiscard]] std::optional<trace::SyncMode> lastSync(int leader, int peer);
    /// The one server that leads and serves; 0: none.
    [[nodiscard]] int leader() const;

    void run(std::chrono::milliseconds time);
    /// False: not within `limit`.
    [[nodiscard]] bool runUntil(const std::function<bool()>& condition,
        std::chrono::milliseconds limit = std::chrono::seconds(30));
    [[nodiscard]] bool untilServing(std::vector<int> ids);

    // ---- clients ----
    struct Client {
        int server = 0;
        ConnectionId connection;
        SessionId session;
        std::int32_t lastXid = 0;
        bool answered = false; ///< When it asked for a session: granted or refused.
    };
    /// With a new session, or back with `session`; session 0 when it was refused.
    [[nodiscard]] Client connect(int server, SessionId session = {}, bool readOnly = false,
        std::int32_t timeoutMs = 10'000);
    /// A request and its reply; nothing when none comes or the connection is closed.
    [[nodiscard]] std::optional<Errc> call(Client& client, OpCode op, ByteView body = {});
    [[nodiscard]] std::optional<Errc> create(
        Client& client, const std::string& path, bool ephemeral = false);
    void send(Client& client, OpCode op, ByteView body);
    [[nodiscard]] bool isClosed(const Client& client);
    /// The answer to a four-letter word.
    [[nodiscard]] std::string word(int server, const std::string& word);

private:
    struct Ear final : PeerListener {
        std::vector<trace::Event>* events = nullptr;
        void tell(const trace::Event& event) override { events->push_back(event); }
        void txn(TxnStep, const Txn&, std::size_t) override {}
        void session(SessionId, SessionStep, const Peer*, std::chrono::milliseconds) override {}
        void digest(Zxid, std::uint64_t) override {}
        [[nodiscard]] bool wantsDetail() const override { return false; }
        void reply(SessionId, std::int32_t, OpCode, Zxid, Errc) override {}
        void event(SessionId, EventType, std::string_view, Zxid) override {}
    };
    struct Node {
        std::unique_ptr<QuorumPeer> peer; ///< Null: it does not run.
        DiskImage disk;
        std::vector<trace::Event> events;
        Ear ear;
        std::vector<std::string> remarks;
        std::optional<std::string> fatal;
        std::deque<DiskTask> tasks;
        bool diskHeld = false;
        bool diskBroken = false;
        bool isolated = false;
        bool listens = false;
        std::optional<Instant> timer;
        std::map<std::uint32_t, Bytes> received; ///< By clients, by connection.
        std::set<std::uint32_t> closed;
    };
    /// One end of a connection between servers.
    struct End {
        int node = 0;
        std::uint64_t other = 0;
        bool quorum = false;
        bool cut = false;
    };

    void boot(int id);
    void settle();
    void takeEffects(int id);
    void perform(int id, PortEffect& effect);
    void perform(int id, QuorumEffect& effect);
    void performDisk(int id);
    void performClients(int id, Effects& effects);
    void closeEnd(std::uint64_t link);
    void tellClosed(std::uint64_t link, const End& end);
    void deliver(std::uint64_t from, Bytes bytes);
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> connectNodes(
        int from, int to, bool quorum);
    [[nodiscard]] bool reachable(int from, int to);
    [[nodiscard]] PeerHistory historyOf(int id);
    void later(std::function<void()> work) { m_work.push_back(std::move(work)); }

    Shape m_shape;
    Now m_now{Instant(std::chrono::seconds(100)), 1'795'303'000'000};
    std::map<int, Node> m_nodes;
    std::map<std::uint64_t, End> m_ends;
    std::uint64_t m_lastLink = 0;
    std::uint64_t m_lastStart = 0;
    std::deque<std::function<void()>> m_work;
};

} // namespace zs::engine::test
