// SPDX-License-Identifier: Apache-2.0
// A hostile leader against our learner. The first byte says which of the honest steps come first;
// then steps by their number: sound packets with odd contents, disk completions, time, raw bytes.
#include "clientlib/base/expect.h"
#include "localcluster/engine/zab/learner.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::engine;

constexpr QuorumLink leaderLink{5};

/// A learner whose disk does what it is told, when it is told.
class Rig {
public:
    explicit Rig(bool observer) : m_peer(peerSettings(observer)), m_replica(m_server, m_peer, {})
    {
        RecoveredState state;
        state.tree = std::make_unique<DataTree>();
        m_replica.load(std::move(state), m_now);
        m_learner.emplace(m_replica, ServerId(2));
        m_learner->start(m_now);
        collect();
        m_learner->dialled(m_attempt, leaderLink, m_now);
        collect();
    }

    void feed(ByteView bytes)
    {
        m_learner->received(leaderLink, bytes, m_now);
        collect();
    }
    void feed(PacketType type, Zxid zxid, std::optional<Bytes> data)
    {
        feed(QuorumPacket{type, zxid, std::move(data), {}}.encode());
    }
    void diskStep()
    {
        if (m_queue.empty())
            return;
        const DiskTask task = std::move(m_queue.front());
        m_queue.erase(m_queue.begin());
        if (const auto* append = std::get_if<AppendLog>(&task)) {
            m_replica.logged(append->batch.entries.back().zxid);
            m_learner->logged(append->batch.entries.back().zxid, m_now);
        } else if (const auto* write = std::get_if<WriteEpoch>(&task)) {
            m_replica.epochWritten(write->file, write->epoch);
            m_learner->epochWritten(write->file, write->epoch, m_now);
        } else if (std::holds_alternative<TruncateLog>(task)) {
            RecoveredState state;
            state.tree = std::make_unique<DataTree>();
            m_replica.truncated(std::move(state), m_now);
            m_learner->truncated(m_now);
        } else if (const auto* save = std::get_if<SaveTree>(&task)) {
            m_replica.treeSaved(save->zxid);
            m_learner->treeSaved(save->zxid, m_now);
        }
        collect();
    }
    void pass(std::chrono::milliseconds time)
    {
        m_now.instant += time;
        m_learner->tick(m_now);
        collect();
    }
    [[nodiscard]] bool over() const { return m_learner->over().has_value(); }
    [[nodiscard]] Zxid last() const { return m_replica.lastAppended(); }
    ~Rig() { m_replica.stopServing(); }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

private:
    static PeerSettings peerSettings(bool observer)
    {
        PeerSettings peer;
        peer.self = ServerId(1);
        peer.observer = observer;
        peer.membership.members[ServerId(2)] = {};
        peer.membership.verifier = std::make_shared<MajorityVerifier>(
            std::set<ServerId>{ServerId(1), ServerId(2), ServerId(3)});
        peer.learnerOutputLimitBytes = std::size_t(1) << 20;
        return peer;
    }
    void collect()
    {
        ZabEffects effects;
        m_replica.takeEffects(effects);
        for (const QuorumEffect& effect : effects.quorum) {
            if (const auto* dial = std::get_if<DialLeader>(&effect))
                m_attempt = dial->attempt;
        }
        for (DiskTask& task : effects.disk)
            m_queue.push_back(std::move(task));
        ZS_EXPECT(effects.remarks.size() < 16 && !effects.fatal);
    }

    ServerSettings m_server;
    PeerSettings m_peer;
    Replica m_replica;
    std::optional<Learner> m_learner;
    std::vector<DiskTask> m_queue;
    std::uint64_t m_attempt = 0;
    Now m_now{Instant(std::chrono::seconds(1)), 1000};
};

/// The next transaction as an honest leader proposes it, with a body made of `seed`.
Bytes entryBehind(Zxid last, std::uint8_t seed)
{
    Txn txn;
    const Zxid zxid = last.epoch() == 0 ? Zxid(1, 1) : Zxid(last.value + 1);
    txn.header = {SessionId(seed % 4), seed, zxid, 7, OpCode::create};
    txn.body = CreateTxn{"/n" + std::to_string(seed), Bytes{seed}, {}, seed % 4 == 1, -1};
    if (seed % 8 == 7) {
        txn.header.type = OpCode::closeSession;
        txn.body = CloseSessionTxn{};
    }
    Bytes entry;
    appendTxn(entry, txn);
    return entry;
}

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

void step(Rig& rig, ByteView& bytes)
{
    const std::uint8_t kind = takeByte(bytes);
    const std::uint8_t seed = takeByte(bytes);
    switch (kind % 10) {
    case 0: return rig.feed(take(bytes, seed));
    case 1:
        return rig.feed(static_cast<PacketType>(seed % 21),
            Zxid(std::uint32_t(kind / 64), seed / 32), take(bytes, seed % 64));
    case 2: {
        const Bytes entry = entryBehind(rig.last(), seed);
        const Zxid zxid = decodeTxn(entry)->header.zxid;
        rig.feed(PacketType::proposal, zxid, entry);
        return kind < 128 ? rig.feed(PacketType::commit, zxid, {}) : void();
    }
    case 3: {
        const Bytes entry = entryBehind(rig.last(), seed);
        return rig.feed(PacketType::inform, decodeTxn(entry)->header.zxid, entry);
    }
    case 4: return rig.feed(PacketType::commit, Zxid(1, seed), {});
    case 5: return rig.feed(PacketType::newLeader, Zxid(1, 0), take(bytes, seed % 32));
    case 6: return rig.feed(PacketType::upToDate, Zxid(-1), {});
    case 7: return rig.feed(PacketType::ping, Zxid(1, seed), {});
    case 8: return rig.diskStep();
    default: return rig.pass(std::chrono::milliseconds(10 * seed));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    ByteView bytes(data, sizeBytes);
    const std::uint8_t start = takeByte(bytes);
    Rig rig((start & 1) != 0);
    if ((start & 2) != 0) {
        rig.feed(PacketType::leaderInfo, Zxid(1, 0), jute::encode(LeaderInfo()));
        rig.diskStep();
    }
    if ((start & 4) != 0)
        rig.feed((start & 8) != 0 ? PacketType::snap : PacketType::diff, Zxid(), {});
    if ((start & 16) != 0) {
        rig.feed(PacketType::newLeader, Zxid(1, 0), {});
        rig.diskStep();
        rig.feed(PacketType::upToDate, Zxid(-1), {});
    }
    while (!bytes.empty() && !rig.over())
        step(rig, bytes);
    for (int i = 0; i < 8; ++i)
        rig.diskStep();
    return 0;
}
