// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

class QPainter;
class QRectF;

namespace zs::ui {

/// The theme in high contrast: stronger lines and texts, outlines in place of soft grounds. Off
/// until it is set; Theme::install must have been called.
void setHighContrast(bool high);
[[nodiscard]] bool isHighContrast();

/// Borders take the strong colour, strong ones that of hints; secondary text and hints move one
/// step towards the text.
[[nodiscard]] TokenTable inHighContrast(TokenTable tokens);

/// Paints the quiet ground of a chip, a note or a badge: filled with `soft`; in high contrast an
/// outline in `ink`, the colour of its text, around the ground of the canvas.
void paintSoftGround(QPainter& painter, const QRectF& rect, qreal radius, Token soft, Token ink);

} // namespace zs::ui
