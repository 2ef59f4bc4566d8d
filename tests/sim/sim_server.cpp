// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_server.h"

#include "localcluster/engine/core/session_table.h"
#include "localcluster/engine/storage/snapshot_writer.h"

namespace zs::sim {

using engine::QuorumLink;

namespace {

/// Above it a kernel takes no more for a connection.
constexpr std::size_t socketBufferBytes = std::size_t(256) << 10;

engine::LinkId linkOf(End end) { return engine::LinkId{end.value}; }
QuorumLink quorumLinkOf(End end) { return QuorumLink{end.value}; }

} // namespace

SimServer::SimServer(Ensemble& world, ServerId id)
    : m_world(world), m_id(id), m_disk(world.disk(id)),
      m_peer(world.serverSettings(id), world.peerSettings(id),
          engine::firstSessionId(id, world.wallMs(id))),
      m_sabotage(world.settings().bug, world.random()),
      m_snapshotAfter(world.drawSnapCount())
{
}

SimServer::~SimServer()
{
    if (m_timerKey)
        m_world.queue().cancel(*m_timerKey);
}

void SimServer::start(engine::PeerHistory history)
{
    m_disk.attach(this);
    m_world.network().listen(m_id, trace::Port::election, true);
    m_world.network().listen(m_id, trace::Port::client, true);
    m_peer.listen(this);
    m_peer.start(std::move(history), now());
    turn();
}

engine::Now SimServer::now() const { return {m_world.now(), m_world.wallMs(m_id)}; }

void SimServer::pause(bool on)
{
    m_paused = on;
    if (on)
        return;
    for (const std::function<void()>& call : std::exchange(m_missed, {}))
        call();
}

void SimServer::post(std::function<void()> call)
{
    if (m_paused)
        m_missed.push_back(std::move(call));
    else
        call();
}

void SimServer::after(std::chrono::nanoseconds delay, std::function<void()> call)
{
    m_world.queue().in(
        delay, [this, alive = std::weak_ptr<int>(m_alive), call = std::move(call)]() mutable {
            if (!alive.expired())
                post(std::move(call));
        });
}

// ---- turns ------------------------------------------------------------------------------------

/// A loop takes what else is ready before it performs; sometimes that is more than one thing.
void SimServer::turn()
{
    if (m_turnWaits)
        return;
    if (!m_world.random().chance(m_world.settings().batchRate))
        return perform();
    m_turnWaits = true;
    after(m_world.random().upTo(m_world.settings().maxBatch), [this] {
        m_turnWaits = false;
        perform();
    });
}

void SimServer::perform()
{
    bool again = true;
    std::optional<Instant> timer;
    while (again) {
        m_peer.takeEffects(m_effects);
        for (engine::DiskTask& task : m_effects.disk)
            performDisk(task);
        for (engine::PortEffect& effect : m_effects.election)
            performElection(effect);
        for (engine::QuorumEffect& effect : m_effects.quorum)
            performQuorum(effect);
        for (const std::string& remark : m_effects.remarks)
            m_world.remark(m_id, remark);
        if (m_effects.fatal)
            m_world.ghosts().breaks(
                "server " + std::to_string(m_id.value) + " gives up: " + *m_effects.fatal);
        timer = m_effects.nextTimer;
        if (m_effects.client.nextTimer)
            timer = std::min(timer.value_or(*m_effects.client.nextTimer),
                *m_effects.client.nextTimer);
        check();
        again = performClients();
    }
    armTimer(timer);
    if (m_logged >= m_snapshotAfter && serves() && !m_disk.isSnapshotting()) {
        if (!m_disk.isIdle())
            m_world.mark("snapshot during writes");
        m_disk.snapshot(m_peer);
        m_logged = 0;
        m_snapshotAfter = m_world.drawSnapCount();
    }
}

void SimServer::armTimer(std::optional<Instant> at)
{
    if (m_timerKey && m_timerAt == at)
        return;
    if (m_timerKey)
        m_world.queue().cancel(*m_timerKey);
    m_timerKey.reset();
    m_timerAt = at;
    if (!at)
        return;
    m_timerKey = m_world.queue().at(*at, [this] {
        m_timerKey.reset();
        post([this] {
            m_peer.tick(now());
            turn();
        });
    });
}

// ---- effects ----------------------------------------------------------------------------------

void SimServer::performDisk(engine::DiskTask& task)
{
    const Bug bug = m_sabotage.bug();
    SimDisk::Tell early;
    if (const auto* append = std::get_if<engine::AppendLog>(&task)) {
        m_logged += append->batch.entries.size();
        if (bug == Bug::acksBeforeLog && !append->batch.entries.empty())
            early = [last = append->batch.entries.back().zxid](engine::QuorumPeer& peer,
                        engine::Now now) { peer.logged(last, now); };
    }
    if (const auto* epoch = std::get_if<engine::WriteEpoch>(&task);
        epoch && epoch->file == engine::EpochFile::current && bug == Bug::acksNewLeaderEarly)
        early = [epoch = *epoch](engine::QuorumPeer& peer, engine::Now now) {
            peer.epochWritten(epoch.file, epoch.epoch, now);
        };
    m_disk.give(std::move(task), m_peer, !early);
    if (early)
        after({}, [this, early] {
            early(m_peer, now());
            turn();
        });
}

void SimServer::performElection(engine::PortEffect& effect)
{
    Network& network = m_world.network();
    if (const auto* dial = std::get_if<engine::Dial>(&effect)) {
        m_electionDials[network.connect(m_id, dial->peer, trace::Port::election)] = dial->peer;
    } else if (const auto* close = std::get_if<engine::CloseLink>(&effect)) {
        m_electionEnds.erase(End{close->link.value});
        network.close(End{close->link.value});
    } else if (auto* send = std::get_if<engine::SendBytes>(&effect)) {
        network.send(End{send->link.value}, std::move(send->bytes));
    } else if (const auto* event = std::get_if<trace::Event>(&effect)) {
        tell(*event);
    }
}

void SimServer::performQuorum(engine::QuorumEffect& effect)
{
    Network& network = m_world.network();
    if (const auto* listen = std::get_if<engine::ListenForLearners>(&effect)) {
        network.listen(m_id, trace::Port::quorum, listen->on);
    } else if (const auto* dial = std::get_if<engine::DialLeader>(&effect)) {
        m_leaderDials[network.connect(m_id, dial->leader, trace::Port::quorum)] = dial->attempt;
    } else if (auto* send = std::get_if<engine::SendQuorum>(&effect)) {
        const End end{send->link.value};
        if (const auto to = network.peerOf(end)) {
            engine::PacketSplitter& tap
                = m_taps.try_emplace(end, std::size_t(64) << 20).first->second;
            tap.feed(send->bytes);
            while (const auto packet = tap.next().value_or(std::nullopt))
                sentPacket(*to, *packet);
        }
        network.send(end, std::move(send->bytes));
        if (network.backlog(end) > socketBufferBytes) {
            m_slowEnds.insert(end);
            pollBacklogs();
        }
    } else if (const auto* tree = std::get_if<engine::SendTree>(&effect)) {
        engine::storage::SnapshotHead head;
        head.sessions = m_peer.sessions();
        engine::storage::SnapshotWriter writer(
            m_peer.tree(), head, engine::storage::SnapshotForm::stream);
        std::int64_t sentBytes = 0;
        for (Bytes block; writer.next(block);) {
            network.send(End{tree->link.value}, block);
            sentBytes += std::int64_t(block.size());
        }
        m_peer.quorumTreeSent(tree->link, sentBytes, true, now());
    } else if (const auto* close = std::get_if<engine::CloseQuorumLink>(&effect)) {
        const End end{close->link.value};
        m_world.remark(m_id, "closes a quorum link: " + close->why);
        m_quorumEnds.erase(end);
        m_taps.erase(end);
        m_slowEnds.erase(end);
        network.close(end);
    }
}

/// True: the member was told of something, so that it may want more done.
bool SimServer::performClients()
{
    bool told = false;
    const engine::Effects clients = std::exchange(m_effects.client, {});
    for (const engine::WordAsked& word : clients.words) {
        m_peer.answerWord(word, {}, now());
        told = true;
    }
    for (const engine::ConnectionId id : clients.dirty) {
        const auto end = m_clientEnds.find(id.value);
        if (end != m_clientEnds.end())
            told = sendPending(end->second, m_clients.at(end->second)) || told;
    }
    for (const engine::ConnectionId id : clients.closing) {
        closeClient(id);
        told = true;
    }
    for (const engine::ConnectionId id : clients.readingChanged) {
        const auto end = m_clientEnds.find(id.value);
        if (end == m_clientEnds.end() || !m_peer.wantsInput(id))
            continue;
        Client& client = m_clients.at(end->second);
        if (client.input.empty())
            continue;
        const Bytes waited = std::exchange(client.input, {});
        m_peer.received(id, waited, now());
        told = true;
    }
    return told;
}

bool SimServer::sendPending(End end, Client& client)
{
    if (m_world.network().backlog(end) > socketBufferBytes) {
        m_fullClients.insert(end);
        pollBacklogs();
        return false;
    }
    const ByteView pending = m_peer.pendingOutput(client.id);
    m_world.checkBound("output of a client", pending.size(), m_world.outputBound());
    if (pending.empty())
        return false;
    const bool altered
        = m_sabotage.bug() == Bug::doublesReply || m_sabotage.bug() == Bug::losesReply;
    Bytes bytes
        = altered ? m_sabotage.toClient(end, pending) : Bytes(pending.begin(), pending.end());
    const std::size_t sizeBytes = pending.size();
    m_world.network().send(end, std::move(bytes));
    m_peer.outputSent(client.id, sizeBytes, now());
    return true;
}

void SimServer::closeClient(engine::ConnectionId id)
{
    const auto at = m_clientEnds.find(id.value);
    if (at == m_clientEnds.end())
        return;
    const End end = at->second;
    const ByteView pending = m_peer.pendingOutput(id);
    if (!pending.empty())
        m_world.network().send(end, Bytes(pending.begin(), pending.end()));
    m_world.network().close(end);
    m_clientEnds.erase(at);
    m_clients.erase(end);
    m_fullClients.erase(end);
    m_peer.connectionClosed(id);
}

/// Sockets that were full are tried again every few milliseconds.
void SimServer::pollBacklogs()
{
    if (std::exchange(m_polling, true))
        return;
    after(std::chrono::milliseconds(20), [this] {
        m_polling = false;
        bool told = false;
        for (const End end : std::exchange(m_fullClients, {})) {
            if (const auto client = m_clients.find(end); client != m_clients.end())
                told = sendPending(end, client->second) || told;
        }
        for (const End end : m_slowEnds)
            m_peer.quorumBacklog(quorumLinkOf(end), m_world.network().backlog(end), now());
        std::erase_if(m_slowEnds, [this](End end) {
            return m_world.network().backlog(end) <= socketBufferBytes;
        });
        if (!m_slowEnds.empty())
            pollBacklogs();
        if (told)
            turn();
    });
}

// ---- the network ------------------------------------------------------------------------------

void SimServer::accepted(End end, trace::Port port)
{
    post([this, end, port] {
        const std::string from
            = std::to_string(m_world.network().peerOf(end).value_or(ServerId()).value);
        if (port == trace::Port::election) {
            m_electionEnds.insert(end);
            m_peer.electionAccepted(linkOf(end), now());
        } else if (port == trace::Port::quorum) {
            m_quorumEnds.insert(end);
            m_peer.learnerAccepted(quorumLinkOf(end), "server" + from, now());
        } else {
            engine::Peer client;
            client.address = "10.0.0." + from;
            const engine::ConnectionId id = m_peer.connectionOpened(std::move(client), now());
            m_clients[end] = {id, {}};
            m_clientEnds[id.value] = end;
        }
        turn();
    });
}

void SimServer::connected(std::uint64_t dial, End end)
{
    post([this, dial, end] {
        if (const auto peer = m_electionDials.find(dial); peer != m_electionDials.end()) {
            m_electionEnds.insert(end);
            m_peer.electionDialled(peer->second, linkOf(end), now());
            m_electionDials.erase(peer);
        } else if (const auto leader = m_leaderDials.find(dial); leader != m_leaderDials.end()) {
            m_quorumEnds.insert(end);
            m_peer.leaderDialled(leader->second, quorumLinkOf(end), now());
            m_leaderDials.erase(leader);
        }
        turn();
    });
}

void SimServer::connectFailed(std::uint64_t dial, bool refused)
{
    post([this, dial, refused] {
        if (const auto peer = m_electionDials.find(dial); peer != m_electionDials.end()) {
            m_peer.electionDialFailed(peer->second, refused, now());
            m_electionDials.erase(peer);
        } else if (const auto leader = m_leaderDials.find(dial); leader != m_leaderDials.end()) {
            m_peer.leaderDialFailed(
                leader->second, refused ? "connection refused" : "timed out", now());
            m_leaderDials.erase(leader);
        }
        turn();
    });
}

void SimServer::received(End end, ByteView bytes)
{
    if (m_paused) {
        m_missed.push_back(
            [this, end, copy = Bytes(bytes.begin(), bytes.end())] { received(end, copy); });
        return;
    }
    const Bug bug = m_sabotage.bug();
    if (m_electionEnds.contains(end)) {
        m_peer.electionReceived(linkOf(end), bytes, now());
    } else if (m_quorumEnds.contains(end)) {
        const bool leads = state() == engine::PeerState::leading;
        if (leads)
            m_world.heardFromLearner(m_id, end, bytes);
        Bytes altered;
        if (leads && bug == Bug::forgetsTouches)
            bytes = altered = m_sabotage.fromLearner(end, bytes);
        else if (!leads && (bug == Bug::appliesBeforeCommit || bug == Bug::losesCommit))
            bytes = altered = m_sabotage.fromLeader(end, bytes);
        if (!bytes.empty())
            m_peer.quorumReceived(quorumLinkOf(end), bytes, now());
    } else if (const auto client = m_clients.find(end); client != m_clients.end()) {
        feedClient(end, client->second, bytes);
    }
    turn();
}

void SimServer::feedClient(End end, Client& client, ByteView bytes)
{
    const Bug bug = m_sabotage.bug();
    const bool alters = bug == Bug::forgetsLastZxidSeen || bug == Bug::forgetsWatches
        || (bug == Bug::learnerExpires && state() != engine::PeerState::leading);
    const Bytes altered = alters ? m_sabotage.fromClient(end, bytes) : Bytes();
    if (alters)
        bytes = altered;
    if (!client.input.empty() || !m_peer.wantsInput(client.id))
        client.input.insert(client.input.end(), bytes.begin(), bytes.end());
    else if (!bytes.empty())
        m_peer.received(client.id, bytes, now());
}

void SimServer::closed(End end)
{
    post([this, end] {
        if (m_electionEnds.erase(end) > 0) {
            m_peer.electionClosed(linkOf(end), now());
        } else if (m_quorumEnds.erase(end) > 0) {
            m_taps.erase(end);
            m_slowEnds.erase(end);
            m_peer.quorumClosed(quorumLinkOf(end), "closed by the peer", now());
        } else if (const auto client = m_clients.find(end); client != m_clients.end()) {
            const engine::ConnectionId id = client->second.id;
            m_clientEnds.erase(id.value);
            m_clients.erase(client);
            m_fullClients.erase(end);
            m_peer.connectionClosed(id);
        }
        turn();
    });
}

// ---- the disk ---------------------------------------------------------------------------------

void SimServer::diskDone(SimDisk::Tell tell)
{
    post([this, tell = std::move(tell)] {
        tell(m_peer, now());
        turn();
    });
}

void SimServer::diskReachedCrash()
{
    // Not at once: this server is in the middle of something. Nothing it does now reaches the disk.
    m_world.queue().in({}, [&world = m_world, id = m_id, alive = std::weak_ptr<int>(m_alive)] {
        if (!alive.expired())
            world.crash(id, world.random().chance(0.5));
    });
}

void SimServer::diskFailed(const std::string& why)
{
    m_diskFailed = true;
    m_world.mark("disk failed");
    after({}, [this, why] {
        m_peer.diskFailed(why, now());
        turn();
    });
}

void SimServer::mendDisk()
{
    if (!m_diskFailed || m_paused)
        return;
    auto history = m_disk.mend();
    if (m_disk.isDying())
        return;
    if (!history)
        return m_world.ghosts().breaks("server " + std::to_string(m_id.value)
            + " cannot read its disk after a failure: " + history.error().detail);
    m_diskFailed = false;
    m_world.mark("disk mended");
    m_peer.diskMended(std::move(*history), now());
    turn();
}

} // namespace zs::sim
