// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/pipeline.h"

#include "clientlib/protocol/multi.h"
#include "localcluster/engine/core/fixed_record.h"

#include <algorithm>
#include <cstring>

namespace zs::engine {

namespace {

    constexpr std::size_t headerBytes = 4 + 16; ///< Length and ReplyHeader.

    /// Writes length and header into the room that was left for them.
    void putHeader(std::uint8_t* at, std::size_t frameBytes, const ReplyHeader& header)
    {
        const std::uint32_t words[5] = {static_cast<std::uint32_t>(frameBytes),
            static_cast<std::uint32_t>(header.xid),
            static_cast<std::uint32_t>(static_cast<std::uint64_t>(header.zxid.value) >> 32),
            static_cast<std::uint32_t>(header.zxid.value), static_cast<std::uint32_t>(header.err)};
        for (const std::uint32_t word : words) {
            const std::uint32_t wire = __builtin_bswap32(word);
            std::memcpy(at, &wire, sizeof wire);
            at += sizeof wire;
        }
    }

    const char* nameOf(OpCode type)
    {
        switch (type) {
        case OpCode::ping: return "PING";
        case OpCode::create:
        case OpCode::create2:
        case OpCode::createContainer:
        case OpCode::createTtl: return "CREA";
        case OpCode::remove: return "DELE";
        case OpCode::setData: return "SETD";
        case OpCode::getData: return "GETD";
        case OpCode::exists: return "EXIS";
        case OpCode::getChildren:
        case OpCode::getChildren2: return "GETC";
        case OpCode::getAcl: return "GETA";
        case OpCode::setAcl: return "SETA";
        case OpCode::multi: return "MULT";
        case OpCode::multiRead: return "MLTR";
        case OpCode::sync: return "SYNC";
        case OpCode::setWatches: return "SETW";
        case OpCode::setWatches2: return "STW2";
        case OpCode::addWatch: return "ADDW";
        case OpCode::checkWatches: return "CHKW";
        case OpCode::removeWatches: return "REMW";
        case OpCode::reconfig: return "RECO";
        case OpCode::closeSession: return "CLOS";
        case OpCode::createSession: return "SESS";
        case OpCode::getEphemerals: return "GETE";
        case OpCode::getAllChildrenNumber: return "GETACN";
        case OpCode::whoAmI: return "HOMI";
        default: return "NA";
        }
    }

    /// `notification` stands for a sync whose record is malformed: it fails in its turn.
    bool isSync(const PendingRequest& request)
    {
        return request.type == OpCode::sync || request.type == OpCode::notification;
    }

    /// The final path of a create, from the transaction that did it.
    struct CreatedPath {
        std::string_view operator()(const CreateTxn& txn) const { return txn.path; }
        std::string_view operator()(const CreateContainerTxn& txn) const { return txn.path; }
        std::string_view operator()(const CreateTtlTxn& txn) const { return txn.path; }
        std::string_view operator()(const auto&) const { return {}; }
    };

    void writeMulti(jute::Writer& out, const MultiTxn& multi, const ApplyResult& result)
    {
        for (std::size_t i = 0; i < result.ops.size(); ++i) {
            const ApplyResult& op = result.ops[i];
            if (op.type == OpCode::error) {
                jute::write(out, MultiHeader{OpCode::error, false, op.err});
                jute::write(out, op.err);
                continue;
            }
            const bool hasStat = op.type == OpCode::create2 || op.type == OpCode::createContainer
                || op.type == OpCode::createTtl;
            jute::write(out, MultiHeader{hasStat ? OpCode::create2 : op.type, false, Errc::ok});
            if (hasStat || op.type == OpCode::create)
                out.buffer(viewOf(std::visit(CreatedPath(), multi.ops[i].body)));
            if (hasStat || op.type == OpCode::setData)
                writeFixed(out, op.stat);
        }
        jute::write(out, MultiHeader{OpCode::error, true, Errc::systemError});
    }

