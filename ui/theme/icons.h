// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>

class QAbstractButton;

namespace zs::ui {

/// The colours of an icon's states.
struct IconTokens {
    Token normal = Token::text2;
    Token on = Token::accentText; ///< Of a checked button or an opened row.
};

/// A Lucide icon by its file name without suffix, e.g. "folder-tree". It takes its colours from
/// the theme when it is painted, so a theme switch needs no new icon. An unknown name aborts:
/// names are literals, and a test asks for each file.
[[nodiscard]] QIcon icon(const QString& name, IconTokens tokens = {});

/// The icon as pixels, `sizePx` logical pixels wide and high; cached by name, token, size and
/// ratio.
[[nodiscard]] QPixmap iconPixmap(
    const QString& name, Token token, int sizePx, qreal devicePixelRatio);

/// Sets the icon and its size (14, 16, 18 or 20 logical pixels) on a button.
void setIcon(QAbstractButton* button, const QString& name, int sizePx = 16, IconTokens tokens = {});

/// For tests: how many pixmaps the cache holds.
[[nodiscard]] int cachedIconCount();

} // namespace zs::ui
