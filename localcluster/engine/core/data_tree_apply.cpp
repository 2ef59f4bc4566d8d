// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/ephemeral_owner.h"
#include "localcluster/engine/core/node_digest.h"

#include <algorithm>

namespace zs::engine {

/// What all operations of one transaction share.
struct DataTree::Context {
    const TxnHeader& header;
    TreeObserver* observer;
};

namespace {

    /// The text before and behind the last slash. Not valid: what no server makes, but damage or a
    /// leader may send, such as "a", "/a/", names too long to keep, and "//a", which would
    /// otherwise be a second name of "/a" ("/" being one of the root "").
    struct SplitPath {
        std::string_view parent, name;
        bool valid = false;
    };
    SplitPath split(std::string_view path)
    {
        const std::size_t slash = path.rfind('/');
        if (slash == std::string_view::npos || slash + 1 == path.size())
            return {};
        if (path.substr(0, slash) == "/" || path.size() - slash > Node::maxNameBytes)
            return {};
        return {path.substr(0, slash), path.substr(slash + 1), true};
    }

    std::optional<ByteView> viewOfData(const std::optional<Bytes>& data)
    {
        if (!data)
            return std::nullopt;
        return ByteView(*data);
    }

    ApplyResult failed(OpCode type, Errc why)
    {
        ApplyResult result;
        result.type = type;
        result.err = why;
        return result;
    }

} // namespace

ApplyResult DataTree::apply(const TxnHeader& header, const TxnBody& body, TreeObserver* observer)
{
    const Context context{header, observer};
    ApplyResult result = std::visit([&](const auto& txn) { return applyOp(context, txn); }, body);
    result.type = header.type;
    m_lastProcessed = std::max(m_lastProcessed, header.zxid);
    return result;
}

template <class Body>
ApplyResult DataTree::createNode(const Context& context, const Body& txn, std::int64_t owner)
{
    const OpCode type = context.header.type;
    const Zxid zxid = context.header.zxid;
    const SplitPath parts = split(txn.path);
    Node* parent = parts.valid ? findMutable(parts.parent) : nullptr;
    if (!parent)
        return failed(type, Errc::noNode);
    StatPersisted& parentStat = parent->m_stat;
    const std::int32_t cversion = txn.parentCversion != -1 ? txn.parentCversion
                                                           : nextVersion(parentStat.cversion);
    if (cversion > parentStat.cversion) {
        const bool counts = countsInDigest(parts.parent);
        if (counts)
            m_digest -= nodeDigest(parent->m_contentCrc, parentStat);
        parentStat.cversion = cversion;
        parentStat.pzxid = zxid;
        if (counts)
            m_digest += nodeDigest(parent->m_contentCrc, parentStat);
    }
    if (parent->child(parts.name, m_options.hashKey))
        return failed(type, Errc::nodeExists);

    StatPersisted stat;
    stat.czxid = stat.mzxid = stat.pzxid = zxid;
    stat.ctimeMs = stat.mtimeMs = context.header.timeMs;
    stat.ephemeralOwner = owner;
    const AclRef acl = m_acls.intern(txn.acl);
    Node* node = insert(
        *parent, txn.path, parts.name, viewOfData(txn.data), acl, stat, txn.contentCrc);
    if (parts.parent.starts_with(quota::top)) {
        const std::string_view quotaPath = parts.parent.substr(quota::top.size());
        if (parts.name == quota::limitsName)
            m_quotas.add(quotaPath);
        else if (parts.name == quota::statsName)
            recomputeQuota(quotaPath);
    }
    if (!m_quotas.empty())
        addToQuota(txn.path, static_cast<std::int64_t>(node->dataSizeBytes()), 1);
    ApplyResult result;
    result.type = type;
    result.node = node;
    result.stat = statOf(*node);
    if (context.observer)
        context.observer->changed(
            {TreeChange::Kind::created, txn.path, node->m_acl, parent->m_acl});
    return result;
}

ApplyResult DataTree::applyOp(const Context& context, const CreateTxn& txn)
{
    return createNode(context, txn, txn.ephemeral ? context.header.session.value : 0);
}

ApplyResult DataTree::applyOp(const Context& context, const CreateContainerTxn& txn)
{
    return createNode(context, txn, containerOwner);
}

ApplyResult DataTree::applyOp(const Context& context, const CreateTtlTxn& txn)
{
    return createNode(context, txn, ttlOwner(txn.ttlMs));
}

Errc DataTree::deleteNode(const Context& context, std::string_view path)
{
    const SplitPath parts = split(path);
    Node* parent = parts.valid ? findMutable(parts.parent) : nullptr;
    if (!parent)
        return Errc::noNode;
    if (context.header.zxid > parent->m_stat.pzxid) {
        const bool counts = countsInDigest(parts.parent);
        if (counts)
            m_digest -= nodeDigest(parent->m_contentCrc, parent->m_stat);
        parent->m_stat.pzxid = context.header.zxid;
        if (counts)
            m_digest += nodeDigest(parent->m_contentCrc, parent->m_stat);
    }
    Node* node = const_cast<Node*>(parent->child(parts.name, m_options.hashKey));
    if (!node)
        return Errc::noNode;
    const auto dataBytes = static_cast<std::int64_t>(node->dataSizeBytes());
    const AclRef acl = node->m_acl;
    m_acls.addUser(acl); // The observer still asks for it.
    if (node->m_children)
        removeSubtree(*node, path);
    else
        removeLeaf(*node, path.size(), countsInDigest(path));
    if (parts.name == quota::limitsName && parts.parent.starts_with(quota::top))
        m_quotas.remove(parts.parent.substr(quota::top.size()));
    if (!m_quotas.empty())
        addToQuota(path, -dataBytes, -1);
    if (context.observer)
        context.observer->changed({TreeChange::Kind::deleted, path, acl, parent->m_acl});
    m_acls.removeUser(acl);
    return Errc::ok;
}

ApplyResult DataTree::applyOp(const Context& context, const DeleteTxn& txn)
{
    return failed(context.header.type, deleteNode(context, txn.path));
}

ApplyResult DataTree::applyOp(const Context& context, const SetDataTxn& txn)
{
    Node* node = findMutable(txn.path);
    if (!node)
        return failed(context.header.type, Errc::noNode);
    const auto before = static_cast<std::int64_t>(node->dataSizeBytes());
    const bool counts = countsInDigest(txn.path);
    if (counts)
        m_digest -= nodeDigest(node->m_contentCrc, node->m_stat);
    const std::optional<ByteView> data = viewOfData(txn.data);
    node->setData(data);
    // The root's path is "" for the digest, whatever the request called it.
    node->m_contentCrc
        = crcOf(txn.contentCrc, node == m_root ? std::string_view() : txn.path, data);
    node->m_stat.version = txn.version;
    node->m_stat.mzxid = context.header.zxid;
    node->m_stat.mtimeMs = context.header.timeMs;
    if (counts)
        m_digest += nodeDigest(node->m_contentCrc, node->m_stat);
    const std::int64_t grown = static_cast<std::int64_t>(node->dataSizeBytes()) - before;
    m_dataSizeBytes += grown;
    if (!m_quotas.empty())
        addToQuota(txn.path, grown, 0);
    ApplyResult result;
    result.type = context.header.type;
    result.node = node;
    result.stat = statOf(*node);
    if (context.observer)
        context.observer->changed({TreeChange::Kind::dataChanged, txn.path, node->m_acl, 0});
    return result;
}

ApplyResult DataTree::applyOp(const Context& context, const SetAclTxn& txn)
{
    Node* node = findMutable(txn.path);
    if (!node)
        return failed(context.header.type, Errc::noNode);
    const AclRef acl = m_acls.intern(txn.acl);
    m_acls.removeUser(node->m_acl);
    node->m_acl = acl;
    const bool counts = countsInDigest(txn.path);
    if (counts)
        m_digest -= nodeDigest(node->m_contentCrc, node->m_stat);
    node->m_stat.aversion = txn.version;
    if (counts)
        m_digest += nodeDigest(node->m_contentCrc, node->m_stat);
    ApplyResult result;
    result.type = context.header.type;
    result.node = node;
    result.stat = statOf(*node);
    return result;
}

ApplyResult DataTree::applyOp(const Context& context, const CheckTxn&)
{
    return failed(context.header.type, Errc::ok);
}

ApplyResult DataTree::applyOp(const Context&, const ErrorTxn& txn)
{
    return failed(OpCode::error, txn.err);
}

ApplyResult DataTree::applyOp(const Context& context, const CreateSessionTxn&)
{
    return failed(context.header.type, Errc::ok);
}

ApplyResult DataTree::applyOp(const Context& context, const CloseSessionTxn& txn)
{
    if (txn.paths) {
        for (const std::string& path : *txn.paths)
            deleteNode(context, path);
    }
    // What else the tree lists: all of it, in logs from before 3.6; otherwise nothing.
    std::vector<std::string> rest;
    for (const Node* node : ephemeralsOf(context.header.session))
        rest.push_back(node->path());
    for (const std::string& path : rest)
        deleteNode(context, path);
    return failed(context.header.type, Errc::ok);
}

ApplyResult DataTree::applyOp(const Context& context, const MultiTxn& multi)
{
    ApplyResult result;
    result.type = context.header.type;
    result.ops.reserve(multi.ops.size());
    if (!multi.failed()) {
        for (const SubTxn& op : multi.ops) {
            TxnHeader header = context.header;
            header.type = op.type;
            const Context inner{header, context.observer};
            result.ops.push_back(
                std::visit([&](const auto& txn) { return applyOp(inner, txn); }, op.body));
            // Apache's order: the first failure is the multi's, the rest is still applied.
            if (result.err == Errc::ok)
                result.err = result.ops.back().err;
        }
        return result;
    }
    bool afterFailure = false;
    for (const SubTxn& op : multi.ops) {
        const auto* error = std::get_if<ErrorTxn>(&op.body);
        afterFailure = afterFailure || error;
        const Errc err = error ? error->err : afterFailure ? Errc::runtimeInconsistency : Errc::ok;
        result.ops.push_back(failed(OpCode::error, err));
        if (result.err == Errc::ok)
            result.err = err;
    }
    return result;
}

} // namespace zs::engine
