// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_tree.h"

#include "clientlib/base/expect.h"

#include <cstdio>

namespace zs::test {

namespace {

    tl::unexpected<Error> refuse(Errc code, const Path& path)
    {
        return failure(code, std::string(errcName(code)) + ": " + path.text());
    }

    bool matches(std::int32_t wanted, std::int32_t present)
    {
        return wanted == anyVersion || wanted == present;
    }

    std::string sequenceSuffix(std::int32_t number)
    {
        char digits[16];
        std::snprintf(digits, sizeof digits, "%010d", number);
        return digits;
    }

} // namespace

FakeTree::FakeTree()
{
    Node root;
    root.acl = openAcl();
    m_nodes.emplace(Path(), root);
    m_nodes.emplace(Path("/zookeeper"), root);
    m_nodes[Path()].stat.numChildren = 1;
}

const FakeTree::Node* FakeTree::find(const Path& path) const
{
    const auto found = m_nodes.find(path);
    return found == m_nodes.end() ? nullptr : &found->second;
}

Stat FakeTree::statOf(const Node& node) const
{
    Stat stat = node.stat;
    stat.dataLengthBytes = node.data ? static_cast<std::int32_t>(node.data->size()) : 0;
    stat.cversion = 2 * node.created - stat.numChildren;
    return stat;
}

Zxid FakeTree::nextZxid()
{
    ++m_zxid.value;
    ++m_clockMs;
    return m_zxid;
}

Result<FakeTree::Changed<CreatedResponse>> FakeTree::create(const Path& path,
    std::optional<Bytes> data, CreateMode mode, std::vector<Acl> acl, SessionId owner)
{
    if (acl.empty())
        return refuse(Errc::invalidAcl, path);
    const Path parentPath = path.parent();
    const auto parent = m_nodes.find(parentPath);
    if (parent == m_nodes.end())
        return refuse(Errc::noNode, path);
    Path name = path;
    if (isSequential(mode))
        name = Path(path.text() + sequenceSuffix(parent->second.created));
    if (Result<void> valid = name.validate(); !valid)
        return tl::unexpected(valid.error());
    if (m_nodes.contains(name))
        return refuse(Errc::nodeExists, name);
    if (parent->second.stat.ephemeralOwner != SessionId())
        return refuse(Errc::noChildrenForEphemerals, path);

    Node node;
    node.data = std::move(data);
    node.acl = std::move(acl);
    node.stat.czxid = node.stat.mzxid = node.stat.pzxid = nextZxid();
    node.stat.ctimeMs = node.stat.mtimeMs = m_clockMs;
    node.stat.ephemeralOwner = isEphemeral(mode) ? owner : SessionId();
    const Stat stat = statOf(node);
    m_nodes.emplace(name, std::move(node));
    ++parent->second.created;
    ++parent->second.stat.numChildren;
    parent->second.stat.pzxid = m_zxid;
    Changed<CreatedResponse> result;
    result.value = CreatedResponse{name, stat};
    result.changes = {{EventType::nodeCreated, name}, {EventType::nodeChildrenChanged, parentPath}};
    return result;
}

Result<std::vector<FakeTree::Change>> FakeTree::remove(const Path& path, std::int32_t version)
{
    const auto node = m_nodes.find(path);
    if (node == m_nodes.end())
        return refuse(Errc::noNode, path);
    if (path.isRoot() || path == Path("/zookeeper"))
        return refuse(Errc::badArguments, path);
    if (!matches(version, node->second.stat.version))
        return refuse(Errc::badVersion, path);
    if (node->second.stat.numChildren > 0)
        return refuse(Errc::notEmpty, path);
    m_nodes.erase(node);
    Node& parent = m_nodes.at(path.parent());
    --parent.stat.numChildren;
    parent.stat.pzxid = nextZxid();
    return std::vector<Change>{
        {EventType::nodeDeleted, path}, {EventType::nodeChildrenChanged, path.parent()}};
}

Result<FakeTree::Changed<Stat>> FakeTree::setData(
    const Path& path, std::optional<Bytes> data, std::int32_t version)
{
    const auto node = m_nodes.find(path);
    if (node == m_nodes.end())
        return refuse(Errc::noNode, path);
    if (!matches(version, node->second.stat.version))
        return refuse(Errc::badVersion, path);
    node->second.data = std::move(data);
    ++node->second.stat.version;
    node->second.stat.mzxid = nextZxid();
    node->second.stat.mtimeMs = m_clockMs;
    Changed<Stat> result;
    result.value = statOf(node->second);
    result.changes = {{EventType::nodeDataChanged, path}};
    return result;
}

Result<Stat> FakeTree::setAcl(const Path& path, std::vector<Acl> acl, std::int32_t aversion)
{
    const auto node = m_nodes.find(path);
    if (acl.empty())
        return refuse(Errc::invalidAcl, path);
    if (node == m_nodes.end())
        return refuse(Errc::noNode, path);
    if (!matches(aversion, node->second.stat.aversion))
        return refuse(Errc::badVersion, path);
    node->second.acl = std::move(acl);
    ++node->second.stat.aversion;
    nextZxid();
    return statOf(node->second);
}

Result<DataResponse> FakeTree::data(const Path& path) const
{
    const Node* node = find(path);
    if (!node)
        return refuse(Errc::noNode, path);
    return DataResponse{node->data, statOf(*node)};
}

std::string FakeTree::text(const Path& path) const
{
    const Node* node = find(path);
    ZS_EXPECT(node != nullptr);
    return node->data ? std::string(textOf(*node->data)) : std::string();
}

Result<AclResponse> FakeTree::acl(const Path& path) const
{
    const Node* node = find(path);
    if (!node)
        return refuse(Errc::noNode, path);
    return AclResponse{node->acl, statOf(*node)};
}

Result<ChildrenResponse> FakeTree::children(const Path& path) const
{
    const Node* node = find(path);
    if (!node)
        return refuse(Errc::noNode, path);
    ChildrenResponse response;
    response.stat = statOf(*node);
    // What is below the node lies together in the map; a child's own subtree is jumped over.
    const std::string prefix = path.isRoot() ? "/" : path.text() + "/";
    auto at = m_nodes.upper_bound(Path(prefix));
    while (at != m_nodes.end() && at->first.text().starts_with(prefix)) {
        const std::string& text = at->first.text();
        const std::size_t deeper = text.find('/', prefix.size());
        if (deeper == std::string::npos) {
            response.names.push_back(text.substr(prefix.size()));
            ++at;
        } else {
            at = m_nodes.lower_bound(Path(text.substr(0, deeper) + char('/' + 1)));
        }
    }
    return response;
}

std::vector<Path> FakeTree::subtree(const Path& root) const
{
    std::vector<Path> paths;
    for (const auto& [path, unused] : m_nodes) {
        if (path.isWithin(root))
            paths.push_back(path);
    }
    return paths;
}

} // namespace zs::test
