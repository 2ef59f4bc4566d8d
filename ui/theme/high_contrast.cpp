// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/high_contrast.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace zs::ui {

TokenTable inHighContrast(TokenTable tokens)
{
    const auto give = [&tokens](Token to, Token from) {
        tokens[static_cast<std::size_t>(to)] = tokens[static_cast<std::size_t>(from)];
    };
    give(Token::border, Token::borderStrong);
    give(Token::borderStrong, Token::text3);
    give(Token::text3, Token::text2);
    give(Token::text2, Token::text);
    return tokens;
}

void paintSoftGround(QPainter& painter, const QRectF& rect, qreal radius, Token soft, Token ink)
{
    const bool outlined = isHighContrast();
    if (outlined)
        painter.setPen(color(ink));
    else
        painter.setPen(Qt::NoPen);
    painter.setBrush(color(outlined ? Token::canvas : soft));
    const qreal inset = outlined ? 0.5 : 0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace zs::ui
