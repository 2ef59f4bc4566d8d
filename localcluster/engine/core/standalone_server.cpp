// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/standalone_server.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/ephemeral_owner.h"

#include <algorithm>

namespace zs::engine {

StandaloneServer::StandaloneServer(ServerSettings settings, SessionId firstSession)
    : m_settings(std::move(settings))
    , m_tree(DataTree::Options{m_settings.extendedTypesEnabled})
    , m_sessions(m_settings.tickTime)
    , m_authorizer({m_settings.skipAcl, m_settings.x509Enabled, m_settings.superDigest})
    , m_preparer(m_settings, m_tree, m_sessions, m_authorizer)
    , m_pipeline(m_settings, m_tree, m_authorizer, *this)
{
    m_sessions.startIdsAt(firstSession);
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
        if (m_sessions.state(session) != SessionTable::State::unknown)
            continue;
        const TxnHeader header{
            session, 0, m_tree.lastProcessed(), now.wallMs, OpCode::closeSession};
        m_tree.apply(header, CloseSessionTxn());
    }
    m_sessions.restartAll(now.instant);
    m_preparer.startAt(m_tree.lastProcessed());
    m_nextReap = now.instant + m_settings.containerCheckInterval;
    m_started = now.instant;
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
        m_sessions.remove(request.session);
        Txn txn;
        txn.header
            = {request.session, request.cxid, m_tree.lastProcessed(), now.wallMs, request.type};
        txn.body = CloseSessionTxn();
        return m_pipeline.committed(txn, now);
    }
    ZS_EXPECT(!m_writesStopped); // Its record would be nowhere.
    Waiting& waiting = m_waiting.emplace_back();
    waiting.txn = m_preparer.prepare(request, now);
    waiting.isOwn = request.identities == nullptr;
    const std::size_t offset = m_log.bytes.size();
    appendTxn(m_log.bytes, waiting.txn);
    waiting.sizeBytes = m_log.bytes.size() - offset;
    m_log.entries.push_back({waiting.txn.header.zxid, offset, waiting.sizeBytes});
    if (m_listener)
        m_listener->txn(TxnStep::proposed, waiting.txn, waiting.sizeBytes);
}

Errc StandaloneServer::checkSession(SessionId session) const
{
    switch (m_sessions.state(session)) {
    case SessionTable::State::open: return Errc::ok;
    case SessionTable::State::closing: return Errc::sessionExpired;
    case SessionTable::State::unknown: break;
    }
    return Errc::unknownSession;
}

bool StandaloneServer::touch(SessionId session, std::chrono::milliseconds timeout, Now now)
{
    return m_sessions.touch(session, timeout, now.instant);
}

SessionId StandaloneServer::newSession(std::chrono::milliseconds timeout, Now now)
{
    const SessionId id = m_sessions.newId();
    m_sessions.open(id, timeout, now.instant);
    return id;
}

void StandaloneServer::revalidate(
    ConnectionId id, SessionId session, std::chrono::milliseconds timeout, Now now)
{
    const bool valid = m_sessions.touch(session, timeout, now.instant);
    if (valid && m_listener)
        m_listener->session(session, SessionStep::reattached, m_pipeline.peerOf(session), timeout);
    m_pipeline.revalidated(id, valid, now);
}

void StandaloneServer::sync(SessionId session, std::int32_t xid, Now now)
{
    if (m_waiting.empty())
        return m_pipeline.synced(session, xid, now);
    Waiting& waiting = m_waiting.emplace_back();
    waiting.isSync = true;
    waiting.session = session;
    waiting.xid = xid;
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
    if (txn.header.type == OpCode::closeSession)
        m_sessions.remove(txn.header.session);
    m_pipeline.committed(txn, now);
    m_preparer.applied(txn.header.zxid);
    if (m_listener)
        m_listener->txn(TxnStep::applied, txn, waiting.sizeBytes);
    constexpr std::uint64_t digestInterval = 128;
    constexpr std::size_t digestLimit = 1024;
    if (++m_txnCount % digestInterval == 0) {
        m_digests.emplace_back(txn.header.zxid, m_tree.digest());
        if (m_digests.size() > digestLimit)
            m_digests.pop_front();
        if (m_listener)
            m_listener->digest(txn.header.zxid, m_tree.digest());
    }
}

void StandaloneServer::tellSession(const Waiting& waiting) const
{
    const TxnHeader& header = waiting.txn.header;
    if (header.type != OpCode::createSession && header.type != OpCode::closeSession)
        return; // Before anything is looked up: this is the usual case.
    const auto timeout = m_sessions.timeout(header.session).value_or(ServerSettings::Ms(0));
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
    expireSessions(now);
    m_pipeline.tick(now);
    if (now.instant >= m_nextReap) {
        m_nextReap = now.instant + m_settings.containerCheckInterval;
        reap(now);
    }
}

