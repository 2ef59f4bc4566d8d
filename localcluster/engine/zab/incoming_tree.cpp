// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/incoming_tree.h"

#include "clientlib/base/expect.h"

#include <iterator>

namespace zs::engine {

IncomingTree::IncomingTree(
    DataTree::Options options, std::size_t keptTxns, std::size_t maxRecordBytes, Zxid zxid)
    : m_reader(options, maxRecordBytes), m_zxid(zxid), m_keptTxns(keptTxns)
{
}

IncomingTree::IncomingTree(DataTree::Options options, std::size_t keptTxns)
    : m_reader(options, 0), m_tree(std::make_unique<DataTree>(options)), m_keptTxns(keptTxns)
{
}

Result<std::size_t> IncomingTree::feed(ByteView bytes)
{
    Result<std::size_t> taken = m_reader.feed(bytes);
    if (!taken || !m_reader.finished() || m_tree)
        return taken;
    Result<storage::TreeStreamReader::Received> received = m_reader.take(m_zxid);
    if (!received)
        return tl::unexpected(received.error());
    m_tree = std::move(received->tree);
    m_sessions = std::move(received->sessions);
    return taken;
}

void IncomingTree::commitNext()
{
    ZS_EXPECT(m_tree && !m_pending.empty());
    const ProposalRef proposal = std::move(m_pending.front());
    m_pending.pop_front();
    const Txn& txn = proposal->txn;
    if (const auto* created = std::get_if<CreateSessionTxn>(&txn.body))
        m_sessions[txn.header.session] = created->timeoutMs;
    else if (txn.header.type == OpCode::closeSession)
        m_sessions.erase(txn.header.session);
    m_tree->apply(txn.header, txn.body);
    m_committed.emplace_back(txn.header.zxid, *proposal->entry);
    if (m_committed.size() > m_keptTxns) // However long the leader goes on before NEWLEADER.
        m_committed.pop_front();
}

RecoveredState IncomingTree::take()
{
    ZS_EXPECT(m_tree);
    RecoveredState state;
    state.tree = std::move(m_tree);
    state.sessions = std::move(m_sessions);
    state.tail.assign(std::make_move_iterator(m_committed.begin()),
        std::make_move_iterator(m_committed.end()));
    m_committed.clear();
    return state;
}

} // namespace zs::engine
