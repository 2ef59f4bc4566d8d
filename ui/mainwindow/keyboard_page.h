// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequenceEdit>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace zs::ui {

class KeyMap;
class Note;
class TextLabel;

/// Takes one key with its modifiers, at once: Qt's own waits a second for a second key. Tab, Esc
/// and Enter do what they do in every dialog.
class KeyField : public QKeySequenceEdit {
    Q_OBJECT
public:
    explicit KeyField(QWidget* parent = nullptr);

Q_SIGNALS:
    void pressed(const QKeySequence& keys);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
};

/// The page "Keyboard" of the preferences: all actions by groups, their keys, and what changes
/// them: each key of the chosen action is a button, and the pressed one is what the field replaces;
/// "+" adds another. A change is in force at once. A key that another action has is taken over only
/// on demand.
class KeyboardPage : public QWidget {
    Q_OBJECT
public:
    explicit KeyboardPage(KeyMap* keys, QWidget* parent = nullptr);

    /// The keys go to the filter of the list.
    void focusFilter();
    /// Sets every text anew.
    void retranslate();

private:
    void makeList();
    void makeEditor();
    void fill();
    void showKeys();
    void filter();
    void showChosen();
    void showSlot();
    void editSlot(const QKeySequence& slot);
    void changeSlot(const QKeySequence& wanted);
    void tryKeys(const QKeySequence& keys);
    void tell(const QString& words);
    [[nodiscard]] QString chosen() const;

    KeyMap* m_keys;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    TextLabel* m_name;
    KeyField* m_field;
    QWidget* m_slots; ///< A button for each key of the chosen action.
    QToolButton* m_more;
    QPushButton* m_remove;
    QPushButton* m_reset;
    Note* m_note; ///< Why a key was not taken.
    QPushButton* m_take;
    TextLabel* m_ignored;
    QPushButton* m_resetAll;
    QKeySequence m_slot;   ///< The key that the field replaces; empty: it gives one more.
    QKeySequence m_wanted; ///< What another action has; empty: nothing is asked.
};

} // namespace zs::ui
