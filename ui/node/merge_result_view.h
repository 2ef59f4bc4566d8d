// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/diff_view.h"

class QAbstractButton;

namespace zs::ui {

/// The result of a merge, with buttons in the rows that somebody must decide. A choice can be
/// changed until the result is saved.
class MergeResultView : public DiffView {
    Q_OBJECT
public:
    /// Beyond it merging by hand is no help: nothing can be chosen then.
    static constexpr int maxConflicts = 100;

    explicit MergeResultView(QWidget* parent = nullptr);

    /// Starts anew, with every conflict open.
    void setParts(std::vector<MergePart> parts);
    [[nodiscard]] int conflicts() const { return static_cast<int>(m_choices.size()); }
    [[nodiscard]] int openConflicts() const;
    /// Parts that were merged without a decision.
    [[nodiscard]] int mergedChanges() const;
    /// Requires: no conflict is open.
    [[nodiscard]] std::string text() const { return mergedText(m_parts, m_choices); }
    /// Goes to the next (or previous) conflict after the one that was gone to last, and puts the
    /// keyboard on its first button.
    void goToConflict(bool next);
    void retranslate();

Q_SIGNALS:
    void choiceChanged();

private:
    struct Buttons {
        QWidget* box = nullptr;
        QAbstractButton* server = nullptr;
        QAbstractButton* mine = nullptr;
        QAbstractButton* both = nullptr;
    };
    void makeButtons();
    void choose(int conflict, MergeChoice choice);
    void refresh();
    void placeButtons();

    std::vector<MergePart> m_parts;
    std::vector<MergeChoice> m_choices; ///< One for each conflict.
    std::vector<Buttons> m_buttons;     ///< The same, or none when there are too many.
    int m_current = -1;
};

} // namespace zs::ui
