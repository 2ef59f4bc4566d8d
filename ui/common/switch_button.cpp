// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/switch_button.h"

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int trackWidthPx = 28;
constexpr int trackHeightPx = 16;
constexpr int knobPx = 12;
constexpr int gapPx = 8;
constexpr int heightPx = 24;

} // namespace

SwitchButton::SwitchButton(const char* objectName, QWidget* parent) : QAbstractButton(parent)
{
    setObjectName(QLatin1String(objectName));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize SwitchButton::sizeHint() const
{
    const QFontMetrics metrics(fontFor(TextStyle::body));
    return {trackWidthPx + gapPx + metrics.horizontalAdvance(text()) + 2, heightPx};
}

QSize SwitchButton::minimumSizeHint() const
{
    return {trackWidthPx, heightPx};
}

void SwitchButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::StyleChange)
        update();
    QAbstractButton::changeEvent(event);
}

void SwitchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(isEnabled() ? 1.0 : 0.45);
    const QRect track(0, (height() - trackHeightPx) / 2, trackWidthPx, trackHeightPx);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(isChecked() ? Token::accent : Token::borderStrong));
    painter.drawRoundedRect(track, trackHeightPx / 2.0, trackHeightPx / 2.0);
    const int inset = (trackHeightPx - knobPx) / 2;
    const int x = isChecked() ? track.right() + 1 - inset - knobPx : track.left() + inset;
    // Light in both themes.
    painter.setBrush(color(Theme::instance().isDark() ? Token::text : Token::onAccent));
    painter.drawEllipse(x, track.top() + inset, knobPx, knobPx);
    painter.setPen(color(Token::text));
    painter.setFont(fontFor(TextStyle::body));
    const QRect words(trackWidthPx + gapPx, 0, width() - trackWidthPx - gapPx, height());
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace zs::ui
