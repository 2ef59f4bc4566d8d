// SPDX-License-Identifier: Apache-2.0
// Clients that do what they like with a standalone server: bytes in any pieces, requests with odd
// bodies, connections that come and go, a slow disk, time. The server keeps its invariants, and its
// log alone leads to its tree.
#include "clientlib/base/expect.h"
#include "clientlib/protocol/session_records.h"
#include "localcluster/engine/core/standalone_server.h"

#include <algorithm>
#include <array>

namespace {

using namespace zs;
using namespace zs::engine;

constexpr std::size_t clients = 4;

Bytes take(ByteView& bytes, std::size_t atMost)
{
    const ByteView taken = bytes.first(std::min(atMost, bytes.size()));
    bytes = bytes.subspan(taken.size());
    return {taken.begin(), taken.end()};
}

std::uint8_t takeByte(ByteView& bytes)
{
    const Bytes one = take(bytes, 1);
    return one.empty() ? std::uint8_t(0) : one[0];
}

ServerSettings settings()
{
    ServerSettings settings;
    settings.extendedTypesEnabled = true;
    settings.enforceQuota = true;
    settings.maxRequestBytes = 4096;
    settings.superDigest = "super:xQJmxLMiHGwaqBvst5y6rkB6HQs="; // super:admin
    settings.fourLetterWords = {"*"};
    return settings;
}

class Rig {
public:
    Rig() : m_server(settings(), firstSessionId(ServerId(1), 1))
    {
        m_server.start(m_now);
        turn();
    }

    void connect(std::size_t client)
    {
        drop(client);
        m_ids[client] = m_server.connectionOpened({"127.0.0.1", 40000, false, ""}, m_now);
        turn();
    }
    void openSession(std::size_t client, std::uint8_t seed)
    {
        connect(client);
        ConnectRequest request;
        request.timeoutMs = 4000 + 100 * seed;
        request.password = Bytes(16);
        Bytes bytes;
        jute::appendFrame(bytes, request);
        send(client, bytes);
    }
    void send(std::size_t client, ByteView bytes)
    {
        if (m_ids[client] && m_server.wantsInput(*m_ids[client]))
            m_server.received(*m_ids[client], bytes, m_now);
        turn();
    }
    void request(std::size_t client, std::int32_t type, ByteView body)
    {
        Bytes frame;
        jute::Writer out(frame);
        out.number(static_cast<std::int32_t>(8 + body.size()));
        out.number(++m_xid);
        out.number(type);
        frame.insert(frame.end(), body.begin(), body.end());
        send(client, frame);
    }
    void drop(std::size_t client)
    {
        if (m_ids[client])
            m_server.connectionClosed(*m_ids[client]);
        m_ids[client].reset();
        turn();
    }
    void holdDisk(bool held)
    {
        m_diskHeld = held;
        turn();
    }
    void pass(std::chrono::milliseconds time)
    {
        m_now.instant += time;
        m_now.wallMs += time.count();
        m_server.tick(m_now);
        turn();
    }
    void check()
    {
        holdDisk(false);
        const DataTree& tree = m_server.tree();
        ZS_EXPECT(tree.digest() == tree.recomputeDigest());
        ZS_EXPECT(tree.digest() == m_replayed.digest());
        ZS_EXPECT(tree.nodeCount() == m_replayed.nodeCount());
        for (const SessionId session : tree.sessionsWithEphemerals())
            ZS_EXPECT(m_server.sessions().state(session) != SessionTable::State::unknown);
    }

private:
    void turn()
    {
        for (bool quiet = false; !quiet;) {
            if (!m_diskHeld)
                m_server.durable(m_appended, m_now);
            m_server.takeEffects(m_effects);
            quiet = m_effects.dirty.empty() && m_effects.closing.empty()
                && m_effects.words.empty() && m_effects.log.entries.empty();
            log(m_effects.log);
            for (std::optional<ConnectionId>& id : m_ids) {
                const std::size_t pending = id ? m_server.pendingOutput(*id).size() : 0;
                quiet = quiet && pending == 0;
                if (pending > 0)
                    m_server.outputSent(*id, pending, m_now);
            }
            for (const WordAsked& asked : m_effects.words)
                m_server.answerWord(asked, {}, m_now);
            for (const ConnectionId closing : m_effects.closing) {
                m_server.connectionClosed(closing);
                for (std::optional<ConnectionId>& id : m_ids) {
                    if (id == closing)
                        id.reset();
                }
            }
        }
    }
    void log(const LogBatch& batch)
    {
        for (const LogBatch::Entry& entry : batch.entries) {
            const auto txn
                = decodeTxn(ByteView(batch.bytes).subspan(entry.offset, entry.sizeBytes));
            ZS_EXPECT(txn && txn->header.zxid == entry.zxid);
            ZS_EXPECT(entry.zxid.value == m_appended.value + 1);
            m_appended = entry.zxid;
            m_replayed.apply(txn->header, txn->body);
            ZS_EXPECT(!txn->digest || txn->digest->treeDigest == m_replayed.digest());
        }
    }

    StandaloneServer m_server;
    DataTree m_replayed;
    Effects m_effects;
    std::array<std::optional<ConnectionId>, clients> m_ids;
    Now m_now {Instant(std::chrono::seconds(1)), 1'700'000'000'000};
    Zxid m_appended;
    std::int32_t m_xid = 0;
    bool m_diskHeld = false;
};

void step(Rig& rig, ByteView& bytes)
{
    const std::uint8_t kind = takeByte(bytes);
    const std::size_t client = kind / 8 % clients;
    const std::uint8_t size = takeByte(bytes);
    switch (kind % 8) {
    case 0: return rig.send(client, take(bytes, size));
    case 1: return rig.connect(client);
    case 2: return rig.openSession(client, size);
    case 3: return rig.drop(client);
    case 4: return rig.holdDisk(size % 2 == 0);
    case 5: return rig.pass(std::chrono::milliseconds(100 * size));
    default: {
        // Opcodes 1 to 22, the large ones (auth 100, setWatches 101, …), and those below zero.
        const std::uint8_t type = takeByte(bytes);
        return rig.request(client, static_cast<std::int8_t>(type), take(bytes, size));
    }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    ByteView bytes(data, sizeBytes);
    Rig rig;
    while (!bytes.empty())
        step(rig, bytes);
    rig.check();
    return 0;
}
