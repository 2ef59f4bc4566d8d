// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_client.h"

#include "tests/sim/sim_server.h"

namespace zs::sim {

SimClient::SimClient(Ensemble& world, int number, std::vector<ServerId> servers)
    : m_world(world), m_number(number), m_host(world.hostOf(number)),
      m_known(servers.empty() ? world.members() : std::move(servers))
{
}

SimClient::~SimClient()
{
    if (m_timerKey)
        m_world.queue().cancel(*m_timerKey);
}

void SimClient::start()
{
    newSession();
    loadLater();
}

void SimClient::newSession()
{
    session::Settings settings;
    for (const ServerId id : m_known)
        settings.servers.push_back({"server" + std::to_string(id.value), 2181});
    settings.sessionTimeout = m_world.drawSessionTimeout();
    settings.connectTimeout = std::chrono::milliseconds(2000);
    settings.seed = m_world.random().next();
    m_machine.emplace(std::move(settings));
    m_closing = false;
    m_seen = Zxid();
    m_session = SessionId();
    m_sessionAt.reset();
    m_watched.clear();
    perform(m_machine->start(m_world.now()));
}

// ---- the network ------------------------------------------------------------------------------

void SimClient::connected(std::uint64_t dial, End end)
{
    if (m_dial != dial)
        return m_world.network().close(end);
    m_dial.reset();
    m_end = end;
    m_server = m_target;
    m_frames.emplace(std::size_t(1) << 24);
    m_greeted = false;
    m_replyZxids.clear();
    perform(m_machine->connected(m_world.now()));
}

void SimClient::connectFailed(std::uint64_t dial, bool refused)
{
    if (m_dial != dial)
        return;
    m_dial.reset();
    perform(m_machine->connectionEnded(
        {refused ? ConnectionFault::refused : ConnectionFault::noAnswer, "no connection", {}},
        m_world.now()));
}

void SimClient::received(End end, ByteView bytes)
{
    if (m_end != end)
        return;
    hear(bytes);
    perform(m_machine->received(bytes, m_world.now()));
}

void SimClient::closed(End end)
{
    if (m_end != end)
        return;
    m_end.reset();
    m_server.reset();
    perform(m_machine->connectionEnded(
        {ConnectionFault::closed, "closed by the server", {}}, m_world.now()));
}

/// Reads along, since the machine keeps the zxids of replies to itself.
void SimClient::hear(ByteView bytes)
{
    m_frames->feed(bytes);
    while (true) {
        const auto frame = m_frames->next();
        if (!frame || !*frame)
            return;
        if (!std::exchange(m_greeted, true))
            continue;
        const auto header = jute::decode<ReplyHeader>(**frame);
        if (!header || header->xid == xid::notification)
            continue;
        if (header->xid > 0)
            m_replyZxids.push_back(header->zxid);
        if (header->zxid.value < 0)
            continue;
        if (header->zxid < m_seen)
            m_world.ghosts().breaks("client " + std::to_string(m_number) + " saw "
                + toText(m_seen) + " and is now answered with " + toText(header->zxid));
        m_seen = std::max(m_seen, header->zxid);
        m_world.ghosts().acknowledged(m_number, header->zxid);
    }
}

void SimClient::perform(session::Effects effects)
{
    for (session::Effect& effect : effects) {
        if (const auto* connect = std::get_if<session::Connect>(&effect)) {
            m_target = ServerId(std::stoll(connect->server.host.substr(6)));
            m_dial = m_world.network().connect(m_host, m_target, trace::Port::client);
        } else if (auto* send = std::get_if<session::Send>(&effect)) {
            if (m_end)
                m_world.network().send(*m_end, std::move(send->bytes));
        } else if (std::holds_alternative<session::Drop>(effect)) {
            if (m_end)
                m_world.network().close(*m_end);
            m_end.reset();
            m_dial.reset();
            m_server.reset();
        } else if (const auto* timer = std::get_if<session::ArmTimer>(&effect)) {
            arm(timer->at);
        } else if (const auto* done = std::get_if<session::Complete>(&effect)) {
            complete(*done);
        } else if (const auto* fired = std::get_if<session::Fired>(&effect)) {
            m_watched.erase(fired->path);
            m_events.push_back({fired->type, fired->path, m_world.now()});
        }
    }
    if (m_machine->problem().fault == ConnectionFault::notZooKeeper)
        m_world.ghosts().breaks(
            "client " + std::to_string(m_number) + ": " + m_machine->problem().text);
    if (m_machine->state() == SessionState::connected && m_sessionAt != m_server) {
        if (m_session == m_machine->sessionId())
            m_world.mark("session move");
        m_session = m_machine->sessionId();
        m_sessionAt = m_server;
    }
    if (isFinal(m_machine->state()))
        ended();
}

/// The session expired or was closed: the process begins another one.
void SimClient::ended()
{
    m_world.mark(
        m_machine->state() == SessionState::expired ? "session expired" : "session closed");
    if (m_timerKey)
        m_world.queue().cancel(*m_timerKey);
    m_timerKey.reset();
    m_world.queue().in(m_world.random().upTo(std::chrono::milliseconds(200)),
        [this, alive = std::weak_ptr<int>(m_alive)] {
            if (!alive.expired() && isFinal(m_machine->state()))
                newSession();
        });
}

void SimClient::arm(Instant at)
{
    if (m_timerKey)
        m_world.queue().cancel(*m_timerKey);
    m_timerKey = m_world.queue().at(at, [this] {
        m_timerKey.reset();
        perform(m_machine->timerFired(m_world.now()));
    });
}

// ---- answers ----------------------------------------------------------------------------------

void SimClient::complete(const session::Complete& done)
{
    const auto at = m_pending.find(done.id);
    if (at == m_pending.end())
        return m_world.ghosts().breaks("client " + std::to_string(m_number) + ": request "
            + std::to_string(done.id) + " is completed twice");
    Pending request = std::move(at->second);
    m_pending.erase(at);
    Zxid zxid;
    const bool answered = done.why.empty();
    if (answered && !m_replyZxids.empty()) {
        zxid = m_replyZxids.front();
        m_replyZxids.pop_front();
    }
    if (request.asked)
        m_answers[done.id] = {done.err, zxid, Bytes(done.body.begin(), done.body.end()),
            m_server.value_or(ServerId()), m_world.now()};
    m_world.remarkClient(m_number, request.op, request.path, done.err, zxid);
    if (request.op == OpCode::getData || request.op == OpCode::exists)
        completeRead(request, done);
    else
        completeWrite(request, done);
    if (request.probe && answered && (done.err == Errc::ok || done.err == Errc::nodeExists))
        m_probed = true;
    else if (request.probe)
        probe();
}

void SimClient::completeRead(const Pending& request, const session::Complete& done)
{
    std::optional<DataResponse> read;
    if (done.err == Errc::ok && request.op == OpCode::getData)
        read = jute::decode<DataResponse>(done.body).value();
    if (read)
        m_versions[request.path] = read->stat.version;
    if (done.err == Errc::ok || done.err == Errc::noNode)
        checkWatch(request.path, read ? std::optional(read->stat.mzxid) : std::nullopt);
    if (read && request.watch)
        m_watched[request.path] = read->stat.mzxid;
    const bool known = done.err == Errc::ok || done.err == Errc::noNode;
    // A leader that was replaced without noticing answers a sync as if it still led: such a read
    // may be old, and is no fault of anybody's.
    const bool current = m_server && m_world.isUp(*m_server)
        && m_world.server(*m_server).epoch() == m_world.ghosts().newestEpoch();
    if (!known || !request.synced || !current)
        return;
    Operation operation;
    operation.node = request.path.text();
    operation.client = m_number;
    operation.kind = Operation::Kind::read;
    operation.called = request.called.time_since_epoch().count();
    operation.returned = m_world.now().time_since_epoch().count();
    operation.outcome = read ? Operation::Outcome::ok : Operation::Outcome::noNode;
    if (read) {
        operation.value = std::string(textOf(read->data.value_or(Bytes())));
        operation.version = read->stat.version;
    }
    m_world.history().push_back(std::move(operation));
}

/// 9: the event comes before the answer that shows the change.
void SimClient::checkWatch(const Path& path, std::optional<Zxid> mzxid)
{
    const auto watched = m_watched.find(path);
    if (watched != m_watched.end() && (!mzxid || *mzxid != watched->second))
        m_world.ghosts().breaks("client " + std::to_string(m_number) + " reads " + path.text()
            + " as it is since " + (mzxid ? toText(*mzxid) : "it was deleted")
            + ", and its watch since " + toText(watched->second) + " has not fired");
}

/// What a multi answered; nothing: none of its operations took effect.
std::optional<std::vector<std::int32_t>> SimClient::versionsSet(ByteView body)
{
    std::vector<std::int32_t> versions;
    const MultiResponse response = jute::decode<MultiResponse>(body).value();
    for (const MultiResult& result : response.results) {
        const auto* set = std::get_if<StatResponse>(&result.value);
        if (!set)
            return std::nullopt;
        versions.push_back(set->stat.version);
    }
    return versions;
}

void SimClient::completeWrite(Pending& request, const session::Complete& done)
{
    using Outcome = Operation::Outcome;
    if (request.op == OpCode::sync && done.err != Errc::ok) {
        // The read behind it may go to another server, without a sync there.
        if (const auto read = m_pending.find(done.id + 1); read != m_pending.end())
            read->second.synced = false;
    }
    std::vector<std::int32_t> versions;
    bool happened = done.err == Errc::ok;
    if (happened && request.op == OpCode::setData) {
        versions = {jute::decode<StatResponse>(done.body).value().stat.version};
        m_versions[request.path] = versions.front();
    } else if (happened && request.op == OpCode::multi) {
        const auto set = versionsSet(done.body);
        happened = set.has_value();
        versions = set.value_or(versions);
    }
    for (std::size_t i = 0; i < request.operations.size(); ++i) {
        Operation& operation = m_world.history()[request.operations[i]];
        const bool isMulti = request.op == OpCode::multi;
        switch (done.err) {
        case Errc::ok: operation.outcome = Outcome::ok; break;
        case Errc::nodeExists: operation.outcome = Outcome::nodeExists; break;
        case Errc::noNode: operation.outcome = Outcome::noNode; break;
        case Errc::badVersion: operation.outcome = Outcome::badVersion; break;
        case Errc::unreachable: operation.node.clear(); continue; // It was never sent.
        default: continue;
        }
        operation.returned = m_world.now().time_since_epoch().count();
        if (i < versions.size())
            operation.newVersion = versions[i];
        if (isMulti && !happened)
            operation.node.clear(); // Which one was wrong is not said here.
    }
}

} // namespace zs::sim
