// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/preparer.h"

#include "localcluster/engine/core/ephemeral_owner.h"
#include "localcluster/engine/core/node_digest.h"
#include "localcluster/engine/core/preparer_context.h"

#include <algorithm>
#include <cstdio>

namespace zs::engine {

namespace {

    [[nodiscard]] bool isMode(std::int32_t flags) { return flags >= 0 && flags <= 6; }

    /// Appends the counter as Java's "%010d" does: a minus sign counts as one of the ten.
    void appendSequence(std::string& path, std::int32_t counter)
    {
        char digits[16];
        const int length = std::snprintf(digits, sizeof digits, "%010d", counter);
        path.append(digits, static_cast<std::size_t>(length));
    }

} // namespace

bool isMultiOfWrites(const MultiRequest& request)
{
    return std::all_of(request.ops.begin(), request.ops.end(), [](const MultiOp& op) {
        if (const auto* create = std::get_if<CreateRequest>(&op.request))
            return isMode(create->flags) && !isTtl(CreateMode(create->flags));
        return !std::holds_alternative<WatchingPathRequest>(op.request);
    });
}

OpCode typeByFlags(const MultiOp& op)
{
    const auto* create = std::get_if<CreateRequest>(&op.request);
    if (!create)
        return op.type;
    return CreateMode(create->flags) == CreateMode::container ? OpCode::createContainer
                                                              : OpCode::create;
}

Preparer::Outcome<SubTxnBody> Preparer::prepareCreate(const Context& context, Creation create)
{
    if (!isMode(create.flags))
        return tl::unexpected(Errc::badArguments);
    const CreateMode mode{create.flags};
    const bool ttlAsked = create.type == OpCode::createTtl;
    if (isTtl(mode) && !m_settings.extendedTypesEnabled)
        return tl::unexpected(Errc::unimplemented);
    // Stricter than Apache, which lets a bad TTL through to the log (client-protocol §4).
    if (ttlAsked != isTtl(mode) || (ttlAsked && (create.ttlMs <= 0 || create.ttlMs > maxTtlMs)))
        return tl::unexpected(Errc::badArguments);
    if (const Errc err = checkSession(context); err != Errc::ok)
        return tl::unexpected(err);

    std::string path = create.path.text();
    if (path.find('/') == std::string::npos || path.find('\0') != std::string::npos
        || path.size() > Node::maxNameBytes)
        return tl::unexpected(Errc::badArguments);
    if (!m_authorizer.fixUp(create.acl, context.identities))
        return tl::unexpected(Errc::invalidAcl);
    const std::string parentPath(parentOf(path));
    std::optional<NodeState> parent = m_changes.find(parentPath);
    if (!parent)
        return tl::unexpected(Errc::noNode);
    if (!allows(context, parent->acl, perm::create))
        return tl::unexpected(Errc::noAuth);
    if (isSequential(mode))
        appendSequence(path, parent->stat.cversion);
    if (!validatePath(path))
        return tl::unexpected(Errc::badArguments);
    if (m_changes.find(path))
        return tl::unexpected(Errc::nodeExists);
    if (ownerKind(parent->stat.ephemeralOwner, m_settings.extendedTypesEnabled)
        == OwnerKind::session)
        return tl::unexpected(Errc::noChildrenForEphemerals);
    const auto dataBytes = static_cast<std::int64_t>(create.data ? create.data->size() : 0);
    if (const Errc err = checkQuota(path, dataBytes, 1); err != Errc::ok)
        return tl::unexpected(err);

    const NodeState parentBefore = *parent;
    const std::int32_t cversion = nextVersion(parent->stat.cversion);
    ++parent->childCount;
    parent->stat.cversion = cversion;
    parent->stat.pzxid = context.header.zxid;
    m_changes.put(parentPath, &parentBefore, *parent, context.header.zxid);
    NodeState node;
    node.stat.czxid = node.stat.mzxid = node.stat.pzxid = context.header.zxid;
    node.stat.ctimeMs = node.stat.mtimeMs = context.header.timeMs;
    // The operation, not the flag, makes a container: create with flag 4 makes a plain node.
    node.stat.ephemeralOwner = create.type == OpCode::createContainer ? containerOwner
        : ttlAsked                                                    ? ttlOwner(create.ttlMs)
        : isEphemeral(mode) ? context.header.session.value
                            : 0;
    node.dataBytes = static_cast<std::uint32_t>(dataBytes);
    node.contentCrc = contentCrc(path, create.data ? ByteView(*create.data) : ByteView());
    node.acl = m_tree.acls().intern(create.acl);
    m_changes.put(path, nullptr, node, context.header.zxid);
    m_tree.acls().removeUser(node.acl); // The change holds its own use.

    const KnownCrc crc{node.contentCrc};
    if (create.type == OpCode::createContainer)
        return SubTxnBody(CreateContainerTxn{
            std::move(path), std::move(create.data), std::move(create.acl), cversion, crc});
    if (ttlAsked)
        return SubTxnBody(CreateTtlTxn{std::move(path), std::move(create.data),
            std::move(create.acl), cversion, create.ttlMs, crc});
    return SubTxnBody(CreateTxn{std::move(path), std::move(create.data), std::move(create.acl),
        isEphemeral(mode), cversion, crc});
}

Preparer::Outcome<SubTxnBody> Preparer::prepareDelete(
    const Context& context, const VersionedPathRequest& remove)
{
    if (const Errc err = checkSession(context); err != Errc::ok)
        return tl::unexpected(err);
    const std::string& path = remove.path.text();
    if (path.find('/') == std::string::npos || path.find('\0') != std::string::npos
        || isReservedPath(path))
        return tl::unexpected(Errc::badArguments);
    const std::string_view parentPath = parentOf(path);
    const std::optional<NodeState> parent = m_changes.find(parentPath);
    if (!parent)
        return tl::unexpected(Errc::noNode);
    if (!allows(context, parent->acl, perm::remove))
        return tl::unexpected(Errc::noAuth);
    const std::optional<NodeState> node = m_changes.find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (remove.version != anyVersion && remove.version != node->stat.version)
        return tl::unexpected(Errc::badVersion);
    if (node->childCount > 0)
        return tl::unexpected(Errc::notEmpty);
    putDeleted(context, parentPath, *parent, path, *node);
    return SubTxnBody(DeleteTxn{path});
}

Preparer::Outcome<SubTxnBody> Preparer::prepareSetData(const Context& context, SetDataRequest set)
{
    if (const Errc err = checkSession(context); err != Errc::ok)
        return tl::unexpected(err);
    const std::string& path = set.path.text();
    if (!validatePath(path))
        return tl::unexpected(Errc::badArguments);
    std::optional<NodeState> node = m_changes.find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (!allows(context, node->acl, perm::write))
        return tl::unexpected(Errc::noAuth);
    const auto dataBytes = static_cast<std::int64_t>(set.data ? set.data->size() : 0);
    if (const Errc err = checkQuota(path, dataBytes - std::int64_t(node->dataBytes), 0);
        err != Errc::ok)
        return tl::unexpected(err);
    if (set.version != anyVersion && set.version != node->stat.version)
        return tl::unexpected(Errc::badVersion);
    const NodeState before = *node;
    const std::int32_t version = nextVersion(node->stat.version);
    node->stat.version = version;
    node->stat.mtimeMs = context.header.timeMs;
    node->stat.mzxid = context.header.zxid;
    node->dataBytes = static_cast<std::uint32_t>(dataBytes);
    node->contentCrc = contentCrc(path == "/" ? std::string_view() : path,
        set.data ? ByteView(*set.data) : ByteView());
    m_changes.put(path, &before, *node, context.header.zxid);
    return SubTxnBody(SetDataTxn{path, std::move(set.data), version, {node->contentCrc}});
}

Preparer::Outcome<SubTxnBody> Preparer::prepareCheck(
    const Context& context, const VersionedPathRequest& check)
{
    if (const Errc err = checkSession(context); err != Errc::ok)
        return tl::unexpected(err);
    const std::string& path = check.path.text();
    if (!validatePath(path))
        return tl::unexpected(Errc::badArguments);
    const std::optional<NodeState> node = m_changes.find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (!allows(context, node->acl, perm::read))
        return tl::unexpected(Errc::noAuth);
    if (check.version != anyVersion && check.version != node->stat.version)
        return tl::unexpected(Errc::badVersion);
    return SubTxnBody(CheckTxn{path, nextVersion(node->stat.version)});
}

Errc Preparer::checkQuota(std::string_view path, std::int64_t bytes, std::int64_t count) const
{
    if (!m_settings.enforceQuota || m_tree.quotas().empty())
        return Errc::ok;
    const std::string_view prefix = m_tree.quotas().longestPrefix(path);
    if (prefix.empty())
        return Errc::ok;
    // Against what is committed, not what is prepared: Apache's rule, in multis too.
    const Node* limitNode = m_tree.find(quota::limitsPath(prefix));
    if (!limitNode)
        return Errc::ok;
    const auto textIn = [](const Node& node) -> std::optional<QuotaText> {
        return node.data() ? QuotaText::read(textOf(*node.data())) : std::nullopt;
    };
    const std::optional<QuotaText> limit = textIn(*limitNode);
    if (!limit)
        return Errc::marshalling;
    const bool countMatters = count != 0 && (limit->count > -1 || limit->countHardLimit > -1);
    const bool bytesMatter = bytes != 0 && (limit->bytes > -1 || limit->byteHardLimit > -1);
    const Node* statsNode = m_tree.find(quota::statsPath(prefix));
    if ((!countMatters && !bytesMatter) || !statsNode)
        return Errc::ok;
    const std::optional<QuotaText> used = textIn(*statsNode);
    if (!used)
        return Errc::marshalling;
    if (countMatters && limit->countHardLimit > -1 && used->count + count > limit->countHardLimit)
        return Errc::quotaExceeded;
    if (bytesMatter && limit->byteHardLimit > -1 && used->bytes + bytes > limit->byteHardLimit)
        return Errc::quotaExceeded;
    return Errc::ok;
}

} // namespace zs::engine
