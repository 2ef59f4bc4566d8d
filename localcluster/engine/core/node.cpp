// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/node.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/child_set.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace zs::engine {

Node* Node::make(Node* parent, std::string_view name, std::optional<ByteView> data, AclRef acl,
    const StatPersisted& stat)
{
    ZS_EXPECT(name.size() <= maxNameBytes);
    // Room for at least a pointer: data that outgrows the node is found through it.
    std::size_t room = data && data->size() <= maxInlineBytes ? data->size() : 0;
    room = std::max(room + inlineUnitBytes - 1, inlineUnitBytes) / inlineUnitBytes;
    const std::size_t prefix = stat.ephemeralOwner != 0 ? 4 : 0;
    void* memory = ::operator new(sizeof(Node) + prefix + name.size() + room * inlineUnitBytes);
    Node* node = new (memory) Node;
    node->m_parent = parent;
    node->m_stat = stat;
    node->m_acl = acl;
    node->m_nameBytes = static_cast<std::uint32_t>(name.size()) & maxNameBytes;
    node->m_inlineUnits = static_cast<std::uint8_t>(room);
    std::memcpy(node->bytes() + prefix, name.data(), name.size());
    node->storeData(data);
    return node;
}

void Node::destroy(Node* node)
{
    node->freeOuterData();
    delete node->m_children;
    node->~Node();
    ::operator delete(node);
}

std::optional<ByteView> Node::data() const
{
    if (isNull())
        return std::nullopt;
    const char* from = inlineData();
    if (!isInline())
        std::memcpy(&from, inlineData(), sizeof from);
    return ByteView(reinterpret_cast<const std::uint8_t*>(from), m_dataBytes);
}

void Node::freeOuterData()
{
    if (isInline())
        return;
    char* outer = nullptr;
    std::memcpy(&outer, inlineData(), sizeof outer);
    delete[] outer;
    m_dataBytes = nullData;
}

void Node::setData(std::optional<ByteView> data)
{
    freeOuterData();
    storeData(data);
}

void Node::storeData(std::optional<ByteView> data)
{
    m_dataBytes = data ? static_cast<std::uint32_t>(data->size()) : nullData;
    if (!data || data->empty())
        return;
    if (isInline()) {
        std::memcpy(inlineData(), data->data(), data->size());
        return;
    }
    char* outer = new char[data->size()];
    std::memcpy(outer, data->data(), data->size());
    std::memcpy(inlineData(), &outer, sizeof outer);
}

std::uint32_t Node::listIndex() const
{
    std::uint32_t index = 0;
    std::memcpy(&index, bytes(), sizeof index);
    return index;
}

void Node::setListIndex(std::uint32_t index) { std::memcpy(bytes(), &index, sizeof index); }

void Node::appendPath(std::string& out) const
{
    std::size_t total = 0;
    for (const Node* node = this; node->m_parent; node = node->m_parent)
        total += 1 + node->m_nameBytes;
    const std::size_t start = out.size();
    out.resize(start + total);
    char* end = out.data() + out.size();
    for (const Node* node = this; node->m_parent; node = node->m_parent) {
        end -= node->m_nameBytes;
        std::memcpy(end, node->name().data(), node->m_nameBytes);
        *--end = '/';
    }
}

std::string Node::path() const
{
    std::string text;
    appendPath(text);
    return text.empty() ? "/" : text;
}

} // namespace zs::engine
