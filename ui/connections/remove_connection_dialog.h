// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/connections/connection_profile.h"

namespace zs::ui {

/// Asks before a saved connection, with its settings and passwords, is removed from the list.
class RemoveConnectionDialog : public DialogFrame {
    Q_OBJECT
public:
    explicit RemoveConnectionDialog(ConnectionProfile profile, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    ConnectionProfile m_profile;
    TextLabel* m_text;
    QPushButton* m_remove;
};

} // namespace zs::ui
