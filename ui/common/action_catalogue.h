// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace zs::ui {

/// Under which heading palette, keyboard sheet and preferences list an action, in this order.
enum class ActionGroup { go, node, tree, view, cluster, connection, window };
[[nodiscard]] QString actionGroupName(ActionGroup group);

/// The context in which the names of actions are translated.
struct Actions {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Actions)
};

/// Who handles an action's keys. `widget`: the one that has the focus, since they type text or
/// press buttons elsewhere; it asks `isKeyOf` (action_keys.h).
enum class KeyHome { registry, widget };

/// What is known of an action before there is anything to act on.
struct ActionInfo {
    const char* id; ///< "node.save": lasting, since settings remember it.
    ActionGroup group;
    const char* icon;       ///< A Lucide icon.
    QString (*name)();      ///< In the language of the program, at each call.
    const char* keys = "";  ///< In Qt's portable spelling, parted by blanks; "": none.
    KeyHome home = KeyHome::registry;
    bool destroys = false; ///< A slip of one letter must not lead there.

    [[nodiscard]] QList<QKeySequence> ownKeys() const;
};

/// All actions of windows and workspaces, whether any is open or not: the keyboard map of the
/// design as data. In the order in which they are listed.
[[nodiscard]] const std::vector<ActionInfo>& actionCatalogue();
/// nullptr: there is no such action.
[[nodiscard]] const ActionInfo* findActionInfo(const QString& id);

} // namespace zs::ui
