// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"

class QLineEdit;

namespace zs::ui {

class TextLabel;

/// Asks what is to be seen at a time of a recording that gets a bookmark. It may stay empty.
class BookmarkDialog : public DialogFrame {
    Q_OBJECT
public:
    explicit BookmarkDialog(QWidget* parent = nullptr);

    /// In one line, and not longer than a label can be.
    [[nodiscard]] QString words() const;

protected:
    void retranslate() override;

private:
    TextLabel* m_label;
    QLineEdit* m_name;
    QPushButton* m_set;
};

} // namespace zs::ui
