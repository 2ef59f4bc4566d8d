// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>
#include <QTimer>

namespace zs::ui {

class TextLabel;

/// A short message at the lower edge of a window, gone after 4 s unless the mouse is over it. A new
/// message takes the place of the old one; a change of the language closes it. Told to
/// screen readers as an alert.
class Toast : public QFrame {
    Q_OBJECT
public:
    /// `host` is the widget over whose lower edge it floats; it becomes the parent.
    explicit Toast(QWidget* host);

    void showMessage(Role role, const QString& text);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    Role m_role = Role::leading;
    TextLabel* m_text;
    QTimer m_timer;
};

} // namespace zs::ui
