// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/action_catalogue.h"

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

#include <deque>
#include <functional>

class QShortcut;
class QWidget;

namespace zs::ui {

/// Something that a window can do for its user.
struct Action {
    QString id; ///< "node.save": lasting, since settings remember it.
    ActionGroup group = ActionGroup::window;
    QString icon;               ///< A Lucide icon.
    std::function<QString()> name{}; ///< In the language of the program, at each call.
    QList<QKeySequence> keys{};
    std::function<void()> run{};
    /// Why it cannot be run now, as a sentence; empty, or no function: it can.
    std::function<QString()> whyNot{};
    /// Where the keys work; none: in the registry's whole scope.
    QList<QWidget*> places{};
    /// The widget that has the focus handles the keys by itself, since they type text elsewhere.
    bool keysInWidget = false;

    /// The first of its keys as people read them: "Ctrl+K"; empty for none.
    [[nodiscard]] QString keyText() const;
    [[nodiscard]] QString reason() const { return whyNot ? whyNot() : QString(); }
};

/// All actions of a window or of a workspace: the one list from which shortcuts, command palette
/// and keyboard sheet are made, so that none of them can tell what the others do not do.
/// Keys of an action that is impossible now are not dead: they tell the reason, see `refused`.
/// Threads: GUI thread. Lifetime: shortcuts belong to the widgets in which they work.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    /// The keys work while the focus is in `scope`, which owns the registry.
    explicit ActionRegistry(QWidget* scope);

    /// Ids and keys are unique within a registry (ZS_EXPECT).
    void add(Action action);
    /// One of the catalogue (ZS_EXPECT), with the keys that the program has for it.
    void add(const char* id, std::function<void()> run, std::function<QString()> whyNot = {},
        QList<QWidget*> places = {});
    /// Every action of the catalogue gets the keys that the program has for it now.
    void takeKeys();
    [[nodiscard]] const std::deque<Action>& actions() const { return m_actions; }
    /// nullptr: there is no such action here.
    [[nodiscard]] const Action* find(const QString& id) const;
    /// Runs it, or says why not. False: it did not run.
    bool trigger(const QString& id);

Q_SIGNALS:
    void ran(const QString& id);
    /// `reason` is a sentence.
    void refused(const QString& reason);

private:
    void addShortcuts(const Action& action);

    QWidget* m_scope;
    QList<QPointer<QShortcut>> m_shortcuts; ///< A place may go before its registry.
    std::deque<Action> m_actions; ///< Stay where they are: shortcuts know them by id.
};

} // namespace zs::ui
