// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/action_registry.h"

#include "clientlib/base/expect.h"

#include <QShortcut>
#include <QWidget>

#include <algorithm>

namespace zs::ui {

QString actionGroupName(ActionGroup group)
{
    switch (group) {
    case ActionGroup::go: return ActionRegistry::tr("Go", "heading of actions that go to a node");
    case ActionGroup::node: return ActionRegistry::tr("Node", "heading of actions");
    case ActionGroup::tree: return ActionRegistry::tr("Tree", "heading of actions");
    case ActionGroup::view: return ActionRegistry::tr("View", "heading of actions");
    case ActionGroup::cluster: return ActionRegistry::tr("Cluster player", "heading of actions");
    case ActionGroup::connection: return ActionRegistry::tr("Connection", "heading of actions");
    case ActionGroup::window: break;
    }
    return ActionRegistry::tr("Window", "heading of actions");
}

QString Action::keyText() const
{
    return keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
}

ActionRegistry::ActionRegistry(QWidget* scope)
    : QObject(scope)
    , m_scope(scope)
{
}

void ActionRegistry::add(Action action)
{
    ZS_EXPECT(!action.id.isEmpty() && action.name && action.run && !find(action.id));
    for (const QKeySequence& keys : action.keys) {
        // Two shortcuts with the same keys in one place would cancel each other.
        ZS_EXPECT(std::none_of(m_actions.begin(), m_actions.end(),
            [&](const Action& other) { return other.keys.contains(keys); }));
    }
    m_actions.push_back(std::move(action));
    if (!m_actions.back().keysInWidget)
        addShortcuts(m_actions.back());
}

void ActionRegistry::addShortcuts(const Action& action)
{
    const QList<QWidget*> places
        = action.places.isEmpty() ? QList<QWidget*>{m_scope} : action.places;
    for (QWidget* place : places) {
        for (const QKeySequence& keys : action.keys) {
            auto* shortcut = new QShortcut(keys, place);
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, [this, id = action.id] { trigger(id); });
        }
    }
}

const Action* ActionRegistry::find(const QString& id) const
{
    const auto found = std::find_if(m_actions.begin(), m_actions.end(),
        [&](const Action& action) { return action.id == id; });
    return found == m_actions.end() ? nullptr : &*found;
}

bool ActionRegistry::trigger(const QString& id)
{
    const Action* action = find(id);
    ZS_EXPECT(action);
    const QString reason = action->reason();
    if (!reason.isEmpty()) {
        Q_EMIT refused(reason);
        return false;
    }
    Q_EMIT ran(id); // First: what is run may end the workspace and this registry with it.
    const auto run = action->run;
    run();
    return true;
}

} // namespace zs::ui
