// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/peer/ensemble.h"

#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/node_records.h"
#include "localcluster/engine/core/session_table.h"
#include "localcluster/engine/storage/snapshot_writer.h"

#include <gmock/gmock.h>

namespace zs::engine::test {

namespace {

    Bytes streamOf(const QuorumPeer& peer)
    {
        storage::SnapshotHead head;
        head.sessions = peer.sessions();
        storage::SnapshotWriter writer(peer.tree(), head, storage::SnapshotForm::stream);
        Bytes stream;
        for (Bytes block; writer.next(block);)
            stream.insert(stream.end(), block.begin(), block.end());
        return stream;
    }

} // namespace

Ensemble::Ensemble(Shape shape) : m_shape(std::move(shape))
{
    for (int id = 1; id <= m_shape.voters + m_shape.observers; ++id)
        m_nodes[id].ear.events = &m_nodes[id].events;
}

// ---- servers ----

PeerHistory Ensemble::historyOf(int id)
{
    const DiskImage& disk = m_nodes.at(id).disk;
    return {disk.recover().value(), disk.acceptedEpoch, disk.currentEpoch};
}

void Ensemble::start(int id)
{
    boot(id);
    settle();
}

void Ensemble::boot(int id)
{
    PeerSettings settings;
    ServerSettings server;
    settings.self = ServerId(id);
    settings.observer = id > m_shape.voters;
    std::set<ServerId> voters;
    for (const auto& [other, node] : m_nodes) {
        const auto port = static_cast<std::uint16_t>(other);
        settings.membership.members[ServerId(other)]
            = {other > m_shape.voters, {{"quorum", port}}, {{"election", port}}};
        if (other <= m_shape.voters)
            voters.insert(ServerId(other));
    }
    settings.membership.verifier = std::make_shared<MajorityVerifier>(voters);
    settings.membership.text = "version=0";
    server.serverId = id;
    server.tickTime = std::chrono::milliseconds(1000);
    server.fourLetterWords = {"*"};
    if (m_shape.adjust)
        m_shape.adjust(settings, server);
    Node& node = m_nodes.at(id);
    node.events.clear();
    node.received.clear();
    node.closed.clear();
    const SessionId first((std::int64_t(id) << 56) + std::int64_t(++m_lastStart << 20));
    node.peer = std::make_unique<QuorumPeer>(server, settings, first);
    node.peer->listen(&node.ear);
    node.peer->start(historyOf(id), m_now);
}

void Ensemble::startAll()
{
    for (const auto& [id, node] : m_nodes)
        boot(id); // Before the first hears that nobody else is there.
    settle();
}

void Ensemble::kill(int id)
{
    Node& node = m_nodes.at(id);
    node.peer.reset();
    node.listens = false;
    node.tasks.clear();
    node.timer.reset();
    std::vector<std::uint64_t> links;
    for (const auto& [link, end] : m_ends) {
        if (end.node == id)
            links.push_back(link);
    }
    for (const std::uint64_t link : links)
        closeEnd(link);
    settle();
}

void Ensemble::isolate(int id)
{
    m_nodes.at(id).isolated = true;
    for (auto& [link, end] : m_ends)
        end.cut = end.cut || end.node == id || m_ends.at(end.other).node == id;
}

void Ensemble::heal(int id)
{
    m_nodes.at(id).isolated = false;
    std::vector<std::pair<std::uint64_t, End>> cut;
    for (const auto& entry : m_ends) {
        if (entry.second.cut)
            cut.push_back(entry);
    }
    for (const auto& [link, end] : cut)
        m_ends.erase(link);
    for (const auto& [link, end] : cut)
        tellClosed(link, end);
    settle();
}

void Ensemble::holdDisk(int id, bool held)
{
    m_nodes.at(id).diskHeld = held;
    settle();
}

void Ensemble::failDisk(int id)
{
    Node& node = m_nodes.at(id);
    node.diskBroken = true;
    node.tasks.clear();
    node.peer->diskFailed("no space left on device", m_now);
    settle();
}

void Ensemble::mendDisk(int id)
{
    Node& node = m_nodes.at(id);
    node.diskBroken = false;
    node.peer->diskMended(historyOf(id), m_now);
    settle();
}

std::optional<trace::SyncMode> Ensemble::lastSync(int leader, int peer)
{
    std::optional<trace::SyncMode> mode;
    for (const trace::Event& event : events(leader)) {
        const auto* sync = std::get_if<trace::SyncEvent>(&event);
        if (sync && sync->peer == ServerId(peer))
            mode = sync->mode;
    }
    return mode;
}

int Ensemble::leader() const
{
    int found = 0;
    for (const auto& [id, node] : m_nodes) {
        if (!node.peer || node.peer->state() != PeerState::leading || !node.peer->serves())
            continue;
        if (found != 0)
            return 0;
        found = id;
    }
    return found;
}

// ---- connections between servers ----

bool Ensemble::reachable(int from, int to)
{
    const auto target = m_nodes.find(to);
    return target != m_nodes.end() && target->second.peer && !target->second.isolated
        && !m_nodes.at(from).isolated;
}

std::pair<std::uint64_t, std::uint64_t> Ensemble::connectNodes(int from, int to, bool quorum)
{
    const std::uint64_t near = ++m_lastLink, far = ++m_lastLink;
    m_ends[near] = {from, far, quorum, false};
    m_ends[far] = {to, near, quorum, false};
    return {near, far};
}

void Ensemble::closeEnd(std::uint64_t link)
{
    const auto found = m_ends.find(link);
    if (found == m_ends.end() || found->second.cut)
        return; // The other side of a cut hears of it when the cut is healed.
    const std::uint64_t other = found->second.other;
    const End end = m_ends.at(other);
    m_ends.erase(link);
    m_ends.erase(other);
    tellClosed(other, end);
}

void Ensemble::tellClosed(std::uint64_t link, const End& end)
{
    later([this, link, end] {
        if (!m_nodes.at(end.node).peer)
            return;
        if (end.quorum)
            peer(end.node).quorumClosed(QuorumLink{link}, "closed", m_now);
        else
            peer(end.node).electionClosed(LinkId{link}, m_now);
    });
}

void Ensemble::deliver(std::uint64_t from, Bytes bytes)
{
    const auto found = m_ends.find(from);
    if (found == m_ends.end() || found->second.cut)
        return;
    const std::uint64_t to = found->second.other;
    later([this, to, bytes = std::move(bytes)] {
        const auto end = m_ends.find(to);
        if (end == m_ends.end() || end->second.cut || !m_nodes.at(end->second.node).peer)
            return;
        if (end->second.quorum)
            peer(end->second.node).quorumReceived(QuorumLink{to}, bytes, m_now);
        else
            peer(end->second.node).electionReceived(LinkId{to}, bytes, m_now);
    });
}

// ---- effects ----

void Ensemble::settle()
{
    for (;;) {
        for (const auto& [id, node] : m_nodes)
            takeEffects(id);
        if (m_work.empty())
            return;
        const std::function<void()> work = std::move(m_work.front());
        m_work.pop_front();
        work();
    }
}

void Ensemble::takeEffects(int id)
{
    Node& node = m_nodes.at(id);
    if (!node.peer)
        return;
    PeerEffects effects;
    node.peer->takeEffects(effects);
    node.timer = effects.nextTimer;
    for (std::string& remark : effects.remarks)
        node.remarks.push_back(std::move(remark));
    if (effects.fatal)
        node.fatal = effects.fatal;
    for (PortEffect& effect : effects.election)
        perform(id, effect);
    for (QuorumEffect& effect : effects.quorum)
        perform(id, effect);
    for (DiskTask& task : effects.disk)
        node.tasks.push_back(std::move(task));
    performClients(id, effects.client);
    if (!node.tasks.empty() && !node.diskHeld)
        later([this, id] { performDisk(id); });
}

void Ensemble::perform(int id, PortEffect& effect)
{
    if (const auto* dial = std::get_if<Dial>(&effect)) {
        const int to = static_cast<int>(dial->peer.value);
        if (!reachable(id, to)) {
            const bool refused = m_nodes.contains(to) && !m_nodes.at(to).peer;
            later([this, id, to, refused] {
                if (m_nodes.at(id).peer)
                    peer(id).electionDialFailed(ServerId(to), refused, m_now);
            });
            return;
        }
        const auto [near, far] = connectNodes(id, to, false);
        later([this, id, to, near = near, far = far] {
            if (m_ends.contains(near))
                peer(id).electionDialled(ServerId(to), LinkId{near}, m_now);
            if (m_ends.contains(far))
                peer(to).electionAccepted(LinkId{far}, m_now);
        });
    } else if (const auto* close = std::get_if<CloseLink>(&effect)) {
        // Behind what was sent before.
        later([this, link = close->link.value] { closeEnd(link); });
    } else if (auto* send = std::get_if<SendBytes>(&effect)) {
        deliver(send->link.value, std::move(send->bytes));
    }
}

void Ensemble::perform(int id, QuorumEffect& effect)
{
    if (const auto* listening = std::get_if<ListenForLearners>(&effect)) {
        m_nodes.at(id).listens = listening->on;
    } else if (const auto* dial = std::get_if<DialLeader>(&effect)) {
        const int to = static_cast<int>(dial->leader.value);
        const std::uint64_t attempt = dial->attempt;
        if (!reachable(id, to) || !m_nodes.at(to).listens) {
            later([this, id, attempt] {
                if (m_nodes.at(id).peer)
                    peer(id).leaderDialFailed(attempt, "connection refused", m_now);
            });
            return;
        }
        const auto [near, far] = connectNodes(id, to, true);
        later([this, id, to, attempt, near = near, far = far] {
            if (m_ends.contains(near))
                peer(id).leaderDialled(attempt, QuorumLink{near}, m_now);
            if (m_ends.contains(far))
                peer(to).learnerAccepted(QuorumLink{far}, "test", m_now);
        });
    } else if (const auto* close = std::get_if<CloseQuorumLink>(&effect)) {
        // Behind what was sent before.
        later([this, link = close->link.value] { closeEnd(link); });
    } else if (auto* send = std::get_if<SendQuorum>(&effect)) {
        deliver(send->link.value, std::move(send->bytes));
        peer(id).quorumBacklog(send->link, 0, m_now);
    } else if (const auto* tree = std::get_if<SendTree>(&effect)) {
        const Bytes stream = streamOf(peer(id));
        deliver(tree->link.value, stream);
        peer(id).quorumTreeSent(tree->link, std::int64_t(stream.size()), true, m_now);
    }
}

void Ensemble::performDisk(int id)
{
    Node& node = m_nodes.at(id);
    if (!node.peer || node.tasks.empty() || node.diskHeld || node.diskBroken)
        return;
    const DiskTask task = std::move(node.tasks.front());
    node.tasks.pop_front();
    DiskImage& disk = node.disk;
    if (const auto* append = std::get_if<AppendLog>(&task)) {
        for (const LogBatch::Entry& entry : append->batch.entries) {
            const auto begin = append->batch.bytes.begin() + std::ptrdiff_t(entry.offset);
            disk.log.emplace_back(
                entry.zxid, Bytes(begin, begin + std::ptrdiff_t(entry.sizeBytes)));
        }
        node.peer->logged(append->batch.entries.back().zxid, m_now);
    } else if (const auto* write = std::get_if<WriteEpoch>(&task)) {
        const bool accepted = write->file == EpochFile::accepted;
        (accepted ? disk.acceptedEpoch : disk.currentEpoch) = write->epoch;
        node.peer->epochWritten(write->file, write->epoch, m_now);
    } else if (const auto* cut = std::get_if<TruncateLog>(&task);
               cut && cut->last < disk.snapshotZxid) {
        node.peer->truncationImpossible("the snapshot is newer", m_now);
    } else if (cut) {
        std::erase_if(disk.log, [&](const auto& entry) { return entry.first > cut->last; });
        node.peer->truncated(disk.recover().value(), m_now);
    } else if (const auto* save = std::get_if<SaveTree>(&task)) {
        std::erase_if(disk.log, [&](const auto& entry) { return entry.first > save->zxid; });
        disk.snapshot = streamOf(*node.peer);
        disk.snapshotZxid = save->zxid;
        node.peer->treeSaved(save->zxid, m_now);
    } else if (const auto* read = std::get_if<ReadLog>(&task)) {
        node.peer->logRead(read->link, std::nullopt, m_now);
    }
}

void Ensemble::performClients(int id, Effects& effects)
{
    Node& node = m_nodes.at(id);
    for (const WordAsked& asked : effects.words) {
        node.peer->answerWord(asked, HostFacts{}, m_now);
        later([] {}); // Its effects.
    }
    for (const ConnectionId connection : effects.dirty) {
        const ByteView output = node.peer->pendingOutput(connection);
        Bytes& received = node.received[connection.value];
        received.insert(received.end(), output.begin(), output.end());
        node.peer->outputSent(connection, output.size(), m_now);
    }
    for (const ConnectionId connection : effects.closing) {
        node.closed.insert(connection.value);
        node.peer->connectionClosed(connection);
    }
}

// ---- time ----

void Ensemble::run(std::chrono::milliseconds time)
{
    const Instant end = m_now.instant + time;
    const auto passTo = [this](Instant moment) {
        m_now.wallMs
            += std::chrono::duration_cast<std::chrono::milliseconds>(moment - m_now.instant)
                   .count();
        m_now.instant = moment;
    };
    for (;;) {
        settle();
        std::optional<Instant> next;
        for (const auto& [id, node] : m_nodes) {
            if (node.peer && node.timer && (!next || *node.timer < *next))
                next = node.timer;
        }
        if (!next || *next > end)
            break;
        passTo(std::max(*next, m_now.instant));
        for (auto& [id, node] : m_nodes) {
            if (node.peer && node.timer && *node.timer <= m_now.instant)
                node.peer->tick(m_now);
        }
    }
    passTo(end);
}

bool Ensemble::runUntil(const std::function<bool()>& condition, std::chrono::milliseconds limit)
{
    const Instant end = m_now.instant + limit;
    settle();
    while (!condition()) {
        if (m_now.instant >= end)
            return false;
        run(std::chrono::milliseconds(10));
    }
    return true;
}

bool Ensemble::untilServing(std::vector<int> ids)
{
    return runUntil([this, ids = std::move(ids)] {
        return leader() != 0 && std::all_of(ids.begin(), ids.end(), [this](int id) {
            return peer(id).serves();
        });
    });
}

// ---- clients ----

Ensemble::Client Ensemble::connect(
    int server, SessionId session, bool readOnly, std::int32_t timeoutMs)
{
    Client client;
    client.server = server;
    client.connection = peer(server).connectionOpened({"127.0.0.1", 5000, false, ""}, m_now);
    m_nodes.at(server).received.erase(client.connection.value);
    m_nodes.at(server).closed.erase(client.connection.value);
    ConnectRequest connect;
    connect.timeoutMs = timeoutMs;
    connect.sessionId = session;
    connect.readOnly = readOnly;
    const SessionPassword password = sessionPassword(session);
    connect.password.emplace(password.begin(), password.end());
    Bytes frame;
    jute::appendFrame(frame, connect);
    peer(server).received(client.connection, frame, m_now);
    settle();
    const Bytes answer = std::exchange(m_nodes.at(server).received[client.connection.value], {});
    client.answered = answer.size() > 4;
    if (client.answered)
        client.session
            = jute::decode<ConnectResponse>(ByteView(answer).subspan(4)).value().sessionId;
    return client;
}

void Ensemble::send(Client& client, OpCode op, ByteView body)
{
    Bytes frame;
    jute::Writer out(frame);
    out.length(8 + body.size());
    jute::write(out, RequestHeader{++client.lastXid, op});
    out.raw(body);
    peer(client.server).received(client.connection, frame, m_now);
    settle();
}

std::optional<Errc> Ensemble::call(Client& client, OpCode op, ByteView body)
{
    if (isClosed(client))
        return std::nullopt;
    send(client, op, body);
    const Bytes answer
        = std::exchange(m_nodes.at(client.server).received[client.connection.value], {});
    jute::Reader in(answer);
    static_cast<void>(in.number<std::int32_t>());
    ReplyHeader header;
    jute::read(in, header);
    if (!in.ok() || header.xid != client.lastXid)
        return std::nullopt;
    return header.err;
}

std::optional<Errc> Ensemble::create(Client& client, const std::string& path, bool ephemeral)
{
    const Bytes body
        = jute::encode(CreateRequest{Path(path), Bytes{1}, openAcl(), ephemeral ? 1 : 0});
    return call(client, OpCode::create, body);
}

bool Ensemble::isClosed(const Client& client)
{
    return !m_nodes.at(client.server).peer
        || m_nodes.at(client.server).closed.contains(client.connection.value);
}

std::string Ensemble::word(int server, const std::string& word)
{
    const ConnectionId connection
        = peer(server).connectionOpened({"127.0.0.1", 5000, false, ""}, m_now);
    m_nodes.at(server).received.erase(connection.value);
    peer(server).received(connection, viewOf(word), m_now);
    settle();
    return std::string(textOf(m_nodes.at(server).received[connection.value]));
}

} // namespace zs::engine::test
