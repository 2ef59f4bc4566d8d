// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

class QLineEdit;

namespace zs::ui {

/// Asks before a connection that was opened read-only may write; a guarded one wants its name
/// typed.
class UnlockDialog : public DialogFrame {
    Q_OBJECT
public:
    explicit UnlockDialog(const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    TextLabel* m_text;
    TextLabel* m_nameLabel;
    QLineEdit* m_name;
    QPushButton* m_unlock;
};

} // namespace zs::ui
