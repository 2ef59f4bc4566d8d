// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int ringPx = 2;
constexpr int gapPx = 1;

/// Lists, editors and fields show the focus by their own border or current row.
bool wantsRing(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget)
        || widget->property("focusRing").toBool();
}

bool isKeyboardReason(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
}

} // namespace

class FocusRing::Overlay : public QWidget {
public:
    explicit Overlay(QWidget* parent) : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::accent), ringPx));
        const qreal half = ringPx / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 8, 8);
    }
};

FocusRing::FocusRing(QObject* parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

FocusRing::~FocusRing() = default;

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget)
        return false;
    switch (event->type()) {
    case QEvent::FocusIn:
        if (wantsRing(widget) && isKeyboardReason(static_cast<QFocusEvent*>(event)->reason()))
            showAround(widget);
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
        if (widget == m_target)
            hide();
        break;
    case QEvent::Move:
    case QEvent::Resize:
        if (m_target && (widget == m_target || widget->isAncestorOf(m_target)))
            place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::showAround(QWidget* widget)
{
    hide();
    m_target = widget;
    m_overlay = new Overlay(widget->window());
    place();
    m_overlay->show();
    m_overlay->raise();
}

void FocusRing::hide()
{
    m_target = nullptr;
    if (m_overlay) {
        m_overlay->hide();
        m_overlay->deleteLater();
    }
    m_overlay = nullptr;
}

void FocusRing::place()
{
    if (!m_overlay || !m_target)
        return;
    constexpr int outset = ringPx + gapPx;
    const QPoint origin = m_target->mapTo(m_target->window(), QPoint(0, 0));
    const QRect around
        = QRect(origin, m_target->size()).adjusted(-outset, -outset, outset, outset);
    m_overlay->setGeometry(around & m_target->window()->rect()); // At its edge: inside of it.
}

} // namespace zs::ui
