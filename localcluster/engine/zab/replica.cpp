// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/replica.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/ephemeral_owner.h"

namespace zs::engine {

Replica::Replica(const ServerSettings& server, const PeerSettings& peer, SessionId firstSession)
    : m_server(server)
    , m_peer(peer)
    , m_authorizer(authorizerOptions(server))
    , m_tree(std::make_unique<DataTree>(treeOptions(server)))
    , m_committedLog(peer.commitLogCount)
    , m_nextSession(firstSession)
    , m_pipeline(server, m_authorizer)
    , m_localSessions(server, m_pipeline, [this] { return newSessionId(); })
{
}

void Replica::listen(PeerListener* listener)
{
    m_listener = listener;
    m_pipeline.listen(listener);
    m_localSessions.listen(listener);
}

// ---- history ----

void Replica::load(RecoveredState state, Now now)
{
    ZS_EXPECT(!serves() && m_pending.empty() && m_batch.entries.empty());
    ZS_EXPECT(state.tree != nullptr);
    m_tree = std::move(state.tree);
    m_sessions = std::move(state.sessions);
    m_committedLog.clear();
    for (auto& [zxid, entry] : state.tail)
        m_committedLog.add(zxid, std::make_shared<const Bytes>(std::move(entry)));
    m_lastAppended = m_lastLogged = m_tree->lastProcessed();
    const Membership& membership = m_peer.membership;
    m_tree->setConfigText(membership.text, now.wallMs, Zxid(membership.verifier->version()));
}

void Replica::setEpochs(std::int64_t accepted, std::int64_t current)
{
    m_acceptedEpoch = accepted;
    m_currentEpoch = current;
}

void Replica::openEpoch(std::int64_t epoch)
{
    ZS_EXPECT(m_pending.empty());
    m_tree->setLastProcessed(Zxid(static_cast<std::uint32_t>(epoch), 0));
}

SessionId Replica::newSessionId()
{
    const auto next = [](SessionId id) {
        return SessionId(static_cast<std::int64_t>(static_cast<std::uint64_t>(id.value) + 1));
    };
    while (m_nextSession.value == containerOwner || m_nextSession.value == 0
        || m_sessions.contains(m_nextSession))
        m_nextSession = next(m_nextSession);
    const SessionId id = m_nextSession;
    m_nextSession = next(id);
    return id;
}

// ---- transactions ----

void Replica::append(ProposalRef proposal)
{
    ZS_EXPECT(m_lastAppended < proposal->zxid());
    const Bytes& entry = *proposal->entry;
    m_batch.add(proposal->zxid(),
        [&](Bytes& out) { out.insert(out.end(), entry.begin(), entry.end()); });
    m_lastAppended = proposal->zxid();
    if (m_listener) {
        m_listener->txn(TxnStep::proposed, proposal->txn, entry.size());
        m_unlogged.push_back(proposal);
    }
    m_pending.push_back(std::move(proposal));
}

void Replica::appendUnlogged(ProposalRef proposal)
{
    ZS_EXPECT(m_lastAppended < proposal->zxid() && m_batch.entries.empty());
    m_lastAppended = m_lastLogged = proposal->zxid();
    if (m_listener)
        m_listener->txn(TxnStep::proposed, proposal->txn, proposal->entry->size());
    m_pending.push_back(std::move(proposal));
}

void Replica::commitNext(Now now)
{
    ZS_EXPECT(!m_pending.empty());
    const ProposalRef proposal = std::move(m_pending.front());
    m_pending.pop_front();
    if (m_listener)
        m_listener->txn(TxnStep::committed, proposal->txn, proposal->entry->size());
    apply(*proposal, now);
}

void Replica::apply(const Proposal& proposal, Now now)
{
    const TxnHeader& header = proposal.txn.header;
    if (m_listener)
        tellSession(proposal.txn);
    if (const auto* created = std::get_if<CreateSessionTxn>(&proposal.txn.body))
        m_sessions[header.session] = created->timeoutMs;
    else if (header.type == OpCode::closeSession)
        m_sessions.erase(header.session);
    if (m_pipeline.serves())
        m_pipeline.committed(proposal.txn, now);
    else
        m_tree->apply(header, proposal.txn.body);
    m_committedLog.add(header.zxid, proposal.entry);
    if (m_listener)
        m_listener->txn(TxnStep::applied, proposal.txn, proposal.entry->size());
    m_words.applied(*m_tree, m_listener);
}

void Replica::tellSession(const Txn& txn) const
{
    const TxnHeader& header = txn.header;
    const Peer* client = serves() ? m_pipeline.peerOf(header.session) : nullptr;
    if (const auto* created = std::get_if<CreateSessionTxn>(&txn.body)) {
        m_listener->session(header.session, SessionStep::opened, client,
            std::chrono::milliseconds(created->timeoutMs));
    } else if (header.type == OpCode::closeSession) {
        const auto found = m_sessions.find(header.session);
        const auto timeout = found == m_sessions.end() ? 0 : found->second;
        // Clients number their requests from 1; the leader ends sessions under 0.
        m_listener->session(header.session,
            header.cxid == 0 ? SessionStep::expired : SessionStep::closed, client,
            std::chrono::milliseconds(timeout));
    }
}

void Replica::applyPending(Now now)
{
    ZS_EXPECT(!serves() && diskIdle());
    while (!m_pending.empty()) {
        const ProposalRef proposal = std::move(m_pending.front());
        m_pending.pop_front();
        apply(*proposal, now);
    }
}

// ---- disk ----

void Replica::flushBatch()
{
    if (m_batch.entries.empty())
        return;
    m_effects.disk.emplace_back(AppendLog{std::move(m_batch)});
    m_batch = LogBatch();
}

void Replica::writeEpoch(EpochFile file, std::int64_t epoch)
{
    flushBatch();
    ++m_awaited;
    m_effects.disk.emplace_back(WriteEpoch{file, epoch});
}

void Replica::truncateLog(Zxid last)
{
    flushBatch();
    ++m_awaited;
    m_effects.disk.emplace_back(TruncateLog{last});
}

void Replica::saveTree(Zxid zxid)
{
    flushBatch();
    ++m_awaited;
    m_effects.disk.emplace_back(SaveTree{zxid});
}

void Replica::readLog(const ReadLog& task) { m_effects.disk.emplace_back(task); }

void Replica::writeConfig(WriteConfig task)
{
    flushBatch();
    m_effects.disk.emplace_back(std::move(task));
}

void Replica::logged(Zxid last)
{
    m_lastLogged = std::max(m_lastLogged, last);
    while (!m_unlogged.empty() && m_unlogged.front()->zxid() <= last) {
        if (m_listener)
            m_listener->txn(TxnStep::logged, m_unlogged.front()->txn,
                m_unlogged.front()->entry->size());
        m_unlogged.pop_front();
    }
}

void Replica::epochWritten(EpochFile file, std::int64_t epoch)
{
    ZS_EXPECT(m_awaited > 0);
    --m_awaited;
    const bool accepted = file == EpochFile::accepted;
    (accepted ? m_acceptedEpoch : m_currentEpoch) = epoch;
    if (m_listener)
        m_listener->tell(trace::EpochFileEvent{
            accepted ? trace::EpochFile::accepted : trace::EpochFile::current, epoch});
}

void Replica::truncated(RecoveredState state, Now now)
{
    ZS_EXPECT(m_awaited > 0);
    --m_awaited;
    load(std::move(state), now);
}

void Replica::truncationImpossible()
{
    ZS_EXPECT(m_awaited > 0);
    --m_awaited;
    m_needsWholeTree = true;
}

void Replica::treeSaved(Zxid zxid)
{
    ZS_EXPECT(m_awaited > 0);
    --m_awaited;
    m_needsWholeTree = false;
    m_lastLogged = std::max(m_lastLogged, zxid);
}

bool Replica::diskIdle() const
{
    return m_awaited == 0 && m_batch.entries.empty() && m_lastLogged >= m_lastAppended;
}

void Replica::forgetDisk()
{
    m_awaited = 0;
    m_batch.clear();
    m_effects.disk.clear();
    m_pending.clear();
    m_unlogged.clear();
    m_lastAppended = m_lastLogged;
}

// ---- clients ----

void Replica::serve(Upstream& upstream, bool readOnly)
{
    if (!m_server.localSessions || readOnly)
        return m_pipeline.serve(*m_tree, upstream, readOnly);
    m_localSessions.begin(upstream);
    m_pipeline.serve(*m_tree, m_localSessions, readOnly);
}

void Replica::stopServing()
{
    m_pipeline.stopServing();
    m_localSessions.end();
}

void Replica::takeEffects(ZabEffects& effects)
{
    flushBatch();
    effects.quorum.clear();
    effects.disk.clear();
    effects.remarks.clear();
    effects.warnings.clear();
    effects.fatal.reset();
    // One by one: to swap the whole moves all of them three times, several times for each write.
    effects.quorum.swap(m_effects.quorum);
    effects.disk.swap(m_effects.disk);
    effects.remarks.swap(m_effects.remarks);
    effects.warnings.swap(m_effects.warnings);
    effects.fatal.swap(m_effects.fatal);
}

} // namespace zs::engine
