// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "localcluster/engine/core/keyed_hash.h"

#include <functional>
#include <unordered_map>

namespace zs::engine {

/// A list of the cache, as nodes name it. Not the id that stands in snapshots (see `diskId`).
using AclRef = std::uint32_t;

/// Each distinct ACL once, counted by its users. Source: ReferenceCountedACLCache of Apache 3.8.
/// Order matters: lists that differ in order are different lists, as on disk.
class AclCache {
public:
    /// world:anyone with all permissions without an entry in snapshots (id -1): the reserved nodes.
    static constexpr AclRef unlistedOpen = 0;
    static constexpr std::int64_t unlistedOpenDiskId = -1;

    explicit AclCache(const HashKey& key = {});

    /// The list's ref with one more user; the list is copied when it is new.
    [[nodiscard]] AclRef intern(const std::vector<Acl>& list);
    void addUser(AclRef ref);
    void removeUser(AclRef ref); ///< The last user's leaving drops the list.

    [[nodiscard]] const std::vector<Acl>& list(AclRef ref) const { return m_entries[ref].list; }
    /// The id in snapshots: 1 and up, or -1.
    [[nodiscard]] std::int64_t diskId(AclRef ref) const { return m_entries[ref].diskId; }
    /// The permissions that everybody has by it: what makes most checks one AND.
    [[nodiscard]] std::int32_t everybody(AclRef ref) const { return m_entries[ref].everybody; }
    [[nodiscard]] std::size_t size() const { return m_byDiskId.size(); }

    /// For loading: the list gets the id that a snapshot names, without a user. Fails: corrupt, for
    /// an id below 1 or one that is there already.
    [[nodiscard]] Result<void> load(std::int64_t diskId, std::vector<Acl> list);
    /// The ref of an id that was loaded, with one more user, or nullopt.
    [[nodiscard]] std::optional<AclRef> useLoaded(std::int64_t diskId);
    void dropUnused();

    /// All lists with users, ascending by id: the ACL table of a snapshot.
    void forEach(const std::function<void(std::int64_t diskId, const std::vector<Acl>&)>& f) const;

private:
    struct Entry {
        std::int64_t diskId = 0;
        std::int64_t users = 0;
        std::int32_t everybody = 0;
        std::uint64_t hash = 0;
        std::vector<Acl> list;
    };
    AclRef add(std::int64_t diskId, std::vector<Acl> list, std::uint64_t hash);
    void drop(AclRef ref);
    [[nodiscard]] std::uint64_t hashOf(const std::vector<Acl>& list) const;

    HashKey m_key;

    std::vector<Entry> m_entries;
    std::vector<AclRef> m_free;
    std::unordered_multimap<std::uint64_t, AclRef> m_byHash;
    std::unordered_map<std::int64_t, AclRef> m_byDiskId;
    std::int64_t m_nextDiskId = 1;
    AclRef m_lastInterned = 0; ///< Most creates repeat the list of the one before.
};

} // namespace zs::engine
