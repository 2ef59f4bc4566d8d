// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

#include <QStringList>

namespace zs::ui {

/// Asks before edits that are not saved go with their connection. Accepted: they may.
class UnsavedEditsDialog : public DialogFrame {
    Q_OBJECT
public:
    /// `nodes`: one visible line each; at least one.
    UnsavedEditsDialog(QStringList nodes, const DialogPlace& place, QWidget* parent);

protected:
    void retranslate() override;

private:
    QStringList m_nodes; ///< The first of them are listed, each in a label of its own.
    TextLabel* m_rest; ///< How many more than are listed.
    TextLabel* m_text;
    QPushButton* m_close;
};

} // namespace zs::ui
