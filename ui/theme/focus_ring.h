// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace zs::ui {

/// Draws the ring of keyboard focus: 2 px of accent, 1 px outside the widget that has the focus.
/// A style sheet can only draw inside a widget. Focus by mouse shows no ring.
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QObject* parent);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showAround(QWidget* widget);
    void hide();
    void place();

    class Overlay;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_overlay;
};

} // namespace zs::ui
