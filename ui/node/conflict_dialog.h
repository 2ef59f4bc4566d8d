// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

namespace zs::ui {

class DataEditor;
class NodeController;

/// The server's data beside the unsaved edit, lines that differ marked. Offers to take the
/// server's, to go on editing, or to overwrite the version that is shown, which is checked again.
class ConflictDialog : public DialogFrame {
    Q_OBJECT
public:
    /// `controller->newer()` must hold the server's state.
    ConflictDialog(
        NodeController* controller, const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    struct Side {
        TextLabel* word = nullptr;
        TextLabel* below = nullptr;
        DataEditor* editor = nullptr;
    };
    QWidget* makeSide(Side& side, const char* objectName);
    void refresh();

    NodeController* m_controller;
    Side m_server;
    Side m_mine;
    QPushButton* m_take;
    QPushButton* m_overwrite;
};

} // namespace zs::ui
