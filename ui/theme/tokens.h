// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"

#include <QByteArray>
#include <QColor>
#include <QMetaEnum>
#include <QObject>

#include <array>

namespace zs::ui {
Q_NAMESPACE

/// Names of the colours in resources/tokens.json; an enumerator is spelled as its key there.
/// `<role>` is for fills and borders, `<role>Text` for text, `<role>Soft` for quiet grounds.
enum class Token {
    canvas, panel, chrome, raised, hover, selected, selectedInactive, border, borderStrong,
    text, text2, text3, accent, accentHover, onAccent, accentSoft, accentText,
    looking, lookingText, lookingSoft, following, followingText, followingSoft,
    leading, leadingText, leadingSoft, observing, observingText, observingSoft,
    down, downText, downSoft, danger, dangerText, dangerSoft, onDanger,
    synKey, synString, synNumber, synKeyword, synComment, shadow,
};
Q_ENUM_NS(Token)

inline constexpr int tokenCount = static_cast<int>(Token::shadow) + 1;

/// What a colour stands for. Server states, messages and environments share these six.
enum class Role { looking, following, leading, observing, down, danger };
Q_ENUM_NS(Role)

[[nodiscard]] Token fillOf(Role role);
[[nodiscard]] Token textOf(Role role);
[[nodiscard]] Token softOf(Role role);

/// The key in tokens.json, e.g. "accentText".
[[nodiscard]] QString tokenName(Token token);

/// One theme's colours.
using TokenTable = std::array<QColor, tokenCount>;

struct TokenSets {
    TokenTable light;
    TokenTable dark;
};

/// Reads tokens.json: the objects "light" and "dark", each with every token as "#RRGGBB" or
/// "#RRGGBBAA". Fails: invalidInput, naming the missing, unknown or malformed token.
[[nodiscard]] Result<TokenSets> parseTokens(const QByteArray& json);

} // namespace zs::ui
