// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/delete_job.h"

namespace zs {

DeleteReport DeleteJob::takeReport()
{
    static_cast<RecipeReport&>(m_counts) = std::move(report());
    return std::move(m_counts);
}

QCoro::Task<Result<std::int32_t>> DeleteJob::versionToRemove(Path)
{
    co_return anyVersion;
}

Step DeleteJob::startStep(std::uint32_t cost)
{
    // Removing frees memory, listing takes some.
    if (!m_childless.empty()) {
        Node node = std::move(m_childless.back());
        m_childless.pop_back();
        co_await remove(std::move(node));
    } else if (!m_relist.empty()) {
        Node node = std::move(m_relist.back());
        m_relist.pop_back();
        co_await list(std::move(node));
    } else {
        Frontier::Item item = m_frontier.take();
        Node node;
        node.path = std::move(item.path);
        node.parent = std::move(item.parent);
        co_await list(std::move(node));
    }
    stepEnded(cost);
}

QCoro::Task<> DeleteJob::list(Node node)
{
    for (int attempts = 0; Client* const asked = client();) {
        Result<ChildrenResponse> answer = co_await asked->children(node.path);
        if (answer) {
            listed(std::move(node), std::move(answer->names));
            co_return;
        }
        if (sendAgain(answer.error(), attempts))
            continue;
        if (hasEnded())
            co_return;
        const Errc code = answer.error().code;
        if (code == Errc::noNode) {
            gone(node);
        } else if (code == Errc::noAuth) {
            // DELETE is a right on the parent: a leaf may go although it may not be read.
            node.unlisted = true;
            m_childless.push_back(std::move(node));
        } else {
            giveUp(node, answer.error());
        }
        co_return;
    }
}

void DeleteJob::listed(Node node, std::vector<std::string> names)
{
    if (names.empty()) {
        m_childless.push_back(std::move(node));
        return;
    }
    addFound(names.size());
    auto branch = std::make_shared<Branch>();
    branch->path = std::move(node.path);
    branch->parent = std::move(node.parent);
    branch->names = std::move(names);
    branch->rounds = node.rounds;
    m_frontier.add(std::move(branch));
}

QCoro::Task<> DeleteJob::remove(Node node)
{
    const Result<std::int32_t> version = co_await versionToRemove(node.path);
    if (hasEnded())
        co_return;
    if (!version) {
        if (version.error().code == Errc::noNode)
            gone(node);
        else
            giveUp(node, version.error());
        co_return;
    }
    for (int attempts = 0; Client* const asked = client();) {
        const Result<void> answer = co_await asked->remove(node.path, *version);
        if (answer) {
            ++m_counts.deleted;
            addDone();
            closed(node.parent, false);
            co_return;
        }
        const Errc code = answer.error().code;
        if (code == Errc::noNode && attempts > 0) {
            // Gone after an attempt whose answer was lost: it was most likely this one.
            ++m_counts.deleted;
            addDone();
            closed(node.parent, false);
            co_return;
        }
        if (sendAgain(answer.error(), attempts))
            continue;
        if (hasEnded())
            co_return;
        if (code == Errc::noNode)
            gone(node);
        else if (code == Errc::notEmpty)
            notEmpty(std::move(node), answer.error());
        else
            giveUp(node, answer.error());
        co_return;
    }
}

void DeleteJob::notEmpty(Node node, const Error& error)
{
    if (node.unlisted) {
        const Error why(Errc::noAuth,
            node.path.text() + " has children that this session may not list (no READ)");
        giveUp(node, why);
    } else if (node.rounds >= m_maxRounds) {
        const Error why(error.code,
            node.path.text() + " keeps getting new children: listed "
                + std::to_string(node.rounds + 1) + " times");
        giveUp(node, why);
    } else {
        ++node.rounds;
        m_relist.push_back(std::move(node));
    }
}

/// The root's absence is the caller's news; that of any other node only spares the work.
void DeleteJob::gone(const Node& node)
{
    if (!node.parent && m_counts.deleted == 0 && m_counts.goneBefore == 0) {
        end(Error(Errc::noNode, "there is no node " + node.path.text()));
        return;
    }
    ++m_counts.goneBefore;
    addDone();
    closed(node.parent, false);
}

void DeleteJob::giveUp(const Node& node, const Error& why)
{
    addFailed(node.path, why);
    closed(node.parent, true);
}

/// A child of `branch` is dealt with; after the last one it is the turn of `branch` itself.
void DeleteJob::closed(const BranchRef& parent, bool keepsParent)
{
    // A loop, not a recursion: trees may be as deep as a path is long.
    for (BranchRef branch = parent; branch; branch = branch->parent) {
        branch->kept = branch->kept || keepsParent;
        if (--branch->open > 0)
            return;
        if (!branch->kept) {
            Node node;
            node.path = std::move(branch->path);
            node.parent = branch->parent;
            node.rounds = branch->rounds;
            m_childless.push_back(std::move(node));
            return;
        }
        ++m_counts.kept;
        keepsParent = true;
    }
}

} // namespace zs
