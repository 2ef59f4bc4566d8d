// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/subtree_removal.h"

#include <array>

class QCheckBox;
class QFrame;

namespace zs::ui {

class NameGuard;
class NodeController;
class Note;
class SubtreeBackup;

/// Counts a node and all below it, says what would go, saves a backup, and deletes from the bottom
/// up. What stopped can be resumed, or counted again after a change by others. Enter never starts
/// the deletion: the red button is not the default one.
class DeleteDialog : public DialogFrame {
    Q_OBJECT
public:
    /// `watches` of this console stand on the node and below it; they end with the nodes.
    DeleteDialog(NodeController* controller, const Path& path, int watches,
        const DialogPlace& place, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    /// All of it is gone. The dialog is accepted then. `backup` is a file name, or empty.
    void deleted(const zs::Path& path, int nodes, const QString& backup);

protected:
    void retranslate() override;

private:
    QWidget* makeCounts();
    QWidget* makeBackup();
    void makeFooter();
    void wire();
    void refresh();
    void refreshButtons();
    void showCounts();
    void showWarning();
    void showProgress();
    void showLargest();
    void showEphemerals();
    void start();
    void startBackup();
    void onBackupChanged();
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isBackingUp() const;
    [[nodiscard]] int left() const;

    NodeController* m_controller;
    SubtreeRemoval* m_removal;
    SubtreeBackup* m_backup = nullptr; ///< The last one; none before the first.
    QString m_backupName;
    int m_removedBefore = 0; ///< Before the nodes were counted again.
    int m_watches;
    TextLabel* m_nodes = nullptr;
    TextLabel* m_bytes = nullptr;
    TextLabel* m_ephemerals = nullptr;
    TextLabel* m_watchCount = nullptr;
    std::array<TextLabel*, 4> m_countWords{};
    QFrame* m_largest = nullptr;
    QFrame* m_ephemeralCard = nullptr;
    TextLabel* m_ephemeralWord = nullptr;
    QWidget* m_ephemeralNames = nullptr;
    bool m_listsFilled = false;
    bool m_confirmable = false; ///< All was counted once, so that the name can be typed.
    Note* m_warning = nullptr;
    QWidget* m_backupRow = nullptr;
    QCheckBox* m_withBackup = nullptr;
    TextLabel* m_backupFile = nullptr;
    NameGuard* m_guard = nullptr;
    TextLabel* m_progress = nullptr;
    QPushButton* m_countAgain = nullptr;
    QPushButton* m_delete = nullptr;
};

} // namespace zs::ui
