// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/pipeline.h"

#include "clientlib/protocol/multi.h"
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/fixed_record.h"

#include <algorithm>
#include <cstring>

namespace zs::engine {

using jute::Reader;
using jute::Writer;

namespace {

    /// A path as the client sent it; null or cut off makes the reader fail.
    std::string_view readPath(Reader& in)
    {
        const auto bytes = in.buffer();
        if (!bytes)
            in.fail("a path is null");
        return textOf(bytes.value_or(ByteView()));
    }

    /// As DataResponse and ChildrenResponse begin, without building them.
    void writeData(Writer& out, const Node& node)
    {
        if (const std::optional<ByteView> data = node.data())
            out.buffer(*data);
        else
            out.null();
    }
    void writeDataAndStat(Writer& out, const Node& node)
    {
        writeData(out, node);
        writeFixed(out, DataTree::statOf(node));
    }
    void writeNames(Writer& out, const Node& node)
    {
        out.length(node.childCount());
        node.forEachChild([&out](const Node& child) { out.buffer(viewOf(child.name())); });
    }
    void writeNamesAndStat(Writer& out, const Node& node)
    {
        writeNames(out, node);
        writeFixed(out, DataTree::statOf(node));
    }
    /// Source: AuthUtil.getClientInfos and the providers' getUserName of Apache 3.8.
    std::string userOf(const AuthId& identity)
    {
        if (identity.scheme == "digest")
            return identity.id.substr(0, identity.id.find(':'));
        return identity.scheme == "super" ? std::string() : identity.id;
    }

