// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acl/acl_rules.h"

#include <QFrame>

class QToolButton;

namespace zs::ui {

class Chip;
class PermToggles;
class TextLabel;

/// One entry of an ACL: scheme, id, "you" where it is about this session, permissions, remove.
class AclRow : public QFrame {
    Q_OBJECT
public:
    static constexpr int heightPx = 40;
    static constexpr int schemePx = 100; ///< Where the id begins.
    static constexpr int permsPx = 212;  ///< From the permissions to the right edge.

    explicit AclRow(QWidget* parent = nullptr);

    void setEntry(const Acl& entry, Granted mine, bool editable);
    void retranslate();

Q_SIGNALS:
    void permsEdited(int perms);
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Acl m_entry;
    Granted m_mine = Granted::no;
    TextLabel* m_scheme;
    TextLabel* m_id;
    Chip* m_you;
    PermToggles* m_perms;
    QToolButton* m_remove;
};

} // namespace zs::ui
