// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/acl/acl_rules.h"
#include "ui/common/dialog_frame.h"

#include <array>

class QTableWidget;

namespace zs::ui {

class Note;

/// Asked before an ACL is applied that takes A from this session: each right now and after. The
/// safe button is the default; it gives A back to whoever holds it now. Ends with `accepted` when
/// the ACL shall be applied, in either way.
class LockOutDialog : public DialogFrame {
    Q_OBJECT
public:
    LockOutDialog(const Path& path, std::vector<Acl> before, std::vector<Acl> after,
        SessionIdentities me, const DialogPlace& place, QWidget* parent = nullptr);

    /// What to apply: as asked, or with A kept.
    [[nodiscard]] const std::vector<Acl>& chosen() const { return m_after; }

protected:
    void retranslate() override;

private:
    void keep();

    Path m_path;
    std::vector<Acl> m_before;
    std::vector<Acl> m_after;
    SessionIdentities m_me;
    AuthId m_holder; ///< Of A, now.
    Note* m_note;
    QTableWidget* m_table;
    QPushButton* m_anyway;
    QPushButton* m_keep;
};

} // namespace zs::ui
