// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/stat/quota_text.h"

#include <array>

class QLineEdit;

namespace zs::ui {

class NameGuard;
class Note;
class QuotaModel;
class UsageBar;

/// The quota of a node: how much of it is used, its soft and hard limits, and their change. Says
/// why where there can be none.
class QuotaDialog : public DialogFrame {
    Q_OBJECT
public:
    /// Takes `model` over, and reads.
    QuotaDialog(QuotaModel* model, const DialogPlace& place, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    struct Row {
        TextLabel* word = nullptr;
        TextLabel* used = nullptr;
        QLineEdit* soft = nullptr;
        QLineEdit* hard = nullptr;
        UsageBar* bar = nullptr;
    };

    QWidget* makeRows();
    void makeFooter();
    void refresh();
    void fillFields();
    void showUsage();
    void showNote();
    void refreshButtons();
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString warning() const;
    [[nodiscard]] QuotaNumbers typed() const;

    QuotaModel* m_model;
    QWidget* m_limits = nullptr;
    TextLabel* m_usedWord = nullptr;
    TextLabel* m_softWord = nullptr;
    TextLabel* m_hardWord = nullptr;
    Row m_count;
    Row m_bytes;
    TextLabel* m_meaning = nullptr;
    Note* m_note = nullptr;
    NameGuard* m_guard = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_set = nullptr;
    std::optional<QuotaNumbers> m_filled; ///< What the fields were filled with last.
    bool m_fillable = false; ///< There was something to type into once.
};

} // namespace zs::ui
