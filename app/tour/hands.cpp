// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/hands.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>

namespace zs::app::hands {
namespace {

void sendMouse(QWidget* widget, QEvent::Type type, QPoint position, Qt::MouseButtons held)
{
    QMouseEvent event(type, position, widget->mapToGlobal(QPointF(position)), Qt::LeftButton, held,
        Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

/// A disabled or hidden widget gets no mouse events from a platform either.
bool canBeHit(const QWidget* widget)
{
    return widget && widget->isVisible() && widget->isEnabled();
}

QWidget* childAt(QWidget* widget, QPoint& position)
{
    QWidget* child = widget->childAt(position);
    if (!child)
        return widget;
    position = child->mapFrom(widget, position);
    return child;
}

void sendKey(QWidget* widget, int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        QApplication::sendEvent(widget, &event);
    }
}

} // namespace

void click(QWidget* widget)
{
    if (widget)
        click(widget, widget->rect().center());
}

void click(QWidget* widget, QPoint position)
{
    QWidget* target = widget ? childAt(widget, position) : nullptr;
    if (!canBeHit(target))
        return;
    if (target->focusPolicy() & Qt::ClickFocus)
        target->setFocus(Qt::MouseFocusReason);
    sendMouse(target, QEvent::MouseButtonPress, position, Qt::LeftButton);
    sendMouse(target, QEvent::MouseButtonRelease, position, Qt::NoButton);
}

void doubleClick(QWidget* widget, QPoint position)
{
    click(widget, position);
    QWidget* target = childAt(widget, position);
    if (!canBeHit(target))
        return;
    sendMouse(target, QEvent::MouseButtonDblClick, position, Qt::LeftButton);
    sendMouse(target, QEvent::MouseButtonRelease, position, Qt::NoButton);
}

void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = widget->window()->focusWidget();
    sendKey(focus ? focus : widget, key, modifiers, QString());
}

void type(QWidget* widget, const QString& text)
{
    if (!canBeHit(widget))
        return;
    widget->setFocus(Qt::MouseFocusReason);
    for (const QChar letter : text) {
        const bool newLine = letter == u'\n';
        const int key = newLine ? int(Qt::Key_Return) : int(letter.toUpper().unicode());
        sendKey(widget, key, Qt::NoModifier, newLine ? QStringLiteral("\r") : QString(letter));
    }
}

void replaceText(QWidget* field, const QString& text)
{
    if (!canBeHit(field))
        return;
    field->setFocus(Qt::MouseFocusReason);
    sendKey(field, Qt::Key_A, Qt::ControlModifier, QString());
    type(field, text);
}

} // namespace zs::app::hands
