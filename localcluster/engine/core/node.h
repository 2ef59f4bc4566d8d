// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "localcluster/engine/core/acl_cache.h"
#include "localcluster/engine/core/stat_persisted.h"

#include <optional>

namespace zs::engine {

class ChildSet;
struct HashKey;

/// One znode: 96 bytes, then its name and its data in the same allocation. The address stays the
/// same for life; data that outgrows the place it was born with moves to a buffer of its own.
class Node {
public:
    static constexpr std::size_t maxNameBytes = (1u << 24) - 1;

    [[nodiscard]] std::string_view name() const { return {bytes() + nameOffset(), m_nameBytes}; }
    /// Null and empty differ. Valid until the data is set again or the node dies.
    [[nodiscard]] std::optional<ByteView> data() const;
    [[nodiscard]] std::size_t dataSizeBytes() const { return isNull() ? 0 : m_dataBytes; }
    [[nodiscard]] const StatPersisted& stat() const { return m_stat; }
    [[nodiscard]] AclRef acl() const { return m_acl; }
    [[nodiscard]] const Node* parent() const { return m_parent; } ///< nullptr: the root.
    [[nodiscard]] std::size_t childCount() const;
    /// `key`: the tree's.
    [[nodiscard]] const Node* child(std::string_view name, const HashKey& key) const;
    /// Calls f(const Node&) for every child, in an order that is a function of history.
    template <class F>
    void forEachChild(F&& f) const;
    [[nodiscard]] const ChildSet* children() const { return m_children; }
    /// CRC-32 over path and data: the part of the node's digest that its Stat does not change.
    [[nodiscard]] std::uint32_t contentCrc() const { return m_contentCrc; }
    /// The full path, "/" for the root. Cost: its length.
    [[nodiscard]] std::string path() const;
    /// The same appended; "" for the root.
    void appendPath(std::string& out) const;

private:
    friend class DataTree;
    friend class TreeLoader;
    friend class ChildSet;

    static Node* make(Node* parent, std::string_view name, std::optional<ByteView> data, AclRef acl,
        const StatPersisted& stat);
    static void destroy(Node* node);
    Node() = default;
    ~Node() = default;

    [[nodiscard]] char* bytes() { return reinterpret_cast<char*>(this + 1); }
    [[nodiscard]] const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
    /// Nodes with an owner (ephemeral, container, TTL) keep their place in its list up front.
    [[nodiscard]] std::size_t nameOffset() const { return m_stat.ephemeralOwner != 0 ? 4 : 0; }
    [[nodiscard]] bool isNull() const { return m_dataBytes == nullData; }
    [[nodiscard]] bool isInline() const { return isNull() || m_dataBytes <= inlineBytes(); }
    [[nodiscard]] std::size_t inlineBytes() const { return m_inlineUnits * inlineUnitBytes; }
    [[nodiscard]] char* inlineData() { return bytes() + nameOffset() + m_nameBytes; }
    [[nodiscard]] const char* inlineData() const { return bytes() + nameOffset() + m_nameBytes; }
    [[nodiscard]] std::uint32_t listIndex() const;
    void setListIndex(std::uint32_t index);
    void setData(std::optional<ByteView> data);
    void storeData(std::optional<ByteView> data);
    void freeOuterData();

    static constexpr std::uint32_t nullData = 0xffffffff;
    static constexpr std::size_t inlineUnitBytes = 8;
    static constexpr std::size_t maxInlineBytes = 1024;

    Node* m_parent = nullptr;
    ChildSet* m_children = nullptr; ///< nullptr: none.
    StatPersisted m_stat;
    AclRef m_acl = 0;
    std::uint32_t m_dataBytes = nullData;
    std::uint32_t m_contentCrc = 0;
    std::uint32_t m_nameBytes : 24 = 0;
    std::uint32_t m_inlineUnits : 8 = 0; ///< Room for data behind the name, in inlineUnitBytes.
};

} // namespace zs::engine
