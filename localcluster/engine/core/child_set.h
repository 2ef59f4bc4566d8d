// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/keyed_hash.h"
#include "localcluster/engine/core/node.h"

#include <memory>

namespace zs::engine {

/// The children of one node, found by name. They stand in a dense row, whose order is a function of
/// what was inserted and erased, never of their hashes. More than `smallLimit` of them also have an
/// open-addressing table of places in the row; the hashes are kept beside it, so that neither a
/// miss nor growing touches the nodes. Does not own them. 8 to 35 bytes a child.
/// All calls on one set must give the same key.
class ChildSet {
public:
    ChildSet() = default;
    ChildSet(const ChildSet&) = delete;
    ChildSet& operator=(const ChildSet&) = delete;

    [[nodiscard]] Node* find(std::string_view name, const HashKey& key) const;
    /// The name must be new.
    void insert(Node* node, const HashKey& key);
    /// The node must be there. The last child takes its place in the row.
    void erase(const Node* node, const HashKey& key);
    [[nodiscard]] std::uint32_t size() const { return m_size; }
    /// `place`: 0 … size()-1.
    [[nodiscard]] Node* at(std::uint32_t place) const { return m_nodes[place]; }

private:
    static constexpr std::uint32_t smallLimit = 8;
    static constexpr std::uint32_t empty = 0xffffffff;
    [[nodiscard]] bool isSmall() const { return !m_hashes; }
    [[nodiscard]] std::uint32_t* slots() const { return m_hashes.get() + m_capacity; }
    [[nodiscard]] std::uint32_t mask() const { return m_slotCount - 1; }
    [[nodiscard]] std::uint32_t slotOfPlace(std::uint32_t place, std::uint32_t hash) const;
    void resize(std::uint32_t capacity, const HashKey& key);
    void eraseSlot(std::uint32_t hole);

    std::unique_ptr<Node*[]> m_nodes; ///< `m_capacity`, of which the first `m_size` are used.
    /// Null while small. `m_capacity` hashes of the row, then `m_slotCount` slots.
    std::unique_ptr<std::uint32_t[]> m_hashes;
    std::uint32_t m_size = 0;
    std::uint32_t m_capacity = 0;
    std::uint32_t m_slotCount = 0; ///< A power of two, 4/3 of the capacity at least.
};

inline std::size_t Node::childCount() const { return m_children ? m_children->size() : 0; }

inline const Node* Node::child(std::string_view name, const HashKey& key) const
{
    return m_children ? m_children->find(name, key) : nullptr;
}

template <class F>
void Node::forEachChild(F&& f) const
{
    if (!m_children)
        return;
    for (std::uint32_t place = 0; place < m_children->size(); ++place)
        f(std::as_const(*m_children->at(place)));
}

} // namespace zs::engine
