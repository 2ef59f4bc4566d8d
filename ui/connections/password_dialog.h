// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/connections/connection_profile.h"
#include "ui/connections/secrets.h"

class QCheckBox;
class QLineEdit;

namespace zs::ui {

/// Asks for the password of a user when a connection is opened and none is kept.
class PasswordDialog : public DialogFrame {
    Q_OBJECT
public:
    PasswordDialog(Login login, const DialogPlace& place, QWidget* parent = nullptr);

    [[nodiscard]] QString password() const;
    /// Whether it is to be kept in the keychain.
    [[nodiscard]] bool keeps() const;
    /// Without a keychain there is nothing to choose.
    void setKeychainAvailable(bool available);

protected:
    void retranslate() override;

private:
    Login m_login;
    TextLabel* m_label;
    QLineEdit* m_password;
    QCheckBox* m_keep;
    QPushButton* m_open;
};

} // namespace zs::ui
