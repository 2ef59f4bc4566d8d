// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/count_tree.h"

#include "clientlib/recipes/walk_tree.h"

#include <algorithm>

namespace zs {

namespace {

    std::uint32_t depthOf(const Path& path)
    {
        if (path.isRoot())
            return 0;
        return static_cast<std::uint32_t>(std::count(path.text().begin(), path.text().end(), '/'));
    }

    /// Keeps the `most` largest, the largest first; of equals the one found first.
    void noteSize(
        std::vector<TreeCount::Sized>& largest, std::size_t most, const WalkedNode& node)
    {
        const std::int32_t size = node.stat.dataLengthBytes;
        if (size == 0 || most == 0)
            return;
        if (largest.size() == most && largest.back().dataBytes >= size)
            return;
        const auto place = std::find_if(largest.begin(), largest.end(),
            [size](const TreeCount::Sized& other) { return other.dataBytes < size; });
        largest.insert(place, TreeCount::Sized{node.path, size});
        if (largest.size() > most)
            largest.pop_back();
    }

    void note(TreeCount& count, std::size_t maxSamples, std::uint32_t rootDepth,
        const WalkedNode& node)
    {
        ++count.nodes;
        count.leaves += node.childCount == 0 && !node.unread ? 1 : 0;
        count.dataBytes += static_cast<std::uint64_t>(std::max(node.stat.dataLengthBytes, 0));
        count.pathBytes += node.path.text().size();
        count.unreadable += node.unread ? 1 : 0;
        count.maxDepth = std::max(count.maxDepth, depthOf(node.path) - rootDepth);
        if (count.samples.size() < maxSamples)
            count.samples.push_back(node.path);
        if (node.stat.ephemeralOwner != SessionId()) {
            ++count.ephemerals;
            if (count.ephemeralSamples.size() < maxSamples)
                count.ephemeralSamples.push_back(node.path);
        }
        noteSize(count.largest, maxSamples, node);
    }

} // namespace

QCoro::Task<TreeCount> countTree(ClientRef client, Path root, CountOptions options)
{
    TreeCount count;
    const std::uint32_t rootDepth = depthOf(root);
    // It refers to this frame, which outlives the walk.
    Visitor visit = [&count, &options, rootDepth](const WalkedNode& node) {
        note(count, options.maxSamples, rootDepth, node);
    };
    QCoro::Task<RecipeReport> walk = walkTree(
        std::move(client), std::move(root), WalkWants(), std::move(visit), options);
    static_cast<RecipeReport&>(count) = co_await walk;
    co_return count;
}

} // namespace zs
