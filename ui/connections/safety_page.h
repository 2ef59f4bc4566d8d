// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_page.h"

namespace zs::ui {

class Note;
class SwitchButton;

class SafetyPage : public ConnectionPage {
    Q_OBJECT
public:
    explicit SafetyPage(QWidget* parent = nullptr);
    void load(const ConnectionProfile& profile) override;
    void store(ConnectionProfile& profile) const override;
    void retranslate() override;
    /// Production asks in any case.
    void setEnvironment(Environment environment);

private:
    SwitchButton* m_confirm;
    TextLabel* m_confirmHint;
    Note* m_note;
    Environment m_environment = Environment::none;
    bool m_wanted = false;
};

} // namespace zs::ui
