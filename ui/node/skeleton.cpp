// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/skeleton.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace zs::ui {

void Skeleton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(Token::canvas));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::hover));
    constexpr int lengths[] = {90, 210, 160, 240, 130, 60};
    int top = 13;
    for (const int length : lengths) {
        painter.drawRoundedRect(56, top, length, 10, 4, 4);
        top += 20;
    }
}

} // namespace zs::ui
