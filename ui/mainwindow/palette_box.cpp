// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_box.h"

#include "ui/common/action_keys.h"
#include "ui/common/text_format.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int widthPx = 260;
constexpr int heightPx = 28; ///< And its width when the icon is alone.
constexpr int iconPx = 14;
constexpr int sidePx = 9;
constexpr int textPx = 29;

QString keyText()
{
    return keyCaps(keyOf("window.palette").toString(QKeySequence::NativeText));
}

} // namespace

PaletteBox::PaletteBox(QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("paletteBox"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFixedHeight(heightPx);
    retranslate();
}

QSize PaletteBox::sizeHint() const
{
    return {m_folded ? heightPx : widthPx, heightPx};
}

int PaletteBox::unfoldedWidth()
{
    return widthPx;
}

void PaletteBox::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    updateGeometry();
    update();
}

void PaletteBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractButton::changeEvent(event);
}

void PaletteBox::retranslate()
{
    setText(tr("Go to node or command"));
    setVerb(this, text(), keyOf("window.palette"));
    update();
}

void PaletteBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::borderStrong));
    painter.setBrush(color(underMouse() || isDown() ? Token::hover : Token::canvas));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const int iconX = m_folded ? (width() - iconPx) / 2 : sidePx;
    painter.drawPixmap(QPoint(iconX, (height() - iconPx) / 2),
        iconPixmap(QStringLiteral("search"), Token::text3, iconPx, devicePixelRatioF()));
    if (m_folded)
        return;
    painter.setFont(fontFor(TextStyle::monoSmall));
    const QString keys = keyText();
    const int keysPx = painter.fontMetrics().horizontalAdvance(keys) + 10;
    const QRectF frame(width() - 8 - keysPx, (height() - 18) / 2.0, keysPx, 18);
    painter.setPen(color(Token::border));
    painter.setBrush(color(Token::panel));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(color(Token::text2));
    painter.drawText(frame, Qt::AlignCenter, keys);
    const int right = width() - 16 - keysPx;
    painter.setFont(fontFor(TextStyle::body));
    painter.setPen(color(Token::text3));
    const QString shown
        = painter.fontMetrics().elidedText(text(), Qt::ElideRight, std::max(0, right - textPx));
    painter.drawText(QRect(textPx, 0, std::max(0, right - textPx), height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace zs::ui
