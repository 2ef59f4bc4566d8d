// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_place.h"

#include <QDialog>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace zs::ui {

class Chip;
class TextLabel;

/// What the node dialogs share: a title with the environment's chip, a line below it, the body,
/// and a footer of 52 px with its buttons at the right. Esc cancels. Tab goes through the body,
/// then through the footer. Where a dialog does not set the focus itself, it starts in the first
/// field of the body, or at Cancel where that is the default button.
class DialogFrame : public QDialog {
    Q_OBJECT
public:
    DialogFrame(const DialogPlace& place, int widthPx, QWidget* parent);

    /// The same place in the words of another language.
    void setPlace(const DialogPlace& place);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    /// Sets every text anew; called when the language or the place's words change.
    virtual void retranslate() = 0;
    void setHead(const QString& title, const QString& below);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// Left of the buttons.
    [[nodiscard]] QHBoxLayout* footerLeft() const { return m_footerLeft; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    /// Right of Cancel, in the order of the calls; the frame owns it.
    void addButton(QPushButton* button);
    /// Gives the dialog the height that its content needs at its width.
    void fitHeight();
    [[nodiscard]] const DialogPlace& place() const { return m_place; }

private:
    void showPlace();

    DialogPlace m_place;
    TextLabel* m_title;
    TextLabel* m_below;
    Chip* m_chip;
    QWidget* m_content;
    QVBoxLayout* m_body;
    QHBoxLayout* m_footer;
    QHBoxLayout* m_footerLeft;
    QPushButton* m_cancel;
};

} // namespace zs::ui
