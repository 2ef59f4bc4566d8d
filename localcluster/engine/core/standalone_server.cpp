// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/standalone_server.h"

#include "clientlib/base/expect.h"

namespace zs::engine {

StandaloneServer::StandaloneServer(ServerSettings settings, SessionId firstSession)
    : m_settings(std::move(settings))
    , m_tree(treeOptions(m_settings))
    , m_authorizer(authorizerOptions(m_settings))
    , m_primary(m_settings, m_tree, m_authorizer)
    , m_pipeline(m_settings, m_authorizer)
{
    sessions().startIdsAt(firstSession);
    m_pipeline.serve(m_tree, *this, m_settings.readOnly);
}

void StandaloneServer::listen(Listener* listener)
{
    m_listener = listener;
    m_pipeline.listen(listener);
}

void StandaloneServer::start(Now now)
{
    // Ephemerals that nobody's closeSession will delete. Not logged, as in Apache: a restart finds
    // and deletes them again.
    for (const SessionId session : m_tree.sessionsWithEphemerals()) {
        if (m_primary.sessions().state(session) != SessionTable::State::unknown)
            continue;
        const TxnHeader header{
            session, 0, m_tree.lastProcessed(), now.wallMs, OpCode::closeSession};
        m_tree.apply(header, CloseSessionTxn());
    }
    m_primary.start(m_tree.lastProcessed(), now);
}

ConnectionId StandaloneServer::connectionOpened(Peer peer, Now now)
{
    return m_pipeline.connectionOpened(std::move(peer), now);
}

void StandaloneServer::received(ConnectionId id, ByteView bytes, Now now)
{
    m_pipeline.received(id, bytes, now);
}

void StandaloneServer::connectionClosed(ConnectionId id) { m_pipeline.connectionClosed(id); }

ByteView StandaloneServer::pendingOutput(ConnectionId id) const
{
    return m_pipeline.pendingOutput(id);
}

void StandaloneServer::outputSent(ConnectionId id, std::size_t sizeBytes, Now now)
{
    m_pipeline.outputSent(id, sizeBytes, now);
}

bool StandaloneServer::wantsInput(ConnectionId id) const { return m_pipeline.wantsInput(id); }

// ---- what a leader would do ----

void StandaloneServer::submit(const WriteRequest& request, Now now)
{
    if (m_settings.readOnly) {
        // Only closeSession of a local session comes this far; nothing of it is logged.
        sessions().remove(request.session);
        Txn txn;
        txn.header
            = {request.session, request.cxid, m_tree.lastProcessed(), now.wallMs, request.type};
        txn.body = CloseSessionTxn();
        return m_pipeline.committed(txn, now);
    }
    ZS_EXPECT(!m_writesStopped); // Its record would be nowhere.
    Waiting& waiting = m_waiting.emplace_back();
    waiting.txn = m_primary.prepare(request, now);
    waiting.isOwn = request.identities == nullptr;
    waiting.sizeBytes = m_log.add(
        waiting.txn.header.zxid, [&](Bytes& out) { appendTxn(out, waiting.txn); });
    if (m_listener)
        m_listener->txn(TxnStep::proposed, waiting.txn, waiting.sizeBytes);
}

Errc StandaloneServer::checkSession(SessionId session) const
{
    switch (m_primary.sessions().state(session)) {
    case SessionTable::State::open: return Errc::ok;
    case SessionTable::State::closing: return Errc::sessionExpired;
    case SessionTable::State::unknown: break;
    }
    return Errc::unknownSession;
}

bool StandaloneServer::touch(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    return sessions().touch(session, timeout, now.instant);
}

SessionId StandaloneServer::newSession(std::chrono::milliseconds timeout, Now now)
{
    const SessionId id = sessions().newId();
    sessions().open(id, timeout, now.instant);
    return id;
}

void StandaloneServer::revalidate(
    ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now now)
{
    const bool valid = sessions().touch(session, timeout, now.instant);
    if (valid && m_listener)
        m_listener->session(session, SessionStep::reattached, m_pipeline.peerOf(session), timeout);
    m_pipeline.revalidated(id, valid, now);
}

void StandaloneServer::sync(const WriteRequest& request, Now now)
{
    if (m_waiting.empty())
        return m_pipeline.synced(request.session, request.cxid, now);
    Waiting& waiting = m_waiting.emplace_back();
    waiting.isSync = true;
    waiting.session = request.session;
    waiting.xid = request.cxid;
}

// ---- disk and time ----

void StandaloneServer::commit(const Waiting& waiting, Now now)
{
    const Txn& txn = waiting.txn;
    if (m_listener) {
        // Alone, what is on disk is committed.
        m_listener->txn(TxnStep::logged, txn, waiting.sizeBytes);
        m_listener->txn(TxnStep::committed, txn, waiting.sizeBytes);
        tellSession(waiting);
    }
    m_pipeline.committed(txn, now);
    m_primary.applied(txn.header);
    if (m_listener)
        m_listener->txn(TxnStep::applied, txn, waiting.sizeBytes);
    m_words.applied(m_tree, m_listener);
}

void StandaloneServer::tellSession(const Waiting& waiting) const
{
    const TxnHeader& header = waiting.txn.header;
    if (header.type != OpCode::createSession && header.type != OpCode::closeSession)
        return; // Before anything is looked up: this is the usual case.
    const auto timeout
        = m_primary.sessions().timeout(header.session).value_or(ServerSettings::Ms(0));
    const Peer* client = m_pipeline.peerOf(header.session);
    if (header.type == OpCode::createSession)
        m_listener->session(header.session, SessionStep::opened, client, timeout);
    else
        m_listener->session(header.session,
            waiting.isOwn ? SessionStep::expired : SessionStep::closed, client, timeout);
}

void StandaloneServer::durable(Zxid zxid, Now now)
{
    while (!m_waiting.empty()
        && (m_waiting.front().isSync || m_waiting.front().txn.header.zxid <= zxid)) {
        const Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (waiting.isSync)
            m_pipeline.synced(waiting.session, waiting.xid, now);
        else
            commit(waiting, now);
    }
    m_pipeline.resume(now);
}

void StandaloneServer::tick(Now now)
{
    if (m_settings.readOnly)
        expireLocalSessions(now);
    else if (!m_writesStopped) // Expiry is a write, too.
        m_primary.tick([&](const WriteRequest& request) { submit(request, now); }, now);
    m_pipeline.tick(now);
}

void StandaloneServer::expireLocalSessions(Now now)
{
    for (const SessionId session : sessions().expireUntil(now.instant)) {
        sessions().remove(session);
        m_pipeline.closeSession(session);
    }
}

void StandaloneServer::stopWrites(Now now)
{
    m_writesStopped = true;
    m_pipeline.refuseWrites(true);
    for (const Waiting& waiting : m_waiting) {
        if (!waiting.isSync && waiting.txn.header.type == OpCode::createSession)
            sessions().remove(waiting.txn.header.session);
    }
    m_pipeline.closeWaiting();
    m_waiting.clear();
    m_log.clear();
    m_primary.forgetPrepared();
    sessions().restartAll(now.instant); // None is closing any more.
}

void StandaloneServer::resumeWrites(Now now)
{
    ZS_EXPECT(m_writesStopped && m_waiting.empty());
    m_writesStopped = false;
    m_pipeline.refuseWrites(false);
    sessions().restartAll(now.instant); // None could be expired, nor could any prove that it lives.
}

void StandaloneServer::takeEffects(Effects& effects)
{
    effects.clear();
    std::swap(effects.log, m_log);
    if (!m_writesStopped)
        effects.nextTimer
            = m_settings.readOnly ? sessions().nextExpiry() : m_primary.nextTimer();
    m_pipeline.takeEffects(effects);
}

// ---- four-letter words ----

ServerFigures StandaloneServer::figures() const
{
    ServerFigures figures;
    figures.mode = m_settings.readOnly ? "read-only" : "standalone";
    m_pipeline.fillFigures(figures);
    figures.globalSessions = m_settings.readOnly ? 0 : m_primary.sessions().size();
    figures.localSessions = m_settings.readOnly ? m_primary.sessions().size() : 0;
    return figures;
}

void StandaloneServer::answerWord(const WordAsked& asked, const HostFacts& host, Now now)
{
    m_words.answer(m_pipeline, asked, {figures(), &m_tree, &m_primary.sessions()}, host, now);
}

} // namespace zs::engine
