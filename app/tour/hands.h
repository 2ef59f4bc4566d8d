// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>

class QWidget;

namespace zs::app {

/// Mouse and keyboard for the tour: real events, delivered as the platform would deliver them, to
/// the widget under the point or with the focus. Works without a display.
/// A click on what is hidden, disabled or covered by nothing of ours does nothing; the tour then
/// sees that its step had no effect.
namespace hands {

void click(QWidget* widget);
void click(QWidget* widget, QPoint position);
void doubleClick(QWidget* widget, QPoint position);
/// Presses and releases one key on the widget that has the focus in `widget`'s window.
void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {});
/// Types text key by key into `widget`.
void type(QWidget* widget, const QString& text);
/// Selects all in a field and types over it.
void replaceText(QWidget* field, const QString& text);

} // namespace hands
} // namespace zs::app
