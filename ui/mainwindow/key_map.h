// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/action_keys.h"

#include <QObject>
#include <QStringList>

namespace zs::ui {

class Settings;

/// Which keys a user gave to which actions, kept in the settings group "keys": one entry an
/// action, the list of its keys in Qt's portable spelling; "none" for none.
/// Entries that make no sense (unknown action, no key, too many, refused, or one that another entry
/// has) count for nothing, stay in the file until they are set anew, and are told by `ignored`.
/// Threads: GUI thread. Lifetime: the settings must outlive it.
class KeyMap : public QObject {
    Q_OBJECT
public:
    explicit KeyMap(Settings* settings, QObject* parent = nullptr);

    [[nodiscard]] const KeyTable& table() const { return m_table; }
    [[nodiscard]] bool isChanged(const QString& id) const { return m_choices.contains(id); }
    [[nodiscard]] bool isAnyChanged() const { return !m_choices.empty() || !m_ignored.isEmpty(); }
    /// Entries of the settings that are not used, each as "action: keys".
    [[nodiscard]] const QStringList& ignored() const { return m_ignored; }

    /// More would leave no room to show them.
    static constexpr qsizetype mostKeys = 4;
    /// `wanted` takes the place of `old`, which is one of the action's keys; an empty `old` adds
    /// one, up to `mostKeys`, an empty `wanted` takes one away. Who else has `wanted` loses it. It
    /// must be good for the action (ZS_EXPECT, see whyNotKey).
    void change(const QString& id, const QKeySequence& old, const QKeySequence& wanted);
    /// Its own keys again, also where another action has taken them meanwhile.
    void reset(const QString& id);
    void resetAll();
    /// The keys are those of the whole program: makes them these.
    void applyToProgram() const { setActionKeys(m_table); }

Q_SIGNALS:
    /// Emitted after the settings were written and the program has the keys.
    void changed();

private:
    void load();
    void take(const QString& id, const QList<QKeySequence>& keys);
    void release(const QKeySequence& keys, const QString& but);
    void finish();

    Settings* m_settings;
    KeyChoices m_choices;
    KeyTable m_table;
    QStringList m_ignored;
};

} // namespace zs::ui
