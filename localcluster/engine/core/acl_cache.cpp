// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/acl_cache.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs::engine {

namespace {

    std::int32_t everybodyOf(const std::vector<Acl>& list)
    {
        std::int32_t perms = 0;
        for (const Acl& entry : list) {
            if (entry.who.scheme == "world" && entry.who.id == "anyone")
                perms |= entry.perms;
        }
        return perms;
    }

} // namespace

AclCache::AclCache(const HashKey& key) : m_key(key)
{
    // Not found by content and never dropped: only the reserved nodes use it.
    m_entries.push_back({unlistedOpenDiskId, 1, perm::all, 0, openAcl()});
}

std::uint64_t AclCache::hashOf(const std::vector<Acl>& list) const
{
    std::uint64_t sum = list.size();
    for (const Acl& entry : list) {
        for (const std::uint64_t part : {std::uint64_t(std::uint32_t(entry.perms)),
                 keyedHash(m_key, entry.who.scheme), keyedHash(m_key, entry.who.id)})
            sum = (sum ^ part) * 0x9e3779b97f4a7c15ULL + (sum >> 29);
    }
    return sum;
}

AclRef AclCache::add(std::int64_t diskId, std::vector<Acl> list, std::uint64_t hash)
{
    AclRef ref = 0;
    if (m_free.empty()) {
        ref = static_cast<AclRef>(m_entries.size());
        m_entries.emplace_back();
    } else {
        ref = m_free.back();
        m_free.pop_back();
    }
    const std::int32_t everybody = everybodyOf(list);
    m_entries[ref] = {diskId, 0, everybody, hash, std::move(list)};
    m_byHash.emplace(hash, ref);
    m_byDiskId.emplace(diskId, ref);
    m_nextDiskId = std::max(m_nextDiskId, diskId + 1);
    return ref;
}

AclRef AclCache::intern(const std::vector<Acl>& list)
{
    if (m_lastInterned != unlistedOpen && m_entries[m_lastInterned].list == list) {
        ++m_entries[m_lastInterned].users;
        return m_lastInterned;
    }
    const std::uint64_t hash = hashOf(list);
    const auto [begin, end] = m_byHash.equal_range(hash);
    const auto found = std::find_if(
        begin, end, [&](const auto& item) { return m_entries[item.second].list == list; });
    const AclRef ref = found != end ? found->second : add(m_nextDiskId, list, hash);
    ++m_entries[ref].users;
    m_lastInterned = ref;
    return ref;
}

void AclCache::addUser(AclRef ref)
{
    if (ref != unlistedOpen)
        ++m_entries[ref].users;
}

void AclCache::removeUser(AclRef ref)
{
    if (ref == unlistedOpen)
        return;
    ZS_EXPECT(m_entries[ref].users > 0);
    if (--m_entries[ref].users == 0)
        drop(ref);
}

void AclCache::drop(AclRef ref)
{
    Entry& entry = m_entries[ref];
    const auto [begin, end] = m_byHash.equal_range(entry.hash);
    m_byHash.erase(
        std::find_if(begin, end, [&](const auto& item) { return item.second == ref; }));
    m_byDiskId.erase(entry.diskId);
    entry = Entry();
    m_free.push_back(ref);
    if (m_lastInterned == ref)
        m_lastInterned = unlistedOpen;
}

Result<void> AclCache::load(std::int64_t diskId, std::vector<Acl> list)
{
    if (diskId < 1 || diskId == INT64_MAX || m_byDiskId.contains(diskId))
        return failure(Errc::corrupt,
            "the ACL table has the id " + std::to_string(diskId)
                + (diskId < 1 || diskId == INT64_MAX ? ", which is none" : " twice"));
    const std::uint64_t hash = hashOf(list);
    add(diskId, std::move(list), hash);
    return {};
}

std::optional<AclRef> AclCache::useLoaded(std::int64_t diskId)
{
    if (diskId == unlistedOpenDiskId)
        return unlistedOpen;
    const auto found = m_byDiskId.find(diskId);
    if (found == m_byDiskId.end())
        return std::nullopt;
    ++m_entries[found->second].users;
    return found->second;
}

void AclCache::dropUnused()
{
    for (AclRef ref = 1; ref < m_entries.size(); ++ref) {
        if (m_entries[ref].users == 0 && m_entries[ref].diskId != 0)
            drop(ref);
    }
}

void AclCache::forEach(
    const std::function<void(std::int64_t diskId, const std::vector<Acl>&)>& f) const
{
    std::vector<std::pair<std::int64_t, AclRef>> sorted(m_byDiskId.begin(), m_byDiskId.end());
    std::sort(sorted.begin(), sorted.end());
    for (const auto& [diskId, ref] : sorted)
        f(diskId, m_entries[ref].list);
}

} // namespace zs::engine
