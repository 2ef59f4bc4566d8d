// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/child_set.h"

#include "clientlib/base/expect.h"

#include <cstring>

namespace zs::engine {

std::uint32_t ChildSet::hashOf(std::string_view name)
{
    const std::uint64_t hash = std::hash<std::string_view>()(name);
    const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32));
    return folded == 0 ? 1 : folded;
}

Node* ChildSet::find(std::string_view name) const
{
    if (!m_hashes) {
        for (std::uint32_t slot = 0; slot < m_size; ++slot) {
            if (m_nodes[slot]->name() == name)
                return m_nodes[slot];
        }
        return nullptr;
    }
    const std::uint32_t mask = m_capacity - 1;
    const std::uint32_t hash = hashOf(name);
    for (std::uint32_t slot = hash & mask; m_hashes[slot] != 0; slot = (slot + 1) & mask) {
        if (m_hashes[slot] == hash && m_nodes[slot]->name() == name)
            return m_nodes[slot];
    }
    return nullptr;
}

void ChildSet::place(Node* node, std::uint32_t hash)
{
    const std::uint32_t mask = m_capacity - 1;
    std::uint32_t slot = hash & mask;
    while (m_hashes[slot] != 0)
        slot = (slot + 1) & mask;
    m_hashes[slot] = hash;
    m_nodes[slot] = node;
}

void ChildSet::resize(std::uint32_t capacity)
{
    const auto nodes = std::move(m_nodes);
    const auto hashes = std::move(m_hashes);
    const std::uint32_t before = hashes ? m_capacity : m_size;
    m_nodes = std::make_unique<Node*[]>(capacity); // Zeroed: an empty slot reads as nullptr.
    m_capacity = capacity;
    if (capacity <= smallLimit) {
        std::uint32_t to = 0;
        for (std::uint32_t slot = 0; slot < before; ++slot) {
            if (nodes[slot])
                m_nodes[to++] = nodes[slot];
        }
        return;
    }
    m_hashes = std::make_unique<std::uint32_t[]>(capacity);
    for (std::uint32_t slot = 0; slot < before; ++slot) {
        if (nodes[slot])
            place(nodes[slot], hashes ? hashes[slot] : hashOf(nodes[slot]->name()));
    }
}

void ChildSet::insert(Node* node)
{
    if (!m_hashes && m_size < smallLimit) {
        if (m_size == m_capacity)
            resize(m_capacity == 0 ? 1 : m_capacity * 2);
        m_nodes[m_size++] = node;
        return;
    }
    if (!m_hashes)
        resize(4 * smallLimit);
    else if (m_size + 1 > m_capacity - m_capacity / 4)
        resize(m_capacity * 2);
    place(node, hashOf(node->name()));
    ++m_size;
}

std::uint32_t ChildSet::slotOf(const Node* node) const
{
    if (!m_hashes) {
        std::uint32_t slot = 0;
        while (m_nodes[slot] != node)
            ZS_EXPECT(++slot < m_size);
        return slot;
    }
    const std::uint32_t mask = m_capacity - 1;
    std::uint32_t slot = hashOf(node->name()) & mask;
    for (; m_nodes[slot] != node; slot = (slot + 1) & mask)
        ZS_EXPECT(m_hashes[slot] != 0);
    return slot;
}

void ChildSet::erase(const Node* node)
{
    ZS_EXPECT(m_size > 0);
    std::uint32_t hole = slotOf(node);
    --m_size;
    if (!m_hashes) {
        m_nodes[hole] = m_nodes[m_size];
        m_nodes[m_size] = nullptr;
        return;
    }
    // Moves later members of the run back over the hole, so that no slot needs a "deleted" mark.
    const std::uint32_t mask = m_capacity - 1;
    for (std::uint32_t slot = (hole + 1) & mask; m_hashes[slot] != 0; slot = (slot + 1) & mask) {
        const std::uint32_t home = m_hashes[slot] & mask;
        if (((slot - home) & mask) >= ((slot - hole) & mask)) {
            m_hashes[hole] = m_hashes[slot];
            m_nodes[hole] = m_nodes[slot];
            hole = slot;
        }
    }
    m_hashes[hole] = 0;
    m_nodes[hole] = nullptr;
    if (m_size <= m_capacity / 8)
        resize(m_size <= smallLimit / 2 ? smallLimit : m_capacity / 4);
}

} // namespace zs::engine
