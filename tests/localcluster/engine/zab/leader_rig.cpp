// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/zab/leader_rig.h"

#include "clientlib/protocol/session_records.h"

namespace zs::engine::test {

PeerSettings goldenSettings(ServerId self)
{
    PeerSettings settings;
    settings.self = self;
    std::string text;
    for (int id = 1; id <= 4; ++id) {
        Member member;
        member.observer = id == 4;
        member.quorum = {{"127.0.0.1", static_cast<std::uint16_t>(24200 + id)}};
        member.election = {{"127.0.0.1", static_cast<std::uint16_t>(24300 + id)}};
        settings.membership.members[ServerId(id)] = member;
        text += "server." + std::to_string(id) + "=127.0.0.1:2420" + std::to_string(id)
            + ":2430" + std::to_string(id) + (id == 4 ? ":observer\n" : ":participant\n");
    }
    settings.membership.text = text + "version=0";
    settings.membership.verifier = std::make_shared<MajorityVerifier>(
        std::set<ServerId>{ServerId(1), ServerId(2), ServerId(3)});
    return settings;
}

ServerSettings goldenServer()
{
    ServerSettings server;
    server.tickTime = std::chrono::milliseconds(1000);
    return server;
}

LeaderRig::LeaderRig(PeerSettings peerSettings, ServerSettings serverSettings)
    : server(std::move(serverSettings))
    , peer(std::move(peerSettings))
    , replica(server, peer, SessionId(0x2000018fc590000))
    , leader(replica)
{
    RecoveredState empty;
    empty.tree = std::make_unique<DataTree>(DataTree::Options{server.extendedTypesEnabled});
    replica.load(std::move(empty), now);
}

void LeaderRig::recover(
    RecoveredState state, std::int64_t acceptedEpoch, std::int64_t currentEpoch)
{
    replica.load(std::move(state), now);
    replica.setEpochs(acceptedEpoch, currentEpoch);
}

void LeaderRig::start()
{
    leader.start(now);
    turn();
}

QuorumLink LeaderRig::connect()
{
    const QuorumLink link{++m_lastLink};
    leader.accepted(link, "127.0.0.1:" + std::to_string(40000 + link.value), now);
    turn();
    return link;
}

void LeaderRig::feed(QuorumLink link, ByteView bytes)
{
    leader.received(link, bytes, now);
    turn();
}

void LeaderRig::close(QuorumLink link)
{
    leader.closed(link, "closed by the other side", now);
    turn();
}

void LeaderRig::holdDisk(bool held)
{
    m_held = held;
    turn();
}

void LeaderRig::advance(std::chrono::milliseconds time)
{
    const Instant end = now.instant + time;
    for (;;) {
        const std::optional<Instant> timer = leader.nextTimer();
        if (!timer || *timer > end)
            break;
        now.wallMs += std::chrono::duration_cast<std::chrono::milliseconds>(
            std::max(*timer, now.instant) - now.instant)
                          .count();
        now.instant = std::max(*timer, now.instant);
        leader.tick(now);
        turn();
    }
    now.wallMs
        += std::chrono::duration_cast<std::chrono::milliseconds>(end - now.instant).count();
    now.instant = end;
}

void LeaderRig::turn()
{
    ZabEffects effects;
    for (;;) {
        leader.collect();
        replica.takeEffects(effects);
        perform(effects);
        takeClients();
        if (m_held || disk.empty())
            return;
        const DiskTask task = std::move(disk.front());
        disk.erase(disk.begin());
        complete(task);
    }
}

void LeaderRig::perform(ZabEffects& effects)
{
    for (QuorumEffect& effect : effects.quorum) {
        if (auto* send = std::get_if<SendQuorum>(&effect)) {
            Bytes& sent = m_sent[send->link];
            sent.insert(sent.end(), send->bytes.begin(), send->bytes.end());
            leader.backlog(send->link, 0, now);
        } else if (const auto* closing = std::get_if<CloseQuorumLink>(&effect)) {
            m_closed[closing->link] = closing->why;
        } else if (const auto* tree = std::get_if<SendTree>(&effect)) {
            m_trees.insert(tree->link);
        }
    }
    for (DiskTask& task : effects.disk)
        disk.push_back(std::move(task));
}

void LeaderRig::complete(const DiskTask& task)
{
    done.push_back(task);
    if (const auto* append = std::get_if<AppendLog>(&task)) {
        replica.logged(append->batch.entries.back().zxid);
        leader.logged(now);
    } else if (const auto* epoch = std::get_if<WriteEpoch>(&task)) {
        replica.epochWritten(epoch->file, epoch->epoch);
        leader.epochWritten(epoch->file, epoch->epoch, now);
    } else if (const auto* read = std::get_if<ReadLog>(&task)) {
        leader.logRead(read->link, std::nullopt, now);
    }
}

std::vector<QuorumPacket> LeaderRig::take(QuorumLink link)
{
    PacketSplitter splitter(std::size_t(1) << 20);
    splitter.feed(std::exchange(m_sent[link], {}));
    std::vector<QuorumPacket> packets;
    while (auto packet = splitter.next().value()) {
        if (packet->type == PacketType::ping)
            ++m_pings;
        else
            packets.push_back(std::move(*packet));
    }
    return packets;
}

void LeaderRig::ack(QuorumLink link, Zxid zxid)
{
    feed(link, QuorumPacket{PacketType::ack, zxid, std::nullopt, std::nullopt});
}

QuorumLink LeaderRig::join(ServerId id, Zxid lastZxid, std::int64_t acceptedEpoch,
    std::int32_t protocol, bool observer)
{
    const QuorumLink link = connect();
    LearnerInfo info{id};
    info.protocolVersion = protocol;
    feed(link,
        QuorumPacket{observer ? PacketType::observerInfo : PacketType::followerInfo,
            Zxid(static_cast<std::uint32_t>(acceptedEpoch), 0), info.encode(), std::nullopt});
    const auto epoch = static_cast<std::uint32_t>(replica.acceptedEpoch());
    const bool known = acceptedEpoch == replica.acceptedEpoch();
    const EpochAck ack{known ? EpochAck::acceptedBefore : static_cast<std::int32_t>(acceptedEpoch)};
    feed(link, QuorumPacket{PacketType::ackEpoch, lastZxid, jute::encode(ack), std::nullopt});
    this->ack(link, Zxid(epoch, 0));
    return link;
}

// ---- own clients ----

ConnectionId LeaderRig::openSession(std::int32_t timeoutMs)
{
    const ConnectionId id
        = replica.pipeline().connectionOpened({"127.0.0.1", 50000, false, {}}, now);
    ConnectRequest connect;
    connect.timeoutMs = timeoutMs;
    connect.password.emplace(16, 0);
    Bytes frame;
    jute::appendFrame(frame, connect);
    request(id, frame);
    return id;
}

void LeaderRig::request(ConnectionId id, ByteView frame)
{
    replica.pipeline().received(id, frame, now);
    turn();
}

void LeaderRig::takeClients()
{
    Effects effects;
    replica.pipeline().takeEffects(effects);
    for (const ConnectionId id : effects.dirty) {
        const ByteView output = replica.pipeline().pendingOutput(id);
        Bytes& received = m_clients[id.value];
        received.insert(received.end(), output.begin(), output.end());
        replica.pipeline().outputSent(id, output.size(), now);
    }
    for (const ConnectionId id : effects.closing)
        replica.pipeline().connectionClosed(id);
}

} // namespace zs::engine::test
