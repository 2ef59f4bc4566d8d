// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_box.h"

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
constexpr int iconPx = 16;

QString keyText()
{
    return QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
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
    setVerb(this, text(), QKeySequence(Qt::CTRL | Qt::Key_K));
    update();
}

void PaletteBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::borderStrong));
    painter.setBrush(color(underMouse() || isDown() ? Token::hover : Token::canvas));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const int iconX = m_folded ? (width() - iconPx) / 2 : 10;
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
        = painter.fontMetrics().elidedText(text(), Qt::ElideRight, std::max(0, right - 34));
    painter.drawText(QRect(34, 0, std::max(0, right - 34), height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace zs::ui
