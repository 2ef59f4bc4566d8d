// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/multi.h"
#include "clientlib/session/session_machine.h"
#include "tests/sim/ensemble.h"
#include "tests/sim/history.h"

namespace zs::sim {

/// A client process: the client library's session machine on the simulated network, with a load of
/// writes, reads, watches and ephemerals of its own choice. It keeps the history of the registers,
/// and tells the ghosts when a promise to clients is broken (invariant 9).
class SimClient final : public Host {
public:
    /// `servers`: that it knows; none: all members.
    SimClient(Ensemble& world, int number, std::vector<ServerId> servers);
    ~SimClient() override;
    void start();

    /// From now on only what `probe` asks for.
    void stopLoad() { m_loading = false; }
    /// Creates a node of its own, for the end of a run. `probed` tells when it is there.
    void probe();
    [[nodiscard]] bool probed() const { return m_probed; }
    /// Requests without an answer.
    [[nodiscard]] std::size_t outstanding() const { return m_pending.size(); }
    [[nodiscard]] SessionState state() const { return m_machine->state(); }
    [[nodiscard]] SessionId sessionId() const { return m_machine->sessionId(); }
    [[nodiscard]] int number() const { return m_number; }

    // ---- for tests that say what happens ----
    struct Answer {
        Errc err = Errc::systemError;
        Zxid zxid;
        Bytes body;
        ServerId server;
        Instant at;
    };
    /// One request; the answer is kept under the number that is returned.
    session::RequestId ask(OpCode op, Bytes body, session::WatchUse watch = {}, Path path = {});
    [[nodiscard]] const Answer* answerTo(session::RequestId id) const;
    struct Event {
        EventType type;
        Path path;
        Instant at;
    };
    [[nodiscard]] const std::vector<Event>& events() const { return m_events; }
    [[nodiscard]] std::optional<ServerId> server() const { return m_server; }

    void accepted(End, trace::Port) override {}
    void connected(std::uint64_t dial, End end) override;
    void connectFailed(std::uint64_t dial, bool refused) override;
    void received(End end, ByteView bytes) override;
    void closed(End end) override;

private:
    /// A request under way.
    struct Pending {
        OpCode op = OpCode::error;
        Path path;
        bool watch = false;
        bool asked = false; ///< By a test: keep the answer.
        bool probe = false;
        /// Its operations in the history; a multi has several.
        std::vector<std::size_t> operations;
        Instant called; ///< Of a read after a sync: when the sync was sent.
        bool synced = false;
    };

    void newSession();
    void perform(session::Effects effects);
    void complete(const session::Complete& done);
    void completeRead(const Pending& request, const session::Complete& done);
    static std::optional<std::vector<std::int32_t>> versionsSet(ByteView body);
    void completeWrite(Pending& request, const session::Complete& done);
    void checkWatch(const Path& path, std::optional<Zxid> mzxid);
    void hear(ByteView bytes);
    void arm(Instant at);
    void loadLater();
    void load();
    void ended();

    session::RequestId submit(OpCode op, Bytes body, Pending pending,
        session::WatchUse watch = session::WatchUse::none);
    std::size_t note(Operation::Kind kind, const Path& path, std::string value,
        std::int32_t version);
    void sendCreate(const Path& path, CreateMode mode);
    void sendSet(const Path& path, std::int32_t version);
    void sendDelete(const Path& path, std::int32_t version);
    void sendRead(const Path& path, bool watch, bool afterSync);
    void sendMulti(const Path& first, const Path& second);
    [[nodiscard]] Path drawRegister();
    [[nodiscard]] std::string newValue();
    [[nodiscard]] std::int32_t knownVersion(const Path& path) const;

    Ensemble& m_world;
    int m_number;
    ServerId m_host; ///< Its name on the network.
    std::vector<ServerId> m_known;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
    std::optional<session::SessionMachine> m_machine;
    bool m_loading = true;
    bool m_probed = false;
    bool m_closing = false;
    int m_values = 0;

    std::optional<std::uint64_t> m_dial;
    std::optional<End> m_end;
    ServerId m_target; ///< Of the dial, then of the connection.
    std::optional<ServerId> m_server;
    std::optional<EventQueue::Key> m_timerKey;
    std::uint64_t m_timer = 0;

    session::RequestId m_lastRequest = 0;
    std::map<session::RequestId, Pending> m_pending;
    std::map<session::RequestId, Answer> m_answers;
    std::vector<Event> m_events;

    // What this session has seen.
    std::optional<FrameSplitter> m_frames;
    bool m_greeted = false;
    Zxid m_seen;
    std::deque<Zxid> m_replyZxids; ///< Of answers that were cut from the stream.
    SessionId m_session;
    std::optional<ServerId> m_sessionAt;
    std::map<Path, Zxid> m_watched; ///< Data watches, with the mzxid they were set at.
    std::map<Path, std::int32_t> m_versions;
};

} // namespace zs::sim
