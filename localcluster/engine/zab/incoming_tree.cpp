// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/incoming_tree.h"

#include "clientlib/base/expect.h"

namespace zs::engine {

IncomingTree::IncomingTree(DataTree::Options options, std::size_t maxRecordBytes, Zxid zxid)
    : m_reader(options, maxRecordBytes), m_zxid(zxid)
{
}

IncomingTree::IncomingTree(DataTree::Options options)
    : m_reader(options, 0), m_tree(std::make_unique<DataTree>(options))
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
}

RecoveredState IncomingTree::take()
{
    ZS_EXPECT(m_tree);
    RecoveredState state;
    state.tree = std::move(m_tree);
    state.sessions = std::move(m_sessions);
    state.tail = std::move(m_committed);
    return state;
}

} // namespace zs::engine
