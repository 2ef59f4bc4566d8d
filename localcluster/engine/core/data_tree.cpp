// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/data_tree.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/ephemeral_owner.h"
#include "localcluster/engine/core/node_digest.h"

#include <algorithm>

namespace zs::engine {

DataTree::DataTree(Options options) : m_options(options), m_acls(options.hashKey)
{
    makeReserved();
}

DataTree::~DataTree() { clear(); }

void DataTree::makeReserved()
{
    const ByteView empty;
    m_root = Node::make(nullptr, "", empty, AclCache::unlistedOpen, {});
    m_root->m_contentCrc = contentCrc("", empty);
    m_digest = nodeDigest(m_root->m_contentCrc, m_root->m_stat);
    m_nodeCount = 1;
    Node* top = insert(*m_root, "/zookeeper", "zookeeper", empty, AclCache::unlistedOpen, {});
    insert(*top, "/zookeeper/quota", "quota", empty, AclCache::unlistedOpen, {});
    makeConfigNode();
}

void DataTree::makeConfigNode()
{
    Node* top = findMutable("/zookeeper");
    if (!top || top->child("config", m_options.hashKey))
        return;
    StatPersisted stat;
    stat.aversion = -1;
    const AclRef readable = m_acls.intern({Acl{perm::read, AuthId{"world", "anyone"}}});
    insert(*top, "/zookeeper/config", "config", ByteView(), readable, stat);
}

void DataTree::clear()
{
    std::vector<Node*> nodes; // Collected first: a walk needs the parents of what it visits.
    if (m_root) {
        nodes.reserve(m_nodeCount);
        for (TreeWalk walk(*this); walk.next();)
            nodes.push_back(const_cast<Node*>(&walk.node()));
    }
    for (Node* node : nodes)
        Node::destroy(node);
    m_root = nullptr;
    m_nodeCount = 0;
    m_dataSizeBytes = 0;
    m_digest = 0;
    m_ephemerals.clear();
    m_ephemeralCount = 0;
    m_containers.clear();
    m_ttlNodes.clear();
    m_quotas.clear();
    m_acls = AclCache(m_options.hashKey);
    m_lastProcessed = Zxid();
}

const Node* DataTree::find(std::string_view path) const
{
    if (path.empty() || path == "/")
        return m_root;
    if (path.front() != '/')
        return nullptr;
    const Node* node = m_root;
    for (std::size_t start = 1; node && start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        node = end == start ? nullptr
                            : node->child(path.substr(start, end - start), m_options.hashKey);
        start = end + 1;
    }
    return node;
}

Stat DataTree::statOf(const Node& node)
{
    const StatPersisted& own = node.stat();
    const auto children = static_cast<std::int32_t>(node.childCount());
    const bool isEphemeral = ownerKind(own.ephemeralOwner) == OwnerKind::session;
    Stat stat;
    stat.czxid = own.czxid;
    stat.mzxid = own.mzxid;
    stat.ctimeMs = own.ctimeMs;
    stat.mtimeMs = own.mtimeMs;
    stat.version = own.version;
    // Stored: creates. Shown: creates plus deletes. Unsigned, since the counter may have wrapped.
    stat.cversion = static_cast<std::int32_t>(
        2u * static_cast<std::uint32_t>(own.cversion) - static_cast<std::uint32_t>(children));
    stat.aversion = own.aversion;
    stat.ephemeralOwner = SessionId(isEphemeral ? own.ephemeralOwner : 0);
    stat.dataLengthBytes = static_cast<std::int32_t>(node.dataSizeBytes());
    stat.numChildren = children;
    stat.pzxid = own.pzxid;
    return stat;
}

std::int32_t DataTree::countDescendants(const Node& node) const
{
    if (&node == m_root)
        return static_cast<std::int32_t>(m_nodeCount) - 1;
    std::int32_t count = -1;
    for (TreeWalk walk(node, ""); walk.next();)
        ++count;
    return count;
}

std::uint64_t DataTree::recomputeDigest() const
{
    std::uint64_t sum = 0;
    for (TreeWalk walk(*this); walk.next();) {
        if (!countsInDigest(walk.path()))
            continue;
        const std::uint32_t crc
            = contentCrc(walk.path(), walk.node().data().value_or(ByteView()));
        sum += nodeDigest(crc, walk.node().stat());
    }
    return sum;
}

const std::vector<Node*>& DataTree::ephemeralsOf(SessionId session) const
{
    static const std::vector<Node*> none;
    const auto found = m_ephemerals.find(session);
    return found == m_ephemerals.end() ? none : found->second;
}

std::vector<SessionId> DataTree::sessionsWithEphemerals() const
{
    std::vector<SessionId> sessions;
    sessions.reserve(m_ephemerals.size());
    for (const auto& [session, nodes] : m_ephemerals)
        sessions.push_back(session);
    std::sort(sessions.begin(), sessions.end());
    return sessions;
}

std::uint32_t DataTree::crcOf(
    const KnownCrc& known, std::string_view path, std::optional<ByteView> data)
{
    return known.value ? *known.value : contentCrc(path, data.value_or(ByteView()));
}

Node* DataTree::insert(Node& parent, std::string_view path, std::string_view name,
    std::optional<ByteView> data, AclRef acl, const StatPersisted& stat, const KnownCrc& known)
{
    Node* node = Node::make(&parent, name, data, acl, stat);
    node->m_contentCrc = crcOf(known, path, data);
    if (!parent.m_children)
        parent.m_children = new ChildSet;
    parent.m_children->insert(node, m_options.hashKey);
    if (countsInDigest(path))
        m_digest += nodeDigest(node->m_contentCrc, stat);
    ++m_nodeCount;
    m_dataSizeBytes += static_cast<std::int64_t>(path.size() + node->dataSizeBytes());
    enlist(*node);
    return node;
}

std::vector<Node*>* DataTree::listOf(const Node& node, bool create)
{
    const std::int64_t owner = node.m_stat.ephemeralOwner;
    switch (ownerKind(owner, m_options.extendedTypes)) {
    case OwnerKind::none: return nullptr;
    case OwnerKind::container: return &m_containers;
    case OwnerKind::ttl: return &m_ttlNodes;
    case OwnerKind::session: break;
    }
    if (create)
        return &m_ephemerals[SessionId(owner)];
    const auto found = m_ephemerals.find(SessionId(owner));
    return found == m_ephemerals.end() ? nullptr : &found->second;
}

void DataTree::enlist(Node& node)
{
    std::vector<Node*>* list = listOf(node, /*create=*/true);
    if (!list)
        return;
    node.setListIndex(static_cast<std::uint32_t>(list->size()));
    list->push_back(&node);
    if (ownerKind(node.m_stat.ephemeralOwner, m_options.extendedTypes) == OwnerKind::session)
        ++m_ephemeralCount;
}

void DataTree::delist(Node& node)
{
    std::vector<Node*>* list = listOf(node, /*create=*/false);
    if (!list)
        return;
    const std::uint32_t index = node.listIndex();
    ZS_EXPECT(index < list->size() && (*list)[index] == &node);
    Node* last = list->back();
    (*list)[index] = last;
    last->setListIndex(index);
    list->pop_back();
    if (ownerKind(node.m_stat.ephemeralOwner, m_options.extendedTypes) != OwnerKind::session)
        return;
    --m_ephemeralCount;
    if (list->empty())
        m_ephemerals.erase(SessionId(node.m_stat.ephemeralOwner));
}

void DataTree::removeLeaf(Node& node, std::size_t pathBytes, bool digested)
{
    Node& parent = *node.m_parent;
    parent.m_children->erase(&node, m_options.hashKey);
    if (parent.m_children->size() == 0) {
        delete parent.m_children;
        parent.m_children = nullptr;
    }
    if (digested)
        m_digest -= nodeDigest(node.m_contentCrc, node.m_stat);
    --m_nodeCount;
    m_dataSizeBytes -= static_cast<std::int64_t>(pathBytes + node.dataSizeBytes());
    delist(node);
    m_acls.removeUser(node.m_acl);
    Node::destroy(&node);
}

void DataTree::removeSubtree(Node& node, std::string_view path)
{
    // Only a replay over a fuzzy snapshot meets a deleted node with children: they were made by
    // later records, which will make them again.
    std::vector<std::pair<Node*, std::string>> below;
    for (TreeWalk walk(node, path); walk.next();)
        below.emplace_back(const_cast<Node*>(&walk.node()), walk.path());
    for (auto it = below.rbegin(); it != below.rend(); ++it)
        removeLeaf(*it->first, it->second.size(), countsInDigest(it->second));
}

void DataTree::setConfigText(std::string_view text, std::int64_t nowMs, Zxid configVersion)
{
    Node* node = findMutable("/zookeeper/config");
    if (!node)
        return;
    m_dataSizeBytes += static_cast<std::int64_t>(text.size())
        - static_cast<std::int64_t>(node->dataSizeBytes());
    node->setData(viewOf(text));
    node->m_contentCrc = contentCrc("/zookeeper/config", viewOf(text));
    node->m_stat.version = -1;
    node->m_stat.mzxid = configVersion;
    node->m_stat.mtimeMs = nowMs;
}

// ---- quotas ----

void DataTree::setDataQuietly(Node& node, std::string_view text)
{
    // Not in approximateDataSizeBytes, as in Apache: only a restart sees how it grew.
    node.setData(viewOf(text));
    node.m_contentCrc = contentCrc(node.path(), viewOf(text));
}

void DataTree::addToQuota(std::string_view path, std::int64_t bytes, std::int64_t count)
{
    const std::string_view prefix = m_quotas.longestPrefix(path);
    if (prefix.empty())
        return;
    Node* stats = findMutable(quota::statsPath(prefix));
    if (!stats)
        return;
    // A client wrote nonsense there: Apache's server ends by it, this one counts on from nothing.
    QuotaText text = QuotaText::read(textOf(stats->data().value_or(ByteView()))).value_or(
        QuotaText{0, 0, -1, -1});
    text.bytes += bytes;
    text.count += count;
    setDataQuietly(*stats, text.text());
}

void DataTree::recomputeQuota(std::string_view quotaPath)
{
    Node* stats = findMutable(quota::statsPath(quotaPath));
    if (!stats)
        return;
    QuotaText text;
    text.count = text.bytes = 0;
    if (const Node* top = find(quotaPath)) {
        for (TreeWalk walk(*top, quotaPath); walk.next();) {
            ++text.count;
            text.bytes += static_cast<std::int64_t>(walk.node().dataSizeBytes());
        }
    }
    setDataQuietly(*stats, text.text());
}

void DataTree::findQuotas()
{
    const Node* top = find(quota::top);
    if (!top)
        return;
    std::vector<std::string> paths;
    for (TreeWalk walk(*top, ""); walk.next();) {
        if (walk.node().name() == quota::limitsName && walk.node().childCount() == 0)
            paths.emplace_back(walk.path().substr(0, walk.path().rfind('/')));
    }
    for (const std::string& path : paths) {
        m_quotas.add(path);
        recomputeQuota(path);
    }
}

} // namespace zs::engine
