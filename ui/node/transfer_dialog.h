// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/node/subtree_transfer.h"

class QLineEdit;

namespace zs::ui {

class NameGuard;
class NodeController;
class Note;

/// Asks where a node and all below it shall be duplicated or moved to, says beforehand what cannot
/// come along, and does it. What was done before a stop or a failure stays, which it says.
class TransferDialog : public DialogFrame {
    Q_OBJECT
public:
    TransferDialog(SubtreeTransfer::Kind kind, NodeController* controller, const Path& from,
        const DialogPlace& place, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    /// All of it is there. The dialog is accepted then.
    void finished(const zs::Path& to, int nodes);

protected:
    void retranslate() override;
    bool event(QEvent* event) override;

private:
    QWidget* makeTarget();
    void makeFooter();
    void refresh();
    void showTarget();
    void showWhatStays();
    void showProgress();
    [[nodiscard]] QString problemWithTarget() const;
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] bool isMove() const;
    [[nodiscard]] bool isBlocked() const;
    [[nodiscard]] Path target() const;
    void start();

    NodeController* m_controller;
    SubtreeTransfer* m_transfer;
    TextLabel* m_targetLabel = nullptr;
    QLineEdit* m_target = nullptr;
    TextLabel* m_hint = nullptr;
    Note* m_explanation = nullptr;
    Note* m_stays = nullptr;
    Note* m_failure = nullptr;
    NameGuard* m_guard = nullptr;
    TextLabel* m_progress = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace zs::ui
