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
    /// Whether the session may write, from a leader, who also looks at where it is attached;
    /// nothing: the session table says it.
    std::optional<Errc> standing = {};
};

/// Turns write requests into transactions, against the committed tree plus all that is prepared
/// and not yet applied. Owned by who decides the order of writes: a standalone server or a leader.
/// Source: PrepRequestProcessor of Apache ZooKeeper 3.8.4, with its order of checks.
class Preparer {
public:
    /// All must outlive it.
    Preparer(const ServerSettings& settings, DataTree& tree, SessionTable& sessions,
        const Authorizer& authorizer);

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
    template <class T>
    using Outcome = tl::expected<T, Errc>;
    /// What all operations of one transaction share.
    struct Context;
    /// What create, create2, createContainer and createTTL have in common.
    struct Creation;

    Outcome<TxnBody> prepareBody(const Context& context, ByteView body);
    Outcome<TxnBody> prepareMulti(const Context& context, ByteView body);
    Outcome<TxnBody> prepareSetAcl(const Context& context, SetAclRequest set);
    Outcome<TxnBody> prepareCloseSession(const Context& context);
    Outcome<TxnBody> prepareDeleteContainer(const Context& context, std::string path);
    Outcome<SubTxnBody> prepareOp(const Context& context, MultiOp& op);
    Outcome<SubTxnBody> prepareCreate(const Context& context, Creation create);
    Outcome<SubTxnBody> prepareDelete(const Context& context, const VersionedPathRequest& remove);
    Outcome<SubTxnBody> prepareSetData(const Context& context, SetDataRequest set);
    Outcome<SubTxnBody> prepareCheck(const Context& context, const VersionedPathRequest& check);

    [[nodiscard]] Errc checkSession(const Context& context) const;
    [[nodiscard]] Errc checkQuota(
        std::string_view path, std::int64_t bytes, std::int64_t count) const;
    [[nodiscard]] bool allows(const Context& context, AclRef acl, std::int32_t needed) const;
    void putDeleted(const Context& context, std::string_view parentPath, const NodeState& parent,
        std::string_view path, const NodeState& node);

    const ServerSettings& m_settings;
    DataTree& m_tree;
    SessionTable& m_sessions;
    const Authorizer& m_authorizer;
    ChangeTable m_changes;
    Zxid m_lastZxid;
};

} // namespace zs::engine
