// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/chip.h"

#include "ui/common/visible_text.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QFontMetrics>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int chipHeightPx = 20;
constexpr int chipPaddingPx = 7;
constexpr int chipIconPx = 12;
constexpr int chipGapPx = 4;
constexpr int chipRadiusPx = 4;

QFont keysFont(bool strong)
{
    QFont font = fontFor(TextStyle::monoSmall);
    if (strong)
        font.setWeight(QFont::Bold);
    return font;
}

} // namespace

Chip::Chip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setText(const QString& text)
{
    m_text = visibleText(text);
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void Chip::setRole(Role role)
{
    m_ground = softOf(role);
    m_ink = textOf(role);
    update();
}

void Chip::setAccent()
{
    m_ground = Token::accentSoft;
    m_ink = Token::accentText;
    update();
}

void Chip::setIconName(const QString& name)
{
    m_icon = name;
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const int text = QFontMetrics(fontFor(TextStyle::chip)).horizontalAdvance(m_text);
    const int icon = m_icon.isEmpty() ? 0 : chipIconPx + chipGapPx;
    return {2 * chipPaddingPx + icon + text, chipHeightPx};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSoftGround(painter, rect(), chipRadiusPx, m_ground, m_ink);
    QRect inner = rect().adjusted(chipPaddingPx, 0, -chipPaddingPx, 0);
    if (!m_icon.isEmpty()) {
        painter.drawPixmap(QPoint(inner.x(), (height() - chipIconPx) / 2),
            iconPixmap(m_icon, m_ink, chipIconPx, devicePixelRatioF()));
        inner.setLeft(inner.left() + chipIconPx + chipGapPx);
    }
    painter.setPen(color(m_ink));
    painter.setFont(fontFor(TextStyle::chip));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_text);
}

StateDot::StateDot(QWidget* parent) : QWidget(parent)
{
    setFixedSize(8, 8);
}

void StateDot::setRole(Role role)
{
    m_role = role;
    update();
}

void StateDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(fillOf(m_role)));
    painter.drawEllipse(rect());
}

int keysWidth(const QString& keys, bool strong)
{
    return QFontMetrics(keysFont(strong)).horizontalAdvance(keys) + 10;
}

void drawKeys(QPainter& painter, const QRect& frame, const QString& keys, bool strong)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::border));
    painter.setBrush(color(Token::panel));
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(color(strong ? Token::text : Token::text2));
    painter.setFont(keysFont(strong));
    painter.drawText(frame, Qt::AlignCenter, keys);
}

KeyLabel::KeyLabel(const QString& keys, QWidget* parent) : QWidget(parent), m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
}

void KeyLabel::setKeys(const QString& keys)
{
    m_keys = keys;
    setAccessibleName(keys);
    updateGeometry();
    update();
}

QSize KeyLabel::sizeHint() const
{
    return {keysWidth(m_keys), 18};
}

void KeyLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawKeys(painter, rect(), m_keys);
}

} // namespace zs::ui
