// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_page.h"

class QLineEdit;

namespace zs::ui {

class FileField;
class Note;
class SwitchButton;

class SshPage : public ConnectionPage {
    Q_OBJECT
public:
    explicit SshPage(QWidget* parent = nullptr);
    void load(const ConnectionProfile& profile) override;
    void store(ConnectionProfile& profile) const override;
    void retranslate() override;
    [[nodiscard]] QString problem() const override;

private:
    void check();

    SwitchButton* m_on;
    TextLabel* m_destinationLabel = nullptr;
    QLineEdit* m_destination;
    TextLabel* m_portLabel = nullptr;
    QLineEdit* m_port;
    TextLabel* m_identityLabel = nullptr;
    FileField* m_identity;
    Note* m_note;
};

} // namespace zs::ui
