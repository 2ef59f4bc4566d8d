// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ZnodeTreeModel that finds the row of a path which somebody goes to.
#include "ui/tree/znode_tree_model.h"

namespace zs::ui {

namespace {

/// The child of `above` on the way down to `wanted`.
Path nextOnTheWay(const Path& above, Path wanted)
{
    while (wanted.parent() != above)
        wanted = wanted.parent();
    return wanted;
}

} // namespace

void ZnodeTreeModel::reveal(const Path& path)
{
    m_reveal = Reveal{path, {}, {}};
    continueReveal();
}

void ZnodeTreeModel::continueReveal()
{
    if (!m_reveal)
        return;
    const Path wanted = m_reveal->path;
    if (const TreeNode* node = find(wanted)) {
        m_reveal.reset();
        Q_EMIT revealed(wanted, indexFor(*node));
        return;
    }
    Path above = wanted.parent();
    while (!find(above))
        above = above.parent();
    TreeNode& closest = *find(above);
    const TreeLevel& level = levelOf(closest);
    if (level.loading || level.merging)
        return; // Its end calls us again.
    if (m_client && !m_connected)
        return; // So does the connection: until then nobody knows whether there is such a node.
    const bool listed = m_reveal->listed == above;
    if (m_client && !closest.ephemeral && level.stale && !listed) {
        listForReveal(closest);
        return;
    }
    // What was listed before may be out of date: its watch is late, or there was no room for one.
    // And who may not list a node may still read its children.
    const bool unsure = level.stale || !listed;
    if (m_client && !closest.ephemeral && unsure) {
        if (m_reveal->asked != above) {
            m_reveal->asked = above;
            askForReveal(nextOnTheWay(above, wanted));
        }
        return; // The answer calls us again.
    }
    failReveal(closest);
}

void ZnodeTreeModel::listForReveal(TreeNode& node)
{
    m_reveal->listed = pathOf(node);
    levelOf(node).expanded = true;
    m_expanded.insert(pathOf(node));
    setNotes(node, RowKind::problem, {});
    requestList(node);
}

void ZnodeTreeModel::askForReveal(const Path& child)
{
    auto onAnswer = [this, child, asked = m_client](const Result<std::optional<Stat>>& answer) {
        if (asked && asked == m_client)
            receiveForReveal(child, answer);
    };
    QCoro::connect(m_client->exists(child, Watch::no), this, onAnswer);
}

void ZnodeTreeModel::receiveForReveal(
    const Path& child, const Result<std::optional<Stat>>& answer)
{
    const Path above = child.parent();
    if (!m_reveal || m_reveal->asked != above || !m_reveal->path.isWithin(child))
        return; // Somebody goes elsewhere by now.
    if (!answer && !m_connected) {
        m_reveal->asked.reset(); // Asked again when the connection is back.
        return;
    }
    TreeNode* parent = find(above);
    if (!parent || find(child)) {
        continueReveal();
        return;
    }
    // From 3.8.4 on exists needs READ, and NoAuth is said of nodes that are there.
    const bool there = answer ? answer->has_value() : answer.error().code == Errc::noAuth;
    if (!there)
        failReveal(*parent);
    else if (levelOf(*parent).stale)
        addKnownChild(*parent, child.name());
    else
        listForReveal(*parent);
    continueReveal();
}

/// The others of this level stay unknown; it may not be listed, or somebody stopped that.
void ZnodeTreeModel::addKnownChild(TreeNode& node, std::string_view name)
{
    TreeLevel& level = levelOf(node);
    level.announce = false; // It is not new, only found.
    std::string names[]{std::string(name)};
    insertRun(node, placeOf(level.children, name), names);
    arrangeSoon(pathOf(node));
}

void ZnodeTreeModel::failReveal(TreeNode& closest)
{
    const Path wanted = m_reveal->path;
    m_reveal.reset();
    Q_EMIT revealFailed(wanted, indexFor(closest));
}

} // namespace zs::ui
