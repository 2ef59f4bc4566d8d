// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/subtree_transfers.h"

#include <QTimer>

class QLineEdit;
class QTableView;

namespace zs::ui {

class KnownTreeNote;
class NameGuard;
class NodeController;
class Note;

/// Asks where several nodes, each with all below it, shall be duplicated or moved to: names what
/// cannot come along and which names are taken before anything is done, and lets single nodes be
/// left out. What was done before a stop or a failure stays, and is not done again.
class TransfersDialog : public DialogFrame {
    Q_OBJECT
public:
    /// No node of `from` lies below another one.
    TransfersDialog(SubtreeTransfer::Kind kind, NodeController* controller,
        const std::vector<Path>& from, const DialogPlace& place, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    /// One of them is there.
    void transferred(const zs::Path& from, const zs::Path& to, int nodes);
    /// All that was chosen is there. The dialog is accepted then.
    void finished(const zs::Path& target, int nodes);

protected:
    void retranslate() override;
    bool event(QEvent* event) override;

private:
    QWidget* makeTarget();
    void makeTable();
    void makeFooter();
    void wire(NodeController* controller);
    void lookAtTarget();
    void refresh();
    void showTarget();
    void showNotes();
    void showProgress();
    [[nodiscard]] QString problemWithTarget() const;
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] bool isMove() const;

    NodeController* m_controller;
    SubtreeTransfers* m_transfers;
    int m_count; ///< Of the nodes that were selected.
    TextLabel* m_targetLabel = nullptr;
    QLineEdit* m_target = nullptr;
    TextLabel* m_hint = nullptr;
    QTableView* m_table = nullptr;
    KnownTreeNote* m_known = nullptr;
    Note* m_explanation = nullptr;
    Note* m_stays = nullptr;
    Note* m_failure = nullptr;
    NameGuard* m_guard = nullptr;
    TextLabel* m_progress = nullptr;
    QPushButton* m_leaveOut = nullptr;
    QPushButton* m_start = nullptr;
    QTimer m_typing;  ///< Between keys and the question what is at the target.
    QTimer m_refresh; ///< Progress comes more often than it can be read.
};

} // namespace zs::ui
