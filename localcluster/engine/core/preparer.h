// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/multi.h"
#include "localcluster/engine/core/authorizer.h"
#include "localcluster/engine/core/change_table.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/server_settings.h"
#include "localcluster/engine/core/session_table.h"

namespace zs::engine {

/// A client's (or the server's own) request that changes state, still undecided. On a learner it
/// travels to the leader as it is. The views live as long as the call that hands it over.
struct WriteRequest {
    SessionId session;
    std::int32_t cxid = 0;
    OpCode type = OpCode::error;
    ByteView body; ///< The record behind the request header. createSession: int timeOut.
    const Identities* identities = nullptr; ///< Of the connection; null: the server itself.
};

/// Turns write requests into transactions, against the committed tree plus all that is prepared
/// and not yet applied. Owned by who decides the order of writes: a standalone server or a leader.
/// Source: PrepRequestProcessor of Apache ZooKeeper 3.8.4, with its order of checks.
class Preparer {
public:
    Preparer(const ServerSettings& settings, DataTree& tree, SessionTable& sessions);

    /// The next transaction, with the next zxid: also for a request that fails (ErrorTxn).
    [[nodiscard]] Txn prepare(const WriteRequest& request, Now now);
    /// Transactions up to `zxid` are in the tree now.
    void applied(Zxid zxid) { m_changes.forget(zxid); }
    [[nodiscard]] Zxid lastZxid() const { return m_lastZxid; }
    /// The zxid after which to go on: after recovery, or at the start of an epoch.
    void startAt(Zxid last);
    /// Forgets all that was prepared and not applied.
    void reset();

private:
    struct Request;
    template <class T>
    using Outcome = tl::expected<T, Errc>;

    Outcome<TxnBody> prepareBody(const Request& request);
    Outcome<TxnBody> prepareCreate(const Request& request, OpCode type, CreateTtlRequest& create);
    Outcome<TxnBody> prepareDelete(const Request& request, const VersionedPathRequest& remove);
    Outcome<TxnBody> prepareDeleteContainer(const Request& request);
    Outcome<TxnBody> prepareSetData(const Request& request, SetDataRequest& set);
    Outcome<TxnBody> prepareSetAcl(const Request& request, SetAclRequest& set);
    Outcome<TxnBody> prepareCloseSession(const Request& request);
    Outcome<TxnBody> prepareMulti(const Request& request);
    Outcome<SubTxnBody> prepareOp(const Request& request, MultiOp& op);
    Outcome<SubTxnBody> prepareCheck(const Request& request, const VersionedPathRequest& check);

    const ServerSettings& m_settings;
    DataTree& m_tree;
    SessionTable& m_sessions;
    ChangeTable m_changes;
    Zxid m_lastZxid;
};

} // namespace zs::engine
