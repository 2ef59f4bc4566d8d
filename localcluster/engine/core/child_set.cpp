// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/child_set.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::engine {

namespace {

    std::uint32_t hashOf(std::string_view name, const HashKey& key)
    {
        const std::uint64_t hash = keyedHash(key, name);
        return static_cast<std::uint32_t>(hash ^ (hash >> 32));
    }

} // namespace

Node* ChildSet::find(std::string_view name, const HashKey& key) const
{
    if (isSmall()) {
        for (std::uint32_t place = 0; place < m_size; ++place) {
            if (m_nodes[place]->name() == name)
                return m_nodes[place];
        }
        return nullptr;
    }
    const std::uint32_t hash = hashOf(name, key);
    const std::uint32_t* slot = slots();
    for (std::uint32_t i = hash & mask(); slot[i] != empty; i = (i + 1) & mask()) {
        if (m_hashes[slot[i]] == hash && m_nodes[slot[i]]->name() == name)
            return m_nodes[slot[i]];
    }
    return nullptr;
}

void ChildSet::resize(std::uint32_t capacity, const HashKey& key)
{
    const auto nodes = std::exchange(m_nodes, std::make_unique<Node*[]>(capacity));
    const auto hashes = std::exchange(m_hashes, nullptr);
    std::copy_n(nodes.get(), m_size, m_nodes.get());
    m_capacity = capacity;
    m_slotCount = 0;
    if (capacity <= smallLimit)
        return;
    m_slotCount = capacity / 3 * 4;
    m_hashes = std::make_unique_for_overwrite<std::uint32_t[]>(m_capacity + m_slotCount);
    std::fill_n(slots(), m_slotCount, empty);
    for (std::uint32_t place = 0; place < m_size; ++place) {
        m_hashes[place] = hashes ? hashes[place] : hashOf(m_nodes[place]->name(), key);
        std::uint32_t i = m_hashes[place] & mask();
        while (slots()[i] != empty)
            i = (i + 1) & mask();
        slots()[i] = place;
    }
}

void ChildSet::insert(Node* node, const HashKey& key)
{
    // 1, 2, 4, 8, then three quarters of a power of two.
    if (m_size == m_capacity)
        resize(m_capacity == 0 ? 1
                : m_capacity == smallLimit ? 24
                                           : m_capacity * 2,
            key);
    const std::uint32_t place = m_size++;
    m_nodes[place] = node;
    if (isSmall())
        return;
    m_hashes[place] = hashOf(node->name(), key);
    std::uint32_t i = m_hashes[place] & mask();
    while (slots()[i] != empty)
        i = (i + 1) & mask();
    slots()[i] = place;
}

std::uint32_t ChildSet::slotOfPlace(std::uint32_t place, std::uint32_t hash) const
{
    std::uint32_t i = hash & mask();
    for (; slots()[i] != place; i = (i + 1) & mask())
        ZS_EXPECT(slots()[i] != empty);
    return i;
}

/// Moves later members of the run back over the hole, so that no slot needs a "deleted" mark.
void ChildSet::eraseSlot(std::uint32_t hole)
{
    std::uint32_t* slot = slots();
    for (std::uint32_t i = (hole + 1) & mask(); slot[i] != empty; i = (i + 1) & mask()) {
        const std::uint32_t home = m_hashes[slot[i]] & mask();
        if (((i - home) & mask()) >= ((i - hole) & mask())) {
            slot[hole] = slot[i];
            hole = i;
        }
    }
    slot[hole] = empty;
}

void ChildSet::erase(const Node* node, const HashKey& key)
{
    ZS_EXPECT(m_size > 0);
    const std::uint32_t last = m_size - 1;
    if (isSmall()) {
        std::uint32_t place = 0;
        while (m_nodes[place] != node)
            ZS_EXPECT(++place < m_size);
        m_nodes[place] = m_nodes[last];
        m_size = last;
        return;
    }
    std::uint32_t i = hashOf(node->name(), key) & mask();
    for (; slots()[i] == empty || m_nodes[slots()[i]] != node; i = (i + 1) & mask())
        ZS_EXPECT(slots()[i] != empty);
    const std::uint32_t place = slots()[i];
    eraseSlot(i);
    if (place != last) {
        slots()[slotOfPlace(last, m_hashes[last])] = place;
        m_nodes[place] = m_nodes[last];
        m_hashes[place] = m_hashes[last];
    }
    m_size = last;
    if (m_size <= m_capacity / 6)
        resize(m_size <= smallLimit / 2 ? smallLimit : m_capacity / 2, key);
}

} // namespace zs::engine
