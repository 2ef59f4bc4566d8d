// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/change_table.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/node_digest.h"

#include <algorithm>
#include <set>

namespace zs::engine {

std::optional<NodeState> ChangeTable::find(std::string_view path) const
{
    if (!m_changes.empty()) {
        // The root has two names; its changes stand under "".
        const auto found = m_changes.find(path == "/" ? std::string_view() : path);
        if (found != m_changes.end()) {
            if (!found->second.state.exists)
                return std::nullopt;
            return found->second.state;
        }
    }
    const Node* node = m_tree.find(path);
    if (!node)
        return std::nullopt;
    return NodeState{true, node->stat(), node->acl(),
        static_cast<std::uint32_t>(node->childCount()),
        static_cast<std::uint32_t>(node->dataSizeBytes()), node->contentCrc()};
}

void ChangeTable::put(
    std::string_view path, const NodeState* before, const NodeState& state, Zxid zxid)
{
    if (path == "/")
        path = {};
    if (m_order.empty())
        m_digest = m_tree.digest();
    if (countsInDigest(path)) {
        if (before)
            m_digest -= nodeDigest(before->contentCrc, before->stat);
        if (state.exists)
            m_digest += nodeDigest(state.contentCrc, state.stat);
    }
    m_tree.acls().addUser(state.acl);
    auto found = m_changes.find(path);
    const bool wasThere = found != m_changes.end();
    if (!wasThere)
        found = m_changes.emplace(path, Change()).first;
    if (m_recording)
        m_undo.push_back({&*found, wasThere, found->second});
    else if (wasThere)
        m_tree.acls().removeUser(found->second.state.acl);
    found->second.state = state;
    ++found->second.pins;
    m_order.emplace_back(zxid, &*found);
}

void ChangeTable::begin()
{
    m_undo.clear();
    m_undoDigest = m_digest;
    m_recording = true;
}

void ChangeTable::commit()
{
    m_recording = false;
    for (const Undo& undo : m_undo) {
        if (undo.wasThere)
            m_tree.acls().removeUser(undo.before.state.acl);
    }
    m_undo.clear();
}

void ChangeTable::rollBack()
{
    m_recording = false;
    for (auto undo = m_undo.rbegin(); undo != m_undo.rend(); ++undo) {
        ZS_EXPECT(m_order.back().second == undo->entry);
        m_order.pop_back();
        m_tree.acls().removeUser(undo->entry->second.state.acl);
        if (undo->wasThere)
            undo->entry->second = undo->before;
        else
            m_changes.erase(m_changes.find(undo->entry->first));
    }
    m_undo.clear();
    m_digest = m_undoDigest;
}

void ChangeTable::forget(Zxid applied)
{
    while (!m_order.empty() && m_order.front().first <= applied) {
        Map::value_type* entry = m_order.front().second;
        m_order.pop_front();
        if (--entry->second.pins > 0)
            continue; // A later transaction changes the same node.
        m_tree.acls().removeUser(entry->second.state.acl);
        m_changes.erase(m_changes.find(entry->first));
    }
}

void ChangeTable::clear()
{
    for (const auto& [path, change] : m_changes)
        m_tree.acls().removeUser(change.state.acl);
    m_changes.clear();
    m_order.clear();
    m_undo.clear();
}

std::vector<std::string> ChangeTable::ephemeralsOf(SessionId session) const
{
    std::vector<std::string> paths;
    for (const Node* node : m_tree.ephemeralsOf(session))
        paths.push_back(node->path());
    if (m_order.empty())
        return paths;
    std::erase_if(paths, [&](const std::string& path) {
        const auto found = m_changes.find(path);
        return found != m_changes.end() && found->second.state.stat.ephemeralOwner != session.value;
    });
    std::set<std::string_view> seen(paths.begin(), paths.end());
    std::vector<std::string> created;
    for (const auto& [zxid, entry] : m_order) {
        const NodeState& state = entry->second.state;
        if (state.exists && state.stat.ephemeralOwner == session.value
            && seen.insert(entry->first).second)
            created.push_back(entry->first);
    }
    paths.insert(paths.end(), created.begin(), created.end());
    return paths;
}

} // namespace zs::engine
