// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/action_keys.h"

#include <QKeyEvent>

#include <algorithm>
#include <set>

namespace zs::ui {
namespace {

/// What fields, lists and dialogs need wherever they are; with Shift, too.
constexpr Qt::Key neededAlone[] = {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Escape, Qt::Key_Return,
    Qt::Key_Enter, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home,
    Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Backspace, Qt::Key_Space,
    Qt::Key_Menu};
/// Copying and undoing in fields, editors and tables.
constexpr Qt::Key neededWithCtrl[]
    = {Qt::Key_A, Qt::Key_C, Qt::Key_V, Qt::Key_X, Qt::Key_Y, Qt::Key_Z};
/// The page Cluster has letters of its own for servers, links and bookmarks.
constexpr Qt::Key ofClusterPage[] = {Qt::Key_B, Qt::Key_C, Qt::Key_H, Qt::Key_I, Qt::Key_K,
    Qt::Key_L, Qt::Key_P, Qt::Key_R, Qt::Key_S, Qt::Key_X};

template <std::size_t size>
bool holds(const Qt::Key (&keys)[size], Qt::Key key)
{
    return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

bool isModifier(Qt::Key key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt
        || key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

bool typesText(Qt::Key key)
{
    return key > Qt::Key_Space && key < Qt::Key_Escape;
}

KeyTable& programKeys()
{
    static KeyTable table = resolveKeys({});
    return table;
}

} // namespace

QString whyNotKey(const ActionInfo& action, const QKeySequence& keys)
{
    if (action.ownKeys().contains(keys))
        return {}; // Its widget sees to it that nothing goes wrong.
    const QString words = keys.toString(QKeySequence::NativeText);
    if (keys.count() != 1)
        return Actions::tr("One key is needed, with or without Ctrl, Alt and Shift.");
    const Qt::Key key = keys[0].key();
    const Qt::KeyboardModifiers with = keys[0].keyboardModifiers() & ~Qt::KeypadModifier;
    const bool alone = (with & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (key == Qt::Key_unknown || key == Qt::Key(0) || isModifier(key))
        return Actions::tr("One key is needed, with or without Ctrl, Alt and Shift.");
    if ((alone && holds(neededAlone, key))
        || (with == Qt::ControlModifier && holds(neededWithCtrl, key)))
        return Actions::tr("Fields and lists need %1. Choose another key.").arg(words);
    if (alone && typesText(key) && action.destroys)
        return Actions::tr("%1 alone is hit by a slip, and this action takes something away. "
                           "Add Ctrl or Alt.")
            .arg(words);
    if (alone && holds(ofClusterPage, key))
        return Actions::tr("The page Cluster needs %1. Add Ctrl or Alt, or choose another key.")
            .arg(words);
    return {};
}

KeyTable resolveKeys(const KeyChoices& choices)
{
    KeyTable table;
    std::set<QKeySequence> taken;
    for (const ActionInfo& info : actionCatalogue()) {
        const auto chosen = choices.find(QLatin1String(info.id));
        if (chosen == choices.end())
            continue;
        QList<QKeySequence>& keys = table[chosen->first];
        for (const QKeySequence& each : chosen->second) {
            if (whyNotKey(info, each).isEmpty() && taken.insert(each).second)
                keys << each;
        }
        if (keys.isEmpty() && !chosen->second.isEmpty())
            table.erase(chosen->first); // Nothing of the choice is left: it keeps its own keys.
    }
    for (const ActionInfo& info : actionCatalogue()) {
        if (table.contains(QLatin1String(info.id)))
            continue;
        QList<QKeySequence>& keys = table[QLatin1String(info.id)];
        for (const QKeySequence& each : info.ownKeys()) {
            if (taken.insert(each).second)
                keys << each;
        }
    }
    return table;
}

QString ownerOf(const QKeySequence& keys, const KeyTable& table)
{
    const auto owner = std::find_if(
        table.begin(), table.end(), [&](const auto& each) { return each.second.contains(keys); });
    return owner == table.end() ? QString() : owner->first;
}

const KeyTable& actionKeys()
{
    return programKeys();
}

void setActionKeys(KeyTable table)
{
    programKeys() = std::move(table);
}

QList<QKeySequence> keysOf(const QString& id)
{
    const auto found = programKeys().find(id);
    return found == programKeys().end() ? QList<QKeySequence>() : found->second;
}

QKeySequence keyOf(const char* id)
{
    const QList<QKeySequence> keys = keysOf(QLatin1String(id));
    return keys.isEmpty() ? QKeySequence() : keys.front();
}

QKeySequence keysIn(const QKeyEvent& event)
{
    Qt::KeyboardModifiers with = event.modifiers() & ~Qt::KeypadModifier;
    const QString text = event.text();
    const bool isSign = !text.isEmpty() && text[0].isPrint() && !text[0].isLetterOrNumber()
        && !text[0].isSpace();
    if (isSign)
        with &= ~Qt::ShiftModifier;
    return QKeySequence(QKeyCombination(with, Qt::Key(event.key())));
}

bool isKeyOf(const char* id, const QKeyEvent& event)
{
    return keysOf(QLatin1String(id)).contains(keysIn(event));
}

} // namespace zs::ui
