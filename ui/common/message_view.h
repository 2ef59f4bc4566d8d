// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace zs::ui {

class TextLabel;

/// Fills a view that has nothing else to show: an icon in a circle of 40 px, what happened, what it
/// means or what to do, and one or two buttons. Serves the empty and the error states.
class MessageView : public QWidget {
    Q_OBJECT
public:
    explicit MessageView(QWidget* parent = nullptr);

    /// `down` is the neutral look of an empty state, `danger` that of an error.
    void setMessage(
        Role role, const QString& iconName, const QString& title, const QString& text);
    /// An error in words, with its code.
    void setError(const Error& error);
    /// Shows the button "Details", which copies `report`, until the next message or error.
    void setReport(const QString& report);
    /// Puts a button below; the view owns it from then on.
    void addButton(QPushButton* button);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void copyReport();
    void retranslate();

    Role m_role = Role::down;
    QString m_icon;
    QWidget* m_circle;
    TextLabel* m_title;
    TextLabel* m_text;
    QHBoxLayout* m_buttons;
    QPushButton* m_details;
    QString m_report;
    bool m_copied = false;
};

} // namespace zs::ui
