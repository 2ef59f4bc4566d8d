// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/common/dialog_frame.h"

#include <vector>

class QListWidget;
class QStackedWidget;

namespace zs::ui {

class AclController;
class DigestPrincipalForm;
class PermToggles;
class PrincipalForm;

/// Asks whom to add to an ACL, with which permissions; adds to the draft, writes nothing. A digest
/// user may become an identity of the session too; the super user only that.
class AddPrincipalDialog : public DialogFrame {
    Q_OBJECT
public:
    AddPrincipalDialog(
        AclController* controller, const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    void addForm(PrincipalForm* form);
    [[nodiscard]] PrincipalForm* form() const;
    [[nodiscard]] bool isSuper() const;
    void check();
    void add();

    AclController* m_controller;
    Path m_path;
    QListWidget* m_schemes;
    QStackedWidget* m_pages;
    std::vector<PrincipalForm*> m_forms;
    PermToggles* m_perms;
    QPushButton* m_add;
};

} // namespace zs::ui
