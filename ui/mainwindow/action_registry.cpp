// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/action_registry.h"

#include "clientlib/base/expect.h"
#include "ui/common/action_keys.h"

#include <QShortcut>
#include <QWidget>

#include <algorithm>

namespace zs::ui {

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

void ActionRegistry::add(const char* id, std::function<void()> run,
    std::function<QString()> whyNot, QList<QWidget*> places)
{
    const ActionInfo* info = findActionInfo(QLatin1String(id));
    ZS_EXPECT(info);
    add({.id = QLatin1String(id),
        .group = info->group,
        .icon = QLatin1String(info->icon),
        .name = info->name,
        .keys = keysOf(QLatin1String(id)),
        .run = std::move(run),
        .whyNot = std::move(whyNot),
        .places = std::move(places),
        .keysInWidget = info->home == KeyHome::widget});
}

void ActionRegistry::takeKeys()
{
    // All go before one comes: a key may have changed hands.
    for (const QPointer<QShortcut>& shortcut : std::as_const(m_shortcuts))
        delete shortcut;
    m_shortcuts.clear();
    for (Action& action : m_actions) {
        if (findActionInfo(action.id))
            action.keys = keysOf(action.id);
        if (!action.keysInWidget)
            addShortcuts(action);
    }
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
            m_shortcuts << shortcut;
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
