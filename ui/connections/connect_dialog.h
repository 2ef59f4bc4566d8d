// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_profile.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace zs::ui {

class TextLabel;

/// Asks where to connect to: a connect string and a session time-out, checked while typing.
/// It only asks; whoever opened it connects when it is accepted.
class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    explicit ConnectDialog(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    /// What was entered; meaningful once the dialog was accepted.
    [[nodiscard]] ConnectionProfile profile() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void validate();

    TextLabel* m_title;
    TextLabel* m_subtitle;
    TextLabel* m_serversLabel;
    QLineEdit* m_servers;
    TextLabel* m_serversHint;
    TextLabel* m_timeoutLabel;
    QLineEdit* m_timeout;
    TextLabel* m_timeoutHint;
    QPushButton* m_cancel;
    QPushButton* m_connect;
};

} // namespace zs::ui
