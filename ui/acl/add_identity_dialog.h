// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

class QLineEdit;

namespace zs::ui {

class AclController;
class Note;

/// Asks for a digest user and password, and presents them in the open session. It closes when the
/// server has taken them; a refusal is told in the dialog. Nothing is stored.
class AddIdentityDialog : public DialogFrame {
    Q_OBJECT
public:
    AddIdentityDialog(
        AclController* controller, const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    void check();
    void send();

    AclController* m_controller;
    TextLabel* m_userLabel;
    QLineEdit* m_user;
    TextLabel* m_passwordLabel;
    QLineEdit* m_password;
    TextLabel* m_hint;
    Note* m_problem;
    QPushButton* m_add;
    bool m_sent = false;
};

} // namespace zs::ui
