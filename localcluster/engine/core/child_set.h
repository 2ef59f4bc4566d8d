// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/node.h"

#include <memory>

namespace zs::engine {

/// The children of one node, found by name. Up to `smallLimit` of them stand in a plain row; more
/// in an open-addressing table that keeps each name's hash, so that neither a miss nor growing
/// touches the nodes. Does not own them. 8 to 30 bytes a child.
class ChildSet {
public:
    ChildSet() = default;
    ChildSet(const ChildSet&) = delete;
    ChildSet& operator=(const ChildSet&) = delete;

    [[nodiscard]] Node* find(std::string_view name) const;
    /// The name must be new.
    void insert(Node* node);
    /// The node must be there.
    void erase(const Node* node);
    [[nodiscard]] std::uint32_t size() const { return m_size; }
    /// For iteration: slots 0 … slotCount()-1, some of which are empty (nullptr).
    [[nodiscard]] std::uint32_t slotCount() const { return m_hashes ? m_capacity : m_size; }
    [[nodiscard]] Node* at(std::uint32_t slot) const { return m_nodes[slot]; }

private:
    static constexpr std::uint32_t smallLimit = 8;
    [[nodiscard]] static std::uint32_t hashOf(std::string_view name);
    void place(Node* node, std::uint32_t hash);
    void resize(std::uint32_t capacity);
    [[nodiscard]] std::uint32_t slotOf(const Node* node) const;

    std::unique_ptr<Node*[]> m_nodes;
    std::unique_ptr<std::uint32_t[]> m_hashes; ///< 0: the slot is empty. Null while small.
    std::uint32_t m_size = 0;
    std::uint32_t m_capacity = 0;
};

inline std::size_t Node::childCount() const { return m_children ? m_children->size() : 0; }

inline const Node* Node::child(std::string_view name) const
{
    return m_children ? m_children->find(name) : nullptr;
}

template <class F>
void Node::forEachChild(F&& f) const
{
    if (!m_children)
        return;
    for (std::uint32_t slot = 0; slot < m_children->slotCount(); ++slot) {
        if (const Node* child = m_children->at(slot))
            f(*child);
    }
}

} // namespace zs::engine
