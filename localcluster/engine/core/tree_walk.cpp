// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/data_tree.h"
#include "localcluster/engine/core/node_digest.h"

namespace zs::engine {

namespace {

    /// A path for an error's text: what is damaged may be any bytes, also those that a terminal or
    /// a log of one event a line must not see.
    std::string shown(std::string_view path)
    {
        constexpr std::size_t mostShown = 200;
        std::string text;
        for (const char c : path.substr(0, mostShown)) {
            if (c >= ' ' && c <= '~')
                text += c;
            else
                text += "\\x" + hex(viewOf(std::string_view(&c, 1)));
        }
        return text + (path.size() > mostShown ? "..." : "");
    }

} // namespace

TreeWalk::TreeWalk(const Node& top, std::string_view path) : m_path(path)
{
    m_levels.push_back({&top, 0, m_path.size()});
}

bool TreeWalk::next()
{
    if (!m_node) {
        m_node = m_levels.front().node;
        return true;
    }
    while (!m_levels.empty()) {
        Level& level = m_levels.back();
        const ChildSet* children = level.node->children();
        m_path.resize(level.pathBytes);
        if (!children || level.nextPlace == children->size()) {
            m_levels.pop_back();
            continue;
        }
        m_node = children->at(level.nextPlace++);
        m_path += '/';
        m_path += m_node->name();
        m_levels.push_back({m_node, 0, m_path.size()});
        return true;
    }
    return false;
}

TreeLoader::TreeLoader(DataTree& tree) : m_tree(tree) { m_tree.clear(); }

Result<void> TreeLoader::addAcl(std::int64_t diskId, std::vector<Acl> list)
{
    return m_tree.m_acls.load(diskId, std::move(list));
}

Result<void> TreeLoader::addNode(std::string_view path, std::optional<ByteView> data,
    std::int64_t aclDiskId, const StatPersisted& stat)
{
    const auto refuse = [&](const char* why) {
        return failure(Errc::corrupt, "node \"" + shown(path) + "\": " + std::string(why));
    };
    const std::optional<AclRef> acl = m_tree.m_acls.useLoaded(aclDiskId);
    if (!acl)
        return refuse("its ACL id is not in the ACL table");
    if (path.empty()) {
        if (m_tree.m_root)
            return refuse("the root comes twice");
        m_tree.m_root = Node::make(nullptr, "", data, *acl, stat);
        m_tree.m_root->m_contentCrc = contentCrc("", data.value_or(ByteView()));
        m_tree.m_digest += nodeDigest(m_tree.m_root->m_contentCrc, stat);
        m_tree.m_nodeCount = 1;
        m_tree.m_dataSizeBytes = static_cast<std::int64_t>(m_tree.m_root->dataSizeBytes());
        m_last = m_tree.m_root;
        return {};
    }
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || slash + 1 == path.size()
        || path.size() - slash > Node::maxNameBytes)
        return refuse("the path is malformed");
    const std::string_view parentPath = path.substr(0, slash);
    // To clients "/" is the root, so find() would give it for "//a", and the node would count as
    // "//a" in the digest but be called "/a". In a file the root is "": Apache finds no parent.
    if (parentPath == "/")
        return refuse("the path is malformed");
    if (m_last && parentPath == m_lastPath) { // Goes down by one level.
        m_parent = m_last;
        m_parentPath = m_lastPath;
    } else if (!m_parent || parentPath != m_parentPath) {
        m_parent = m_tree.m_root ? m_tree.findMutable(parentPath) : nullptr;
        m_parentPath = parentPath;
    }
    if (!m_parent)
        return refuse("its parent did not come before it");
    const std::string_view name = path.substr(slash + 1);
    if (m_parent->child(name, m_tree.m_options.hashKey))
        return refuse("it comes twice");
    m_last = m_tree.insert(*m_parent, path, name, data, *acl, stat);
    m_lastPath = path;
    return {};
}

Result<void> TreeLoader::finish(Zxid lastProcessed)
{
    if (!m_tree.m_root)
        return failure(Errc::corrupt, "there is no root node");
    m_tree.m_acls.dropUnused();
    m_tree.makeConfigNode();
    m_tree.findQuotas();
    m_tree.m_lastProcessed = lastProcessed;
    return {};
}

} // namespace zs::engine
