// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/watch_registry.h"

#include <algorithm>

namespace zs::session {

namespace {

    SetWatchesBatch encodeBatch(const SetWatches2Request& all)
    {
        if (!all.persistent.empty() || !all.persistentRecursive.empty())
            return {OpCode::setWatches2, jute::encode(all)};
        // The older request, which servers before 3.6 know too, will do.
        SetWatchesRequest plain;
        plain.relativeZxid = all.relativeZxid;
        plain.data = all.data;
        plain.exist = all.exist;
        plain.child = all.child;
        return {OpCode::setWatches, jute::encode(plain)};
    }

    std::vector<WatchList> listsOf(WatcherType type)
    {
        switch (type) {
        case WatcherType::children: return {WatchList::child};
        case WatcherType::data: return {WatchList::data, WatchList::exist};
        case WatcherType::persistent: return {WatchList::persistent};
        case WatcherType::persistentRecursive: return {WatchList::recursive};
        case WatcherType::any: break;
        }
        return {WatchList::data, WatchList::exist, WatchList::child, WatchList::persistent,
            WatchList::recursive};
    }

} // namespace

void WatchRegistry::add(WatchList list, const Path& path) { at(list).insert(path); }

bool WatchRegistry::remove(WatcherType type, const Path& path)
{
    std::size_t removed = 0;
    for (const WatchList list : listsOf(type))
        removed += at(list).erase(path);
    return removed > 0;
}

bool WatchRegistry::contains(WatcherType type, const Path& path) const
{
    const std::vector<WatchList> lists = listsOf(type);
    return std::any_of(lists.begin(), lists.end(),
        [&](WatchList list) { return at(list).contains(path); });
}

bool WatchRegistry::fire(EventType type, const Path& path)
{
    if (type < EventType::nodeCreated || type > EventType::nodeChildrenChanged)
        return false; // A kind that servers of today do not send.
    bool watched = at(WatchList::persistent).contains(path);
    if (type != EventType::nodeChildrenChanged) {
        watched = at(WatchList::data).erase(path) > 0 || watched;
        watched = at(WatchList::exist).erase(path) > 0 || watched;
        watched = watched || hasRecursiveAbove(path);
    }
    if (type == EventType::nodeChildrenChanged || type == EventType::nodeDeleted)
        watched = at(WatchList::child).erase(path) > 0 || watched;
    return watched;
}

bool WatchRegistry::hasRecursiveAbove(const Path& path) const
{
    const Paths& recursive = at(WatchList::recursive);
    if (recursive.empty())
        return false;
    for (Path ancestor = path;; ancestor = ancestor.parent()) {
        if (recursive.contains(ancestor))
            return true;
        if (ancestor.isRoot())
            return false;
    }
}

std::size_t WatchRegistry::size() const
{
    std::size_t count = 0;
    for (const Paths& paths : m_lists)
        count += paths.size();
    return count;
}

bool WatchRegistry::empty() const
{
    for (const Paths& list : m_lists) {
        if (!list.empty())
            return false;
    }
    return true;
}

bool WatchRegistry::contains(WatchList list, const Path& path) const
{
    return at(list).contains(path);
}

std::vector<SetWatchesBatch> WatchRegistry::restore(
    Zxid lastSeen, bool withPersistent, std::size_t maxPathBytes) const
{
    std::vector<SetWatchesBatch> batches;
    SetWatches2Request batch;
    batch.relativeZxid = lastSeen;
    std::size_t batchBytes = 0;
    const auto close = [&] {
        if (batchBytes == 0)
            return;
        batches.push_back(encodeBatch(batch));
        batch = SetWatches2Request();
        batch.relativeZxid = lastSeen;
        batchBytes = 0;
    };
    const auto put = [&](WatchList list, std::vector<Path> SetWatches2Request::* target) {
        for (const Path& path : at(list)) {
            const std::size_t pathBytes = 4 + path.text().size();
            if (batchBytes > 0 && batchBytes + pathBytes > maxPathBytes)
                close();
            (batch.*target).push_back(path);
            batchBytes += pathBytes;
        }
    };
    put(WatchList::data, &SetWatches2Request::data);
    put(WatchList::exist, &SetWatches2Request::exist);
    put(WatchList::child, &SetWatches2Request::child);
    if (withPersistent) {
        put(WatchList::persistent, &SetWatches2Request::persistent);
        put(WatchList::recursive, &SetWatches2Request::persistentRecursive);
    }
    close();
    return batches;
}

} // namespace zs::session
