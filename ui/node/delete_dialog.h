// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/subtree_removal.h"

#include <array>

class QFrame;
class QLineEdit;
class QProgressBar;

namespace zs::ui {

class NodeController;
class Note;

/// Counts a node and all below it, says what would go, and deletes it from the bottom up. Enter
/// never starts the deletion: the red button is not the default one.
class DeleteDialog : public DialogFrame {
    Q_OBJECT
public:
    DeleteDialog(NodeController* controller, const Path& path, const DialogPlace& place,
        QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    /// All of it is gone. The dialog is accepted then.
    void deleted(const zs::Path& path, int nodes);

protected:
    void retranslate() override;

private:
    QWidget* makeCounts();
    void refresh();
    void showCounts();
    void showLargest();
    [[nodiscard]] QString name() const;

    NodeController* m_controller;
    SubtreeRemoval* m_removal;
    TextLabel* m_nodes = nullptr;
    TextLabel* m_bytes = nullptr;
    TextLabel* m_ephemerals = nullptr;
    std::array<TextLabel*, 3> m_countWords{};
    QFrame* m_largest = nullptr;
    bool m_largestFilled = false;
    TextLabel* m_more = nullptr; ///< "and 4 more", when there are.
    int m_unlisted = 0;
    Note* m_warning = nullptr;
    TextLabel* m_ask = nullptr;
    QLineEdit* m_confirm = nullptr;
    TextLabel* m_progress = nullptr;
    QPushButton* m_delete = nullptr;
};

} // namespace zs::ui
