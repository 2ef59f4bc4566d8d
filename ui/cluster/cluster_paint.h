// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"
#include "ui/theme/typography.h"

#include <QRectF>

class QPainter;

namespace zs::ui {

/// What the painted parts of the cluster page share. Colours come from the theme at each call.

/// Text on the middle of `middleY`, from `x`; cut with an ellipsis at `width`. Yields its end.
qreal drawText(QPainter& painter, qreal x, qreal middleY, const QString& text, TextStyle style,
    Token tone, qreal width = 1e6);
/// Text with its end at `right`. Yields where it starts.
qreal drawTextRight(QPainter& painter, qreal right, qreal middleY, const QString& text,
    TextStyle style, Token tone);
void drawTextCentred(
    QPainter& painter, const QRectF& box, const QString& text, TextStyle style, Token tone);
[[nodiscard]] qreal textWidth(const QString& text, TextStyle style);

/// A line of bits in the mono style; strong bits are semibold. Where they are wider than `width`
/// they are drawn smaller, then the last ones are left out; the first alone is cut.
void drawBits(QPainter& painter, qreal x, qreal middleY, const TextLine& line, qreal width);
[[nodiscard]] QString plainText(const TextLine& line);

/// A rounded box with a border of 1 px inside of `box`.
void drawBox(QPainter& painter, const QRectF& box, qreal radius, Token ground, Token border,
    qreal borderPx = 1);

/// A chip of 20 px with its right end at `right`. Yields its left end.
qreal drawChipRight(
    QPainter& painter, qreal right, qreal top, const QString& text, const Tint& tint);

} // namespace zs::ui
