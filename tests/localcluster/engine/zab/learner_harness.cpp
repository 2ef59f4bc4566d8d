// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/learner_harness.h"

#include "localcluster/engine/core/session_table.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/tree_stream_reader.h"

#include <gmock/gmock.h>

namespace zs::engine::test {

namespace {

Bytes streamOf(const Replica& replica)
{
    storage::SnapshotHead head;
    for (const auto& [id, timeoutMs] : replica.sessions())
        head.sessions.emplace_back(id, timeoutMs);
    storage::SnapshotWriter writer(replica.tree(), head, storage::SnapshotForm::stream);
    Bytes stream;
    for (Bytes block; writer.next(block);)
        stream.insert(stream.end(), block.begin(), block.end());
    return stream;
}

PeerSettings peerSettings(const LearnerHarness::Setup& setup)
{
    PeerSettings peer;
    peer.self = setup.self;
    peer.observer = setup.observer;
    peer.syncEnabled = setup.syncEnabled;
    peer.maxTreeBytes = setup.maxTreeBytes;
    peer.commitLogCount = setup.commitLogCount;
    for (const int id : {1, 2, 3, 4})
        peer.membership.members[ServerId(id)] = Member{id == 4,
            {{"127.0.0.1", std::uint16_t(24200 + id)}}, {{"127.0.0.1", std::uint16_t(24300 + id)}}};
    peer.membership.verifier = std::make_shared<MajorityVerifier>(
        std::set<ServerId>{ServerId(1), ServerId(2), ServerId(3)});
    peer.membership.text = "version=0";
    return peer;
}

ServerSettings serverSettings(ServerSettings server, ServerId self)
{
    server.serverId = self.value;
    server.tickTime = std::chrono::milliseconds(1000);
    return server;
}

} // namespace

Result<RecoveredState> DiskImage::recover() const
{
    RecoveredState state;
    if (snapshot.empty()) {
        state.tree = std::make_unique<DataTree>();
    } else {
        storage::TreeStreamReader reader(DataTree::Options{}, std::size_t(1) << 20);
        if (const auto taken = reader.feed(snapshot); !taken)
            return tl::unexpected(taken.error());
        auto received = reader.take(snapshotZxid);
        if (!received)
            return tl::unexpected(received.error());
        state.tree = std::move(received->tree);
        state.sessions = std::move(received->sessions);
    }
    Zxid last = snapshotZxid;
    for (const auto& [zxid, entry] : log) {
        if (zxid <= snapshotZxid)
            continue;
        const bool follows = zxid.epoch() == last.epoch() ? zxid.value == last.value + 1
                                                          : zxid > last && zxid.counter() == 1;
        const auto txn = decodeTxn(entry);
        if (!follows || !txn)
            return failure(Errc::corrupt, toText(zxid) + " behind " + toText(last));
        state.tree->apply(txn->header, txn->body);
        if (const auto* created = std::get_if<CreateSessionTxn>(&txn->body))
            state.sessions[txn->header.session] = created->timeoutMs;
        else if (txn->header.type == OpCode::closeSession)
            state.sessions.erase(txn->header.session);
        last = zxid;
        state.tail.emplace_back(zxid, entry);
    }
    return state;
}

Txn createTxn(Zxid zxid, const std::string& path)
{
    Txn txn;
    txn.header = {SessionId(7), 1, zxid, 5000 + zxid.value % 1000, OpCode::create2};
    txn.body = CreateTxn{path, Bytes{1, 2}, {{31, {"world", "anyone"}}}, false, -1};
    return txn;
}

Bytes entryOf(const Txn& txn)
{
    Bytes entry;
    appendTxn(entry, txn);
    return entry;
}

QuorumPacket proposalOf(const Txn& txn)
{
    return {PacketType::proposal, txn.header.zxid, entryOf(txn), {}};
}

QuorumPacket commitOf(Zxid zxid) { return {PacketType::commit, zxid, {}, {}}; }

LearnerHarness::LearnerHarness(Setup setup)
    : m_server(serverSettings(std::move(setup.server), setup.self))
    , m_peer(peerSettings(setup))
    , replica(m_server, m_peer, setup.firstSession)
    , disk(std::move(setup.disk))
{
    replica.load(disk.recover().value(), now);
    replica.setEpochs(disk.acceptedEpoch, disk.currentEpoch);
    learner.emplace(replica, setup.leader);
}

void LearnerHarness::connect()
{
    learner->start(now);
    collect();
    learner->dialled(dials.back().attempt, link, now);
    collect();
}

void LearnerHarness::feed(ByteView bytes)
{
    learner->received(link, bytes, now);
    collect();
}

void LearnerHarness::discover(std::int64_t epoch)
{
    feed(PacketType::leaderInfo, Zxid(std::uint32_t(epoch), 0), jute::encode(LeaderInfo()));
    finishDisk();
    static_cast<void>(takeSent());
}

void LearnerHarness::bringUpToDate(std::int64_t epoch)
{
    feed(PacketType::newLeader, Zxid(std::uint32_t(epoch), 0), toBytes("version=0"));
    finishDisk();
    feed(PacketType::upToDate, Zxid(-1));
    static_cast<void>(takeSent());
}

void LearnerHarness::perform(const DiskTask& task)
{
    if (const auto* append = std::get_if<AppendLog>(&task)) {
        for (const LogBatch::Entry& entry : append->batch.entries) {
            const auto begin = append->batch.bytes.begin() + std::ptrdiff_t(entry.offset);
            disk.log.emplace_back(
                entry.zxid, Bytes(begin, begin + std::ptrdiff_t(entry.sizeBytes)));
        }
    } else if (const auto* write = std::get_if<WriteEpoch>(&task)) {
        (write->file == EpochFile::accepted ? disk.acceptedEpoch : disk.currentEpoch)
            = write->epoch;
    } else if (const auto* cut = std::get_if<TruncateLog>(&task);
               cut && cut->last >= disk.snapshotZxid) {
        std::erase_if(disk.log, [&](const auto& entry) { return entry.first > cut->last; });
    } else if (const auto* save = std::get_if<SaveTree>(&task)) {
        std::erase_if(disk.log, [&](const auto& entry) { return entry.first > save->zxid; });
        disk.snapshot = streamOf(replica);
        disk.snapshotZxid = save->zxid;
    }
}

void LearnerHarness::diskStep()
{
    ASSERT_FALSE(queue.empty());
    const DiskTask task = std::move(queue.front());
    queue.pop_front();
    perform(task);
    if (const auto* append = std::get_if<AppendLog>(&task)) {
        const Zxid last = append->batch.entries.back().zxid;
        replica.logged(last);
        learner->logged(last, now);
    } else if (const auto* write = std::get_if<WriteEpoch>(&task)) {
        replica.epochWritten(write->file, write->epoch);
        learner->epochWritten(write->file, write->epoch, now);
    } else if (const auto* cut = std::get_if<TruncateLog>(&task);
               cut && cut->last < disk.snapshotZxid) {
        replica.truncationImpossible(); // As QuorumPeer.
        learner->end("the snapshot is newer", now);
    } else if (cut) {
        replica.truncated(disk.recover().value(), now);
        learner->truncated(now);
    } else if (const auto* save = std::get_if<SaveTree>(&task)) {
        replica.treeSaved(save->zxid);
        learner->treeSaved(save->zxid, now);
    }
    collect();
}

void LearnerHarness::finishDisk()
{
    while (!queue.empty())
        diskStep();
}

void LearnerHarness::collect()
{
    ZabEffects effects;
    replica.takeEffects(effects);
    for (QuorumEffect& effect : effects.quorum) {
        if (auto* dial = std::get_if<DialLeader>(&effect))
            dials.push_back(std::move(*dial));
        else if (const auto* send = std::get_if<SendQuorum>(&effect))
            m_sent.feed(send->bytes);
        else if (auto* close = std::get_if<CloseQuorumLink>(&effect))
            closedBecause.push_back(std::move(close->why));
    }
    for (DiskTask& task : effects.disk)
        queue.push_back(std::move(task));
    for (std::string& remark : effects.remarks)
        remarks.push_back(std::move(remark));
    for (std::string& warning : effects.warnings)
        warnings.push_back(std::move(warning));
}

std::vector<QuorumPacket> LearnerHarness::takeSent()
{
    std::vector<QuorumPacket> packets;
    for (auto packet = m_sent.next(); packet && *packet; packet = m_sent.next())
        packets.push_back(std::move(**packet));
    return packets;
}

std::vector<std::string> LearnerHarness::takeSentNames()
{
    std::vector<std::string> names;
    for (const QuorumPacket& packet : takeSent())
        names.push_back(std::string(nameOf(packet.type)) + ' ' + toText(packet.zxid));
    return names;
}

void LearnerHarness::advance(std::chrono::milliseconds time)
{
    now.instant += time;
    now.wallMs += time.count();
    learner->tick(now);
    collect();
}

ConnectionId LearnerHarness::connectClient(SessionId session, std::int32_t timeoutMs)
{
    Pipeline& pipeline = replica.pipeline();
    const ConnectionId client = pipeline.connectionOpened({"127.0.0.1", 5000, false, ""}, now);
    ConnectRequest connect;
    connect.timeoutMs = timeoutMs;
    connect.sessionId = session;
    const SessionPassword password = sessionPassword(session);
    connect.password.emplace(password.begin(), password.end());
    Bytes frame;
    jute::appendFrame(frame, connect);
    pipeline.received(client, frame, now);
    collect();
    return client;
}

void LearnerHarness::request(ConnectionId client, std::int32_t xid, OpCode op, ByteView body)
{
    Bytes frame;
    jute::Writer out(frame);
    out.length(8 + body.size());
    jute::write(out, RequestHeader{xid, op});
    out.raw(body);
    replica.pipeline().received(client, frame, now);
    collect();
}

Bytes LearnerHarness::takeOutput(ConnectionId client)
{
    const ByteView pending = replica.pipeline().pendingOutput(client);
    const Bytes output(pending.begin(), pending.end());
    replica.pipeline().outputSent(client, output.size(), now);
    return output;
}

} // namespace zs::engine::test
