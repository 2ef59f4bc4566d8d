// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>

namespace zs::engine::test {

Now atMs(std::int64_t ms)
{
    return {Instant(std::chrono::milliseconds(ms)), 1'700'000'000'000 + ms};
}

ServerHarness::ServerHarness(ServerSettings settings)
    : m_server(std::move(settings), firstSessionId(ServerId(1), 1))
{
    m_server.start(now());
}

ConnectionId ServerHarness::connect(std::string address)
{
    const ConnectionId id
        = m_server.connectionOpened({std::move(address), 40000, false, ""}, now());
    m_peers[id] = PeerState();
    return id;
}

void ServerHarness::send(ConnectionId id, ByteView bytes)
{
    if (!m_peers[id].closed)
        m_server.received(id, bytes, now());
    runTurns();
}

void ServerHarness::drop(ConnectionId id)
{
    if (!m_peers[id].closed)
        m_server.connectionClosed(id);
    m_peers[id].closed = true;
    runTurns();
}

void ServerHarness::runTurns()
{
    Effects effects;
    while (true) {
        if (!m_diskHeld)
            m_server.durable(m_appended, now());
        m_server.takeEffects(effects);
        m_timer = effects.nextTimer;
        for (const LogBatch::Entry& entry : effects.log.entries) {
            const auto txn
                = decodeTxn(ByteView(effects.log.bytes).subspan(entry.offset, entry.sizeBytes));
            ASSERT_TRUE(txn.has_value()) << txn.error().detail;
            EXPECT_EQ(txn->header.zxid, entry.zxid);
            m_logged.push_back(*txn);
            m_appended = entry.zxid;
        }
        bool quiet = effects.dirty.empty() && effects.closing.empty()
            && effects.words.empty() && effects.log.entries.empty();
        for (const auto& [id, peer] : m_peers) {
            if (peer.closed || peer.held)
                continue;
            const ByteView pending = m_server.pendingOutput(id);
            quiet = quiet && pending.empty(); // Sending may let waiting requests run.
            Bytes& received = m_peers[id].received;
            received.insert(received.end(), pending.begin(), pending.end());
            m_server.outputSent(id, pending.size(), now());
        }
        for (const WordAsked& asked : effects.words)
            m_server.answerWord(asked, m_host, now());
        for (const ConnectionId id : effects.closing) {
            m_server.connectionClosed(id);
            m_peers[id].closed = true;
        }
        if (quiet)
            return;
    }
}

void ServerHarness::advance(std::chrono::milliseconds time)
{
    const std::int64_t end = m_nowMs + time.count();
    while (m_timer && *m_timer <= atMs(end).instant) {
        m_nowMs = std::max(m_nowMs,
            std::chrono::duration_cast<std::chrono::milliseconds>(m_timer->time_since_epoch())
                .count());
        m_server.tick(now());
        runTurns();
    }
    m_nowMs = end;
    m_server.tick(now());
    runTurns();
}

void ServerHarness::holdDisk(bool held)
{
    m_diskHeld = held;
    runTurns();
}

void ServerHarness::holdOutput(ConnectionId id, bool held)
{
    m_peers[id].held = held;
    runTurns();
}

Bytes ServerHarness::takeFrame(ConnectionId id)
{
    Bytes& bytes = m_peers[id].received;
    if (bytes.size() < 4)
        return {};
    const auto length = static_cast<std::size_t>(jute::Reader(bytes).number<std::int32_t>());
    if (bytes.size() - 4 < length)
        return {};
    const Bytes frame(bytes.begin() + 4, bytes.begin() + 4 + std::ptrdiff_t(length));
    bytes.erase(bytes.begin(), bytes.begin() + 4 + std::ptrdiff_t(length));
    return frame;
}

ConnectionId ServerHarness::openSession(std::int32_t timeoutMs)
{
    const ConnectionId id = connect();
    ConnectRequest connectRequest;
    connectRequest.timeoutMs = timeoutMs;
    connectRequest.password = Bytes(16);
    Bytes bytes;
    jute::appendFrame(bytes, connectRequest);
    send(id, bytes);
    const auto response = jute::decode<ConnectResponse>(takeFrame(id));
    EXPECT_TRUE(response.has_value());
    if (response)
        m_peers[id].session = response->sessionId;
    return id;
}

ServerHarness::Reply ServerHarness::takeReply(ConnectionId id)
{
    const Bytes frame = takeFrame(id);
    jute::Reader in(frame);
    Reply reply;
    jute::read(in, reply.header);
    EXPECT_TRUE(in.ok()) << "no reply came";
    reply.body.assign(in.rest().begin(), in.rest().end());
    return reply;
}

Errc ServerHarness::create(ConnectionId id, std::string path, CreateMode mode)
{
    const CreateRequest request{Path(std::move(path)), Bytes(), openAcl(), std::int32_t(mode)};
    return call(id, OpCode::create, request).err();
}

} // namespace zs::engine::test
