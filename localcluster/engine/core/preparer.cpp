// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/preparer.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/ephemeral_owner.h"
#include "localcluster/engine/core/node_digest.h"
#include "localcluster/engine/core/preparer_context.h"

#include <limits>

namespace zs::engine {

Preparer::Preparer(const ServerSettings& settings, DataTree& tree, SessionTable& sessions,
    const Authorizer& authorizer)
    : m_settings(settings)
    , m_tree(tree)
    , m_sessions(sessions)
    , m_authorizer(authorizer)
    , m_changes(tree)
{
}

void Preparer::startAt(Zxid last)
{
    m_changes.clear();
    m_lastZxid = last;
}

Txn Preparer::prepare(const WriteRequest& request, Now now)
{
    ++m_lastZxid.value;
    Txn txn;
    txn.header = {request.session, request.cxid, m_lastZxid, now.wallMs, request.type};
    static const Identities nobody;
    const Context context{
        txn.header, request.identities ? *request.identities : nobody, request.standing};
    Outcome<TxnBody> body = prepareBody(context, request.body);
    if (!body) {
        txn.header.type = OpCode::error;
        txn.body = ErrorTxn{body.error()};
        return txn; // Without a digest, as in Apache.
    }
    txn.body = std::move(*body);
    if (m_settings.digestEnabled)
        txn.digest = TxnDigest{TxnDigest::currentVersion, m_changes.digest()};
    return txn;
}

Preparer::Outcome<TxnBody> Preparer::prepareBody(const Context& context, ByteView body)
{
    const auto widened = [](Outcome<SubTxnBody> op) -> Outcome<TxnBody> {
        if (!op)
            return tl::unexpected(op.error());
        return std::visit(
            [](auto&& txn) -> Outcome<TxnBody> {
                if constexpr (std::is_same_v<std::decay_t<decltype(txn)>, CheckTxn>)
                    return tl::unexpected(Errc::unimplemented); // Only within a multi.
                else
                    return TxnBody(std::move(txn));
            },
            std::move(*op));
    };
    jute::Reader in(body);
    MultiOp op;
    op.type = context.header.type;
    switch (context.header.type) {
    case OpCode::create:
    case OpCode::create2:
    case OpCode::createContainer: jute::read(in, op.request.emplace<CreateRequest>()); break;
    case OpCode::createTtl: jute::read(in, op.request.emplace<CreateTtlRequest>()); break;
    case OpCode::remove: jute::read(in, op.request.emplace<VersionedPathRequest>()); break;
    case OpCode::setData: jute::read(in, op.request.emplace<SetDataRequest>()); break;
    case OpCode::setAcl: {
        SetAclRequest set;
        jute::read(in, set);
        if (!in.ok())
            return tl::unexpected(Errc::marshalling);
        return prepareSetAcl(context, std::move(set));
    }
    case OpCode::multi: return prepareMulti(context, body);
    case OpCode::deleteContainer: return prepareDeleteContainer(context, std::string(textOf(body)));
    case OpCode::createSession: {
        const auto timeoutMs = in.number<std::int32_t>();
        return TxnBody(CreateSessionTxn{timeoutMs});
    }
    case OpCode::closeSession: return prepareCloseSession(context);
    case OpCode::reconfig:
        // A standalone server has no ensemble to change; the leader's preparer will.
        return tl::unexpected(
            m_settings.reconfigEnabled ? Errc::unimplemented : Errc::reconfigDisabled);
    default: return tl::unexpected(Errc::unimplemented);
    }
    if (!in.ok())
        return tl::unexpected(Errc::marshalling);
    return widened(prepareOp(context, op));
}

Preparer::Outcome<SubTxnBody> Preparer::prepareOp(const Context& context, MultiOp& op)
{
    switch (op.type) {
    case OpCode::createTtl: {
        auto& request = std::get<CreateTtlRequest>(op.request);
        return prepareCreate(context,
            {op.type, std::move(request.path), std::move(request.data), std::move(request.acl),
                request.flags, request.ttlMs});
    }
    case OpCode::create:
    case OpCode::create2:
    case OpCode::createContainer: {
        auto& request = std::get<CreateRequest>(op.request);
        return prepareCreate(context,
            {op.type, std::move(request.path), std::move(request.data), std::move(request.acl),
                request.flags, 0});
    }
    case OpCode::remove: return prepareDelete(context, std::get<VersionedPathRequest>(op.request));
    case OpCode::check: return prepareCheck(context, std::get<VersionedPathRequest>(op.request));
    case OpCode::setData:
        return prepareSetData(context, std::move(std::get<SetDataRequest>(op.request)));
    default: return tl::unexpected(Errc::marshalling);
    }
}

Errc Preparer::checkSession(const Context& context) const
{
    if (context.header.session.value == 0)
        return Errc::ok; // The server's own.
    if (context.standing)
        return *context.standing;
    switch (m_sessions.state(context.header.session)) {
    case SessionTable::State::open: return Errc::ok;
    case SessionTable::State::closing: return Errc::sessionExpired;
    case SessionTable::State::unknown: break;
    }
    return Errc::unknownSession;
}

bool Preparer::allows(const Context& context, AclRef acl, std::int32_t needed) const
{
    return m_authorizer.allows(m_tree.acls(), acl, needed, context.identities);
}

void Preparer::putDeleted(const Context& context, std::string_view parentPath,
    const NodeState& parent, std::string_view path, const NodeState& node)
{
    NodeState without = parent;
    --without.childCount;
    without.stat.pzxid = context.header.zxid;
    m_changes.put(parentPath, &parent, without, context.header.zxid);
    NodeState gone;
    gone.exists = false;
    m_changes.put(path, &node, gone, context.header.zxid);
}

Preparer::Outcome<TxnBody> Preparer::prepareSetAcl(const Context& context, SetAclRequest set)
{
    if (const Errc err = checkSession(context); err != Errc::ok)
        return tl::unexpected(err);
    const std::string& path = set.path.text();
    if (!validatePath(path))
        return tl::unexpected(Errc::badArguments);
    if (!m_authorizer.fixUp(set.acl, context.identities))
        return tl::unexpected(Errc::invalidAcl);
    std::optional<NodeState> node = m_changes.find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (!allows(context, node->acl, perm::admin))
        return tl::unexpected(Errc::noAuth);
    if (set.version != anyVersion && set.version != node->stat.aversion)
        return tl::unexpected(Errc::badVersion);
    const NodeState before = *node;
    const std::int32_t aversion = nextVersion(node->stat.aversion);
    node->stat.aversion = aversion;
    const AclRef acl = m_tree.acls().intern(set.acl);
    node->acl = acl;
    m_changes.put(path, &before, *node, context.header.zxid);
    m_tree.acls().removeUser(acl);
    return TxnBody(SetAclTxn{path, std::move(set.acl), aversion});
}

Preparer::Outcome<TxnBody> Preparer::prepareCloseSession(const Context& context)
{
    std::vector<std::string> paths = m_changes.ephemeralsOf(context.header.session);
    for (const std::string& path : paths) {
        const std::string_view parentPath = parentOf(path);
        const std::optional<NodeState> parent = m_changes.find(parentPath);
        const std::optional<NodeState> node = m_changes.find(path);
        ZS_EXPECT(parent && node);
        putDeleted(context, parentPath, *parent, path, *node);
    }
    m_sessions.setClosing(context.header.session);
    CloseSessionTxn txn;
    if (m_settings.closeSessionTxnEnabled)
        txn.paths = std::move(paths);
    return TxnBody(std::move(txn));
}

Preparer::Outcome<TxnBody> Preparer::prepareDeleteContainer(
    const Context& context, std::string path)
{
    // Only the server itself asks for it (the reaper); clients are refused by the pipeline.
    if (path.find('/') == std::string::npos || isReservedPath(path))
        return tl::unexpected(Errc::badArguments);
    const std::optional<NodeState> node = m_changes.find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (node->childCount > 0)
        return tl::unexpected(Errc::notEmpty);
    const OwnerKind kind = ownerKind(node->stat.ephemeralOwner, m_settings.extendedTypesEnabled);
    if (kind == OwnerKind::session || kind == OwnerKind::none)
        return tl::unexpected(Errc::badVersion);
    const std::string_view parentPath = parentOf(path);
    const std::optional<NodeState> parent = m_changes.find(parentPath);
    if (!parent)
        return tl::unexpected(Errc::noNode);
    putDeleted(context, parentPath, *parent, path, *node);
    return TxnBody(DeleteTxn{std::move(path)});
}

Preparer::Outcome<TxnBody> Preparer::prepareMulti(const Context& context, ByteView body)
{
    Result<MultiRequest> request = jute::decode<MultiRequest>(body);
    if (!request || !isMultiOfWrites(*request))
        return tl::unexpected(Errc::marshalling);
    if (m_settings.maxMultiOps > 0 && request->ops.size() > m_settings.maxMultiOps)
        return tl::unexpected(Errc::quotaExceeded);
    m_changes.begin();
    MultiTxn multi;
    multi.ops.reserve(request->ops.size());
    bool failed = false;
    for (MultiOp& op : request->ops) {
        op.type = typeByFlags(op);
        if (failed) {
            multi.ops.push_back({OpCode::error, ErrorTxn{Errc::runtimeInconsistency}});
            continue;
        }
        Outcome<SubTxnBody> outcome = prepareOp(context, op);
        if (!outcome && outcome.error() == Errc::marshalling) {
            // In Apache an exception, which no single result tells: a quota that cannot be read.
            m_changes.rollBack();
            return tl::unexpected(Errc::marshalling);
        }
        failed = !outcome.has_value();
        if (failed)
            multi.ops.push_back({OpCode::error, ErrorTxn{outcome.error()}});
        else
            multi.ops.push_back({op.type, std::move(*outcome)});
    }
    if (failed)
        m_changes.rollBack();
    else
        m_changes.commit();
    return TxnBody(std::move(multi));
}

} // namespace zs::engine