void StandaloneServer::expireSessions(Now now)
{
    if (m_writesStopped)
        return; // Expiry is a write, too.
    for (const SessionId session : m_sessions.expireUntil(now.instant)) {
        if (m_settings.readOnly) {
            m_sessions.remove(session);
            m_pipeline.closeSession(session);
        } else {
            submit({session, 0, OpCode::closeSession, {}, nullptr}, now);
        }
    }
}

void StandaloneServer::reap(Now now)
{
    if (m_writesStopped || m_settings.readOnly)
        return;
    std::vector<std::string> paths;
    const auto neverUsedMs = m_settings.containerMaxNeverUsedInterval.count();
    for (const Node* node : m_tree.containers()) {
        const bool tooOld = neverUsedMs > 0 && now.wallMs - node->stat().mtimeMs > neverUsedMs;
        if (node->childCount() == 0 && (node->stat().cversion > 0 || tooOld))
            paths.push_back(node->path());
    }
    for (const Node* node : m_tree.ttlNodes()) {
        const std::int64_t ttlMs = ttlMsOf(node->stat().ephemeralOwner);
        if (node->childCount() == 0 && ttlMs != 0
            && now.wallMs - node->stat().mtimeMs > ttlMs)
            paths.push_back(node->path());
    }
    const auto minutes
        = std::max<std::int64_t>(1, m_settings.containerCheckInterval.count() / 60'000);
    const auto most = static_cast<std::size_t>(minutes * m_settings.containerMaxPerMinute);
    if (paths.size() > most)
        paths.resize(most); // The rest next time.
    for (const std::string& path : paths)
        submit({SessionId(), 0, OpCode::deleteContainer, viewOf(path), nullptr}, now);
}

void StandaloneServer::stopWrites(Now now)
{
    m_writesStopped = true;
    m_pipeline.refuseWrites(true);
    for (const Waiting& waiting : m_waiting) {
        if (!waiting.isSync && waiting.txn.header.type == OpCode::createSession)
            m_sessions.remove(waiting.txn.header.session);
    }
    m_pipeline.closeWaiting();
    m_waiting.clear();
    m_log.clear();
    m_preparer.startAt(m_tree.lastProcessed());
    m_sessions.restartAll(now.instant); // None is closing any more.
}

void StandaloneServer::resumeWrites(Now now)
{
    ZS_EXPECT(m_writesStopped && m_waiting.empty());
    m_writesStopped = false;
    m_pipeline.refuseWrites(false);
    m_sessions.restartAll(now.instant); // None could be expired, nor could any prove that it lives.
}

void StandaloneServer::takeEffects(Effects& effects)
{
    effects.clear();
    std::swap(effects.log, m_log);
    if (!m_writesStopped)
        effects.nextTimer = m_sessions.nextExpiry();
    const bool mayReap = !m_tree.containers().empty() || !m_tree.ttlNodes().empty();
    if (mayReap && (!effects.nextTimer || m_nextReap < *effects.nextTimer))
        effects.nextTimer = m_nextReap;
    m_pipeline.takeEffects(effects);
}

// ---- four-letter words ----

ServerFigures StandaloneServer::figures(Now now) const
{
    ServerFigures figures;
    figures.mode = m_settings.readOnly ? "read-only" : "standalone";
    m_pipeline.fillFigures(figures, now, /*withConnections=*/false);
    figures.globalSessions = m_settings.readOnly ? 0 : m_sessions.size();
    figures.localSessions = m_settings.readOnly ? m_sessions.size() : 0;
    return figures;
}

void StandaloneServer::answerWord(const WordAsked& asked, const HostFacts& host, Now now)
{
    const std::string_view word = std::string_view(asked.word).substr(0, 4);
    if (word == "crst" || word == "srst") {
        const bool ofServer = word == "srst";
        ofServer ? m_pipeline.resetServerFigures() : m_pipeline.resetConnectionFigures();
        return m_pipeline.answerWord(asked.connection,
            ofServer ? "Server stats reset.\n" : "Connection stats reset.\n");
    }
    if (word == "stmk") {
        jute::Reader in(viewOf(std::string_view(asked.word).substr(4)));
        const auto mask = in.number<std::int64_t>();
        if (in.ok())
            m_traceMask = mask;
        return m_pipeline.answerWord(asked.connection, std::to_string(m_traceMask));
    }
    ServerFigures all = figures(now);
    m_pipeline.fillFigures(all, now, needsConnections(word));
    WordSources sources{all, host, m_tree, m_pipeline.dataWatches(),
        [this](ConnectionId id) { return m_pipeline.sessionOf(id); }, now.wallMs};
    sources.digests.assign(m_digests.begin(), m_digests.end());
    sources.traceMask = m_traceMask;
    if (word == "dump") {
        for (const auto& [end, sessions] : m_sessions.buckets()) {
            const auto left
                = std::chrono::duration_cast<std::chrono::milliseconds>(end - now.instant);
            sources.sessionBuckets.push_back({now.wallMs + left.count(), sessions});
        }
    }
    m_pipeline.answerWord(asked.connection, answerTo(word, sources));
}

} // namespace zs::engine
