// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/action_catalogue.h"

#include <map>

class QKeyEvent;

namespace zs::ui {

/// The keys that a user gave to actions, by their ids; no keys at all is a choice, too.
using KeyChoices = std::map<QString, QList<QKeySequence>>;

/// The keys of every action of the catalogue. No two actions share one.
using KeyTable = std::map<QString, QList<QKeySequence>>;

/// The table that `choices` lead to. What a user chose goes before what an action had by itself,
/// and among two choices the first in the catalogue's order; the other loses that key. Choices for
/// unknown actions and keys that `whyNotKey` refuses count for nothing.
[[nodiscard]] KeyTable resolveKeys(const KeyChoices& choices);
/// Why `keys` cannot be those of an action, as a sentence; empty: they can.
[[nodiscard]] QString whyNotKey(const ActionInfo& action, const QKeySequence& keys);
/// The id of the action that has `keys` in `table`; empty: nobody.
[[nodiscard]] QString ownerOf(const QKeySequence& keys, const KeyTable& table);

/// The keys of the whole program, as the fonts are: those of the catalogue until they are set.
/// Threads: GUI thread.
[[nodiscard]] const KeyTable& actionKeys();
void setActionKeys(KeyTable table);
/// Of an action that is not in the catalogue: none.
[[nodiscard]] QList<QKeySequence> keysOf(const QString& id);
/// The first of its keys, for tool tips; empty: it has none.
[[nodiscard]] QKeySequence keyOf(const char* id);
/// What was pressed, as Qt's shortcuts see it: Shift counts where it does not make the sign.
[[nodiscard]] QKeySequence keysIn(const QKeyEvent& event);
/// Whether a widget that handles an action's keys by itself was given one of them.
[[nodiscard]] bool isKeyOf(const char* id, const QKeyEvent& event);

} // namespace zs::ui