    void writeResult(jute::Writer& out, OpCode type, const Txn& txn, const ApplyResult& result)
    {
        switch (type) {
        case OpCode::create: return out.buffer(viewOf(std::visit(CreatedPath(), txn.body)));
        case OpCode::create2:
        case OpCode::createContainer:
        case OpCode::createTtl:
            out.buffer(viewOf(std::visit(CreatedPath(), txn.body)));
            return writeFixed(out, result.stat);
        case OpCode::setData:
        case OpCode::setAcl: return writeFixed(out, result.stat);
        case OpCode::reconfig:
            if (const auto* set = std::get_if<SetDataTxn>(&txn.body))
                jute::write(out, set->data);
            return writeFixed(out, result.stat);
        case OpCode::multi:
            if (const auto* multi = std::get_if<MultiTxn>(&txn.body))
                writeMulti(out, *multi, result);
            return;
        default: return;
        }
    }

    bool movedAway(const ApplyResult& result)
    {
        return result.err == Errc::sessionMoved
            || std::any_of(result.ops.begin(), result.ops.end(),
                [](const ApplyResult& op) { return op.err == Errc::sessionMoved; });
    }

} // namespace

void Pipeline::replyError(ConnectionId id, std::int32_t xid, Zxid zxid, Errc err)
{
    Connection& connection = at(id);
    jute::appendFrame(connection.output, ReplyHeader{xid, zxid, err});
    ++connection.sent;
    ++m_sent;
    markDirty(id, connection);
}

void Pipeline::count(Connection& connection, const PendingRequest& request, Errc err, Now now)
{
    ++connection.sent;
    ++m_sent;
    const auto ms = std::chrono::duration_cast<ServerSettings::Ms>(now.instant - request.arrived);
    m_latency.add(ms.count());
    connection.latency.add(ms.count());
    connection.lastResponse = now.instant;
    connection.lastOperation = nameOf(request.type);
    connection.lastZxid = m_tree->lastProcessed().value;
    if (m_detail)
        m_detail->reply(
            connection.session, request.xid, request.type, m_tree->lastProcessed(), err);
}

void Pipeline::run(ConnectionId id, const PendingRequest& request, ByteView body, Now now)
{
    Connection& connection = at(id);
    const std::size_t start = connection.output.size();
    // Room for the header is left first, since its error is known only after the body.
    connection.output.resize(start + headerBytes);
    jute::Writer out(connection.output);
    jute::Reader in(body);
    Errc err = m_upstream->checkSession(connection.session);
    const bool isWatchRequest
        = request.type == OpCode::setWatches || request.type == OpCode::setWatches2;
    if (isWatchRequest) {
        // Its instant events go out in front of the reply.
        connection.output.resize(start);
        if (err == Errc::ok)
            err = answer(id, request.type, in, out);
        replyError(id, request.xid, m_tree->lastProcessed(), err);
        --connection.sent;
        --m_sent;
        return count(connection, request, err, now);
    }
    if (err == Errc::ok)
        err = request.type == OpCode::error ? request.refusal : answer(id, request.type, in, out);
    if (err != Errc::ok)
        connection.output.resize(start + headerBytes);
    const std::size_t frameBytes = connection.output.size() - start - 4;
    putHeader(connection.output.data() + start, frameBytes,
        {request.xid, m_tree->lastProcessed(), err});
    m_lastResponseBytes = static_cast<std::int64_t>(frameBytes);
    markDirty(id, connection);
    count(connection, request, err, now);
    if (request.type == OpCode::closeSession) // Of a local session.
        close(id);
}

void Pipeline::committed(const Txn& txn, Now now)
{
    m_applying = txn.header.zxid;
    const ApplyResult result = m_tree->apply(txn.header, txn.body, this);
    const bool orphan = isOrphan(txn.header);
    if (txn.header.type == OpCode::closeSession)
        sessionEnded(txn.header.session);
    const auto found = m_bySession.find(txn.header.session);
    if (found == m_bySession.end())
        return;
    const ConnectionId id = found->second;
    Connection& connection = at(id);
    if (txn.header.type == OpCode::createSession && std::exchange(connection.upgrading, false))
        return; // Nobody asked for it.
    const bool isAnswer = !orphan && !connection.pending.empty()
        && connection.pending.front().submitted && !isSync(connection.pending.front())
        && connection.pending.front().xid == txn.header.cxid
        && (txn.header.type != OpCode::closeSession
            || connection.pending.front().type == OpCode::closeSession);
    if (isAnswer)
        return finish(id, txn, result, now);
    if (txn.header.type == OpCode::closeSession)
        close(id); // It expired: without a frame.
}

bool Pipeline::isOrphan(const TxnHeader& header)
{
    const auto found = m_orphans.find(header.session);
    if (found == m_orphans.end())
        return false;
    if (--found->second == 0 || header.type == OpCode::closeSession)
        m_orphans.erase(found);
    return true;
}

void Pipeline::finish(ConnectionId id, const Txn& txn, const ApplyResult& result, Now now)
{
    Connection& connection = at(id);
    const PendingRequest request = std::move(connection.pending.front());
    connection.pending.pop_front();
    --m_outstanding;
    if (request.type == OpCode::createSession) {
        m_latency.add(std::chrono::duration_cast<ServerSettings::Ms>(now.instant - request.arrived)
                          .count());
        return finishConnect(id, txn.header.type == OpCode::createSession, now);
    }
    if (movedAway(result)) {
        // A matter of the connection, not of the request: the client is attached elsewhere.
        return close(id);
    }
    const bool failed = txn.header.type == OpCode::error;
    // A failed multi tells its error in its results; the header stays ok.
    const Errc err = request.type == OpCode::multi && !failed ? Errc::ok : result.err;
    const std::size_t start = connection.output.size();
    jute::Writer out(connection.output);
    out.length(0);
    writeFixed(out, ReplyHeader{request.xid, m_tree->lastProcessed(), err});
    if (err == Errc::ok)
        writeResult(out, request.type, txn, result);
    out.patch(start, out.size() - start - 4);
    m_lastResponseBytes = static_cast<std::int64_t>(out.size() - start - 4);
    markDirty(id, connection);
    count(connection, request, err, now);
    if (request.type == OpCode::closeSession)
        return close(id);
    drain(id, now);
}

void Pipeline::synced(SessionId session, std::int32_t xid, Now now)
{
    const auto found = m_bySession.find(session);
    if (found == m_bySession.end())
        return;
    const ConnectionId id = found->second;
    Connection& connection = at(id);
    // The first sync that upstream still owes; it runs when it is the first of all.
    for (PendingRequest& request : connection.pending) {
        if (request.submitted && isSync(request) && request.xid == xid) {
            request.submitted = false;
            break;
        }
    }
    drain(id, now);
}

void Pipeline::drain(ConnectionId id, Now now)
{
    Connection& connection = at(id);
    while (!connection.pending.empty() && !connection.pending.front().submitted) {
        if (connection.outputBytes() > m_settings.outputPauseBytes)
            return hold(id, connection);
        const PendingRequest request = std::move(connection.pending.front());
        connection.pending.pop_front();
        --m_outstanding;
        run(id, request, request.body, now);
    }
}

// ---- watch events ----

void Pipeline::changed(const TreeChange& change)
{
    const std::string_view path = change.path;
    const std::string_view above = path.substr(0, path.rfind('/'));
    const std::string_view parent = above.empty() ? std::string_view("/") : above;
    switch (change.kind) {
    case TreeChange::Kind::dataChanged:
        return fire(m_dataWatches, EventType::nodeDataChanged, path, change.acl, nullptr);
    case TreeChange::Kind::created:
        fire(m_dataWatches, EventType::nodeCreated, path, change.acl, nullptr);
        break;
    case TreeChange::Kind::deleted:
        fire(m_dataWatches, EventType::nodeDeleted, path, change.acl, nullptr);
        m_dataHits.swap(m_hits);
        fire(m_childWatches, EventType::nodeDeleted, path, change.acl, &m_dataHits);
        break;
    }
    fire(m_childWatches, EventType::nodeChildrenChanged, parent, change.parentAcl, nullptr);
}

void Pipeline::fire(WatchTable& table, EventType type, std::string_view path, AclRef acl,
    const std::vector<ConnectionId>* except)
{
    table.trigger(path, type, m_hits);
    if (m_hits.empty())
        return;
    m_event.clear();
    jute::Writer out(m_event);
    out.length(0);
    writeFixed(out, ReplyHeader{xid::notification, m_applying, Errc::ok});
    jute::write(out, type);
    out.number<std::int32_t>(3); // SyncConnected.
    out.buffer(viewOf(path));
    out.patch(0, out.size() - 4);
    for (const ConnectionId id : m_hits) {
        if (except && std::binary_search(except->begin(), except->end(), id))
            continue;
        Connection& connection = at(id);
        // Who may not read the node learns nothing of it; the watch is used up all the same.
        if (!m_authorizer.allows(m_tree->acls(), acl, perm::read, connection.identities))
            continue;
        if (connection.outputBytes() + m_event.size() > m_settings.outputLimitBytes) {
            close(id); // It does not read what it asked for.
            continue;
        }
        connection.output.insert(connection.output.end(), m_event.begin(), m_event.end());
        if (m_detail)
            m_detail->event(connection.session, type, path, m_applying);
        ++connection.sent;
        ++m_sent;
        markDirty(id, connection);
    }
}

void Pipeline::sendEvent(ConnectionId id, EventType type, std::string_view path, Zxid zxid)
{
    Connection& connection = at(id);
    jute::appendFrame(connection.output, ReplyHeader{xid::notification, zxid, Errc::ok},
        WatcherEvent{type, 3, Path(std::string(path))});
    if (m_detail)
        m_detail->event(connection.session, type, path, zxid);
    ++connection.sent;
    ++m_sent;
    markDirty(id, connection);
}

// ---- figures ----

void Pipeline::resetServerFigures()
{
    m_latency = LatencyFigures();
    m_received = m_sent = 0;
}

void Pipeline::resetConnectionFigures()
{
    for (Connection& connection : m_connections) {
        connection.latency = LatencyFigures();
        connection.received = connection.sent = 0;
        connection.lastOperation = "NA";
    }
}

void Pipeline::fillFigures(ServerFigures& figures) const
{
    if (serves()) {
        figures.lastProcessed = m_tree->lastProcessed();
        figures.nodeCount = m_tree->nodeCount();
        figures.ephemerals = m_tree->ephemeralCount();
        // Apache's tree holds the root under two keys, "" and "/", and counts both.
        figures.dataSizeBytes = m_tree->approximateDataSizeBytes() + 1;
    }
    figures.latency = m_latency;
    figures.received = m_received;
    figures.sent = m_sent;
    figures.outstanding = m_outstanding;
    figures.connections = m_connectionCount;
    figures.watches = m_dataWatches.watchCount() + m_childWatches.watchCount();
    figures.lastResponseBytes = m_lastResponseBytes;
}

std::optional<ConnectionFigures> Pipeline::figuresOf(ConnectionId id, Now now) const
{
    const Connection& connection = at(id);
    if (connection.state == State::free || connection.state == State::closing)
        return std::nullopt;
    using Ms = ServerSettings::Ms;
    ConnectionFigures one;
    one.id = id;
    one.address = connection.peer.address;
    one.port = connection.peer.port;
    one.session = connection.session;
    one.timeout = connection.timeout;
    one.age = std::chrono::duration_cast<Ms>(now.instant - connection.opened);
    one.lastSeen = std::max(connection.opened, connection.lastTouched);
    one.queued = connection.pending.size();
    one.received = connection.received;
    one.sent = connection.sent;
    one.lastOperation = connection.lastOperation;
    one.lastCxid = connection.lastCxid;
    one.lastZxid = connection.lastZxid;
    one.lastResponseMs
        = std::chrono::duration_cast<Ms>(connection.lastResponse.time_since_epoch()).count();
    one.latency = connection.latency;
    one.receiving = !connection.inputHeld && connection.state != State::asked;
    return one;
}

} // namespace zs::engine