    std::string_view trimmed(std::string_view text)
    {
        while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
            text.remove_prefix(1);
        while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
            text.remove_suffix(1);
        return text;
    }

} // namespace

tl::expected<const Node*, Errc> Pipeline::readable(
    ConnectionId id, std::string_view path, std::int32_t needed)
{
    const Node* node = m_tree->find(path);
    if (!node)
        return tl::unexpected(Errc::noNode);
    if (!m_authorizer.allows(m_tree->acls(), node->acl(), needed, at(id).identities))
        return tl::unexpected(Errc::noAuth);
    return node;
}

bool Pipeline::mayWatch(ConnectionId id, std::size_t more)
{
    const std::size_t most = m_settings.maxSessionWatches;
    if (most == 0 || m_dataWatches.watchCount(id) + m_childWatches.watchCount(id) + more <= most)
        return true;
    refuse(id, "maxSessionWatches");
    return false;
}

Errc Pipeline::readWatched(ConnectionId id, Reader& in, WatchTable& watches, Writer& out,
    void (*write)(Writer& out, const Node& node))
{
    const std::string_view path = readPath(in);
    const bool watch = in.boolean();
    if (!in.ok())
        return Errc::marshalling;
    if (watch && !mayWatch(id, 1))
        return Errc::quotaExceeded;
    const auto node = readable(id, path, perm::read);
    if (!node)
        return node.error();
    write(out, **node);
    if (watch)
        watches.add(path, id, WatchMode::oneShot);
    return Errc::ok;
}

Errc Pipeline::readExists(ConnectionId id, Reader& in, Writer& out)
{
    const std::string_view path = readPath(in);
    const bool watch = in.boolean();
    if (!in.ok())
        return Errc::marshalling;
    if (watch && !mayWatch(id, 1))
        return Errc::quotaExceeded;
    if (path.find('\0') != std::string_view::npos)
        return Errc::badArguments;
    const auto node = readable(id, path, perm::read);
    if (!node && node.error() != Errc::noNode)
        return node.error();
    if (watch) // Also for a node that is still missing: its creation is what is waited for.
        m_dataWatches.add(path, id, WatchMode::oneShot);
    if (!node)
        return node.error();
    writeFixed(out, DataTree::statOf(**node));
    return Errc::ok;
}

Errc Pipeline::readAcl(ConnectionId id, Reader& in, Writer& out)
{
    const std::string_view path = readPath(in);
    if (!in.ok())
        return Errc::marshalling;
    const auto node = readable(id, path, perm::read | perm::admin);
    if (!node)
        return node.error();
    std::vector<Acl> list = m_tree->acls().list((*node)->acl());
    if (!readable(id, path, perm::admin)) {
        // Who may not change the list does not see the digests that it is made of.
        for (Acl& entry : list) {
            const std::size_t colon = entry.who.id.find(':');
            if (entry.who.scheme == "digest" && colon != std::string::npos)
                entry.who.id.replace(colon, std::string::npos, ":x");
        }
    }
    jute::write(out, list);
    writeFixed(out, DataTree::statOf(**node));
    return Errc::ok;
}

Errc Pipeline::readDescendants(ConnectionId id, Reader& in, Writer& out)
{
    const std::string_view path = readPath(in);
    if (!in.ok())
        return Errc::marshalling;
    const auto node = readable(id, path, perm::read);
    if (!node)
        return node.error();
    out.number(m_tree->countDescendants(**node));
    return Errc::ok;
}

Errc Pipeline::readEphemerals(ConnectionId id, Reader& in, Writer& out)
{
    const auto bytes = in.buffer();
    if (!in.ok())
        return Errc::marshalling;
    const std::string_view prefix = textOf(bytes.value_or(ByteView()));
    const bool all = trimmed(prefix).empty() || trimmed(prefix) == "/";
    NamesResponse response;
    for (const Node* node : m_tree->ephemeralsOf(at(id).session)) {
        std::string path = node->path();
        if (all || path.starts_with(prefix))
            response.names.push_back(std::move(path));
    }
    jute::write(out, response);
    return Errc::ok;
}

Errc Pipeline::readIdentities(ConnectionId id, Writer& out)
{
    WhoAmIResponse response;
    for (const AuthId& identity : at(id).identities.all())
        response.identities.push_back({identity.scheme, userOf(identity)});
    jute::write(out, response);
    return Errc::ok;
}

Errc Pipeline::readMulti(ConnectionId id, Reader& in, Writer& out)
{
    MultiRequest request;
    jute::read(in, request);
    const bool isMadeOfReads = std::all_of(request.ops.begin(), request.ops.end(),
        [](const MultiOp& op) { return std::holds_alternative<WatchingPathRequest>(op.request); });
    if (!in.ok() || !isMadeOfReads)
        return Errc::marshalling;
    if (m_settings.maxMultiOps > 0 && request.ops.size() > m_settings.maxMultiOps) {
        refuse(id, "maxMultiOps");
        return Errc::quotaExceeded;
    }
    for (const MultiOp& op : request.ops) {
        // The watch flags are ignored, as in Apache.
        const auto node
            = readable(id, std::get<WatchingPathRequest>(op.request).path.text(), perm::read);
        if (!node) {
            jute::write(out, MultiHeader{OpCode::error, false, node.error()});
            jute::write(out, node.error());
            continue;
        }
        jute::write(out, MultiHeader{op.type, false, Errc::ok});
        if (op.type == OpCode::getData)
            writeDataAndStat(out, **node);
        else
            writeNames(out, **node);
    }
    jute::write(out, MultiHeader{OpCode::error, true, Errc::systemError});
    return Errc::ok;
}

Errc Pipeline::setWatches(ConnectionId id, Reader& in, bool second)
{
    SetWatches2Request request;
    jute::read(in, request.relativeZxid);
    jute::read(in, request.data);
    jute::read(in, request.exist);
    jute::read(in, request.child);
    if (second) {
        jute::read(in, request.persistent);
        jute::read(in, request.persistentRecursive);
    }
    if (!in.ok())
        return Errc::marshalling;
    const std::size_t most = request.data.size() + request.exist.size() + request.child.size()
        + 2 * (request.persistent.size() + request.persistentRecursive.size());
    if (!mayWatch(id, most))
        return Errc::quotaExceeded;
    const Zxid noZxid(-1); // Instant events belong to no transaction.
    for (const Path& path : request.data) {
        const Node* node = m_tree->find(path.text());
        if (!node)
            sendEvent(id, EventType::nodeDeleted, path.text(), noZxid);
        else if (node->stat().mzxid > request.relativeZxid)
            sendEvent(id, EventType::nodeDataChanged, path.text(), noZxid);
        else
            m_dataWatches.add(path.text(), id, WatchMode::oneShot);
    }
    for (const Path& path : request.exist) {
        if (m_tree->find(path.text()))
            sendEvent(id, EventType::nodeCreated, path.text(), noZxid);
        else
            m_dataWatches.add(path.text(), id, WatchMode::oneShot);
    }
    for (const Path& path : request.child) {
        const Node* node = m_tree->find(path.text());
        if (!node)
            sendEvent(id, EventType::nodeDeleted, path.text(), noZxid);
        else if (node->stat().pzxid > request.relativeZxid)
            sendEvent(id, EventType::nodeChildrenChanged, path.text(), noZxid);
        else
            m_childWatches.add(path.text(), id, WatchMode::oneShot);
    }
    for (const Path& path : request.persistent) {
        m_dataWatches.add(path.text(), id, WatchMode::persistent);
        m_childWatches.add(path.text(), id, WatchMode::persistent);
    }
    for (const Path& path : request.persistentRecursive) {
        m_dataWatches.add(path.text(), id, WatchMode::recursive);
        m_childWatches.add(path.text(), id, WatchMode::recursive);
    }
    return Errc::ok;
}

Errc Pipeline::addWatch(ConnectionId id, Reader& in, Writer& out)
{
    const std::string_view path = readPath(in);
    const auto mode = in.number<std::int32_t>();
    if (!in.ok() || mode < 0 || mode > 1)
        return Errc::marshalling;
    if (!mayWatch(id, 2))
        return Errc::quotaExceeded;
    const WatchMode watchMode = mode == 0 ? WatchMode::persistent : WatchMode::recursive;
    m_dataWatches.add(path, id, watchMode);
    m_childWatches.add(path, id, watchMode);
    out.number<std::int32_t>(0);
    return Errc::ok;
}

Errc Pipeline::seekWatch(ConnectionId id, Reader& in, bool remove)
{
    const std::string_view path = readPath(in);
    const auto type = in.number<std::int32_t>();
    if (!in.ok() || type < std::int32_t(WatcherType::children)
        || type > std::int32_t(WatcherType::any))
        return Errc::marshalling;
    // Apache 3.8 looks for the path's last slash when it checks, and fails where there is none.
    if (!remove && !path.empty() && path.find('/') == std::string_view::npos)
        return Errc::marshalling;
    bool found = false;
    for (const auto& [table, excluded] : {std::pair(&m_childWatches, WatcherType::data),
             std::pair(&m_dataWatches, WatcherType::children)}) {
        if (WatcherType(type) == excluded)
            continue;
        // Removed is only the caller's own; checked is, as in 3.8, whether anybody watches there.
        found = (remove ? table->remove(path, id) : table->isWatched(path)) || found;
    }
    return found ? Errc::ok : Errc::noWatcher;
}

Errc Pipeline::answer(ConnectionId id, OpCode type, Reader& in, Writer& out)
{
    switch (type) {
    case OpCode::ping: return Errc::ok;
    case OpCode::getData: return readWatched(id, in, m_dataWatches, out, writeDataAndStat);
    case OpCode::exists: return readExists(id, in, out);
    case OpCode::getChildren: return readWatched(id, in, m_childWatches, out, writeNames);
    case OpCode::getChildren2: return readWatched(id, in, m_childWatches, out, writeNamesAndStat);
    case OpCode::getAcl: return readAcl(id, in, out);
    case OpCode::getAllChildrenNumber: return readDescendants(id, in, out);
    case OpCode::getEphemerals: return readEphemerals(id, in, out);
    case OpCode::whoAmI: return readIdentities(id, out);
    case OpCode::multiRead: return readMulti(id, in, out);
    case OpCode::setWatches: return setWatches(id, in, /*second=*/false);
    case OpCode::setWatches2: return setWatches(id, in, /*second=*/true);
    case OpCode::addWatch: return addWatch(id, in, out);
    case OpCode::checkWatches: return seekWatch(id, in, /*remove=*/false);
    case OpCode::removeWatches: return seekWatch(id, in, /*remove=*/true);
    case OpCode::sync: out.raw(in.rest()); return Errc::ok;
    case OpCode::closeSession: // Of a local session; the others are committed.
        m_upstream->endLocal(at(id).session);
        sessionEnded(at(id).session);
        return Errc::ok;
    default: return Errc::marshalling;
    }
}

} // namespace zs::engine
