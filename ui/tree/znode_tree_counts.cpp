// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeModel that notices when a collapsed row gets its first child or loses its
// last one. A server tells of children only by a watch that getChildren leaves (exists leaves one
// that tells of the node alone), so the price is the list: it is paid for short ones. What may not
// be listed, has many children, or finds no room under the cap for a watch, is read again by exists
// every few seconds. Both only while the row is visible.
#include "ui/tree/znode_tree_model.h"

namespace zs::ui {

void ZnodeTreeModel::followChildren()
{
    bool looksAgain = false;
    for (const Path& path : m_visible) {
        if (!m_client || !m_connected)
            return; // Starts anew when the connection is back.
        const TreeNode* node = find(path);
        const bool isRead = node && node->level && (node->level->expanded || node->level->loading);
        if (!node || isRead || !node->statKnown || node->ephemeral
            || m_childWatches.contains(path) || m_childrenAsked.contains(path))
            continue;
        const bool isShort = node->numChildren >= 0 && node->numChildren <= mostFollowed;
        m_childrenAsked.insert(path); // It counts itself when it looks for room.
        if (isShort && !node->unreadable && watchIfRoom() == Watch::yes) {
            askChildren(path);
        } else {
            m_childrenAsked.erase(path);
            looksAgain = true;
        }
    }
    if (looksAgain && !m_lookTimer.isActive())
        m_lookTimer.start();
}

void ZnodeTreeModel::askChildren(const Path& path)
{
    auto onAnswer = [this, path, asked = m_client](const Result<ChildrenResponse>& answer) {
        if (!asked || asked != m_client)
            return;
        m_childrenAsked.erase(path);
        if (answer)
            m_childWatches.insert(path);
        TreeNode* node = find(path);
        if (node && answer) {
            applyStat(*node, answer->stat);
        } else if (node && answer.error().code == Errc::noAuth) {
            node->unreadable = true;
            touch(*node);
            if (!m_lookTimer.isActive())
                m_lookTimer.start();
        }
        Q_EMIT summaryChanged();
    };
    QCoro::connect(m_client->children(path, Watch::yes), this, onAnswer);
}

/// Rows that could get no watch on their children.
void ZnodeTreeModel::lookAgain()
{
    for (const Path& path : m_visible) {
        TreeNode* node = find(path);
        const bool expanded = node && node->level && node->level->expanded;
        if (node && !expanded && !node->ephemeral && !m_childWatches.contains(path))
            forgetStat(*node);
    }
    followSoon();
}

void ZnodeTreeModel::followSoon()
{
    if (!m_followTimer.isActive())
        m_followTimer.start(followAfter);
}

} // namespace zs::ui
