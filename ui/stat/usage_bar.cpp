// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/usage_bar.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace zs::ui {

UsageBar::UsageBar(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(6);
}

void UsageBar::setUsage(qint64 used, qint64 softLimit, qint64 hardLimit)
{
    m_used = used;
    m_soft = softLimit;
    m_hard = hardLimit;
    update();
}

void UsageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = height() / 2.0;
    painter.setBrush(color(Token::border));
    painter.drawRoundedRect(rect(), radius, radius);
    const qint64 full = std::max(m_soft, m_hard);
    if (full <= 0 || m_used <= 0)
        return;
    const double share = std::min(1.0, double(m_used) / double(full));
    const Token ink = isAtHard() ? fillOf(Role::danger)
        : isOverSoft()           ? fillOf(Role::looking)
                                 : Token::accent;
    painter.setBrush(color(ink));
    painter.drawRoundedRect(
        QRectF(0, 0, std::max(width() * share, double(height())), height()), radius, radius);
    if (m_soft > 0 && m_hard > m_soft) { // Where the warnings begin.
        painter.setBrush(color(Token::text3));
        painter.drawRect(QRectF(width() * double(m_soft) / double(full), 0, 1, height()));
    }
}

} // namespace zs::ui
