// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"
#include "localcluster/engine/core/standalone_server.h"

#include <map>

namespace zs::engine::test {

/// A moment of the tests' clock, in milliseconds; wall and monotonic time run together.
[[nodiscard]] Now atMs(std::int64_t ms);

/// A standalone server with a disk that always succeeds and a clock that tests turn. Plays io:
/// performs effects, keeps what each connection received.
class ServerHarness {
public:
    explicit ServerHarness(ServerSettings settings = {});

    [[nodiscard]] StandaloneServer& server() { return m_server; }
    [[nodiscard]] Now now() const { return atMs(m_nowMs); }

    [[nodiscard]] ConnectionId connect(std::string address = "127.0.0.1");
    /// Bytes to the server; then all turns that they cause, unless the disk is held.
    void send(ConnectionId id, ByteView bytes);
    /// The client goes away.
    void drop(ConnectionId id);
    /// Passes time, with every timer on the way.
    void advance(std::chrono::milliseconds time);
    /// While held, nothing becomes durable.
    void holdDisk(bool held);
    /// While held, the client does not read: its output stays in the server.
    void holdOutput(ConnectionId id, bool held);

    /// What the connection received and was not taken yet.
    [[nodiscard]] Bytes& received(ConnectionId id) { return m_peers[id].received; }
    /// The next frame's payload, taken; empty when there is none.
    [[nodiscard]] Bytes takeFrame(ConnectionId id);
    /// The server closed it.
    [[nodiscard]] bool closed(ConnectionId id) { return m_peers[id].closed; }
    /// All log entries so far.
    [[nodiscard]] const std::vector<Txn>& logged() const { return m_logged; }
    void setHostFacts(HostFacts facts) { m_host = std::move(facts); }

    // ---- a client's side ----
    /// A session on a new connection; its ConnectResponse was taken.
    [[nodiscard]] ConnectionId openSession(std::int32_t timeoutMs = 10'000);
    [[nodiscard]] SessionId sessionOf(ConnectionId id) { return m_peers[id].session; }

    template <class... Record>
    void request(ConnectionId id, std::int32_t xid, OpCode type, const Record&... record)
    {
        Bytes bytes;
        jute::appendFrame(bytes, RequestHeader{xid, type}, record...);
        send(id, bytes);
    }
    /// Takes the next frame as a reply; fails the test when it is none.
    struct Reply {
        ReplyHeader header;
        Bytes body;
        template <class Record>
        [[nodiscard]] Record as() const
        {
            return jute::decode<Record>(body).value();
        }
        [[nodiscard]] Errc err() const { return header.err; }
    };
    [[nodiscard]] Reply takeReply(ConnectionId id);
    /// One request and its reply.
    template <class... Record>
    [[nodiscard]] Reply call(ConnectionId id, OpCode type, const Record&... record)
    {
        request(id, ++m_peers[id].lastXid, type, record...);
        return takeReply(id);
    }
    Errc create(ConnectionId id, std::string path, CreateMode mode = CreateMode::persistent);

private:
    struct PeerState {
        Bytes received;
        bool closed = false;
        bool held = false;
        SessionId session;
        std::int32_t lastXid = 0;
    };
    void runTurns();

    StandaloneServer m_server;
    std::int64_t m_nowMs = 1'000'000;
    std::map<ConnectionId, PeerState> m_peers;
    std::vector<Txn> m_logged;
    HostFacts m_host;
    Zxid m_appended;
    bool m_diskHeld = false;
    std::optional<Instant> m_timer;
};

} // namespace zs::engine::test
