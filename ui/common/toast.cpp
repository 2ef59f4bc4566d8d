// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/toast.h"

#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <chrono>

namespace zs::ui {
namespace {

constexpr std::chrono::seconds shownFor{4};
constexpr int cornerPx = 8;
constexpr int shadowPx = 12;
constexpr int distancePx = 44; ///< From the lower edge of the host: above the status bar.

QString iconOf(Role role)
{
    switch (role) {
    case Role::danger: return QStringLiteral("circle-x");
    case Role::looking: return QStringLiteral("triangle-alert");
    case Role::leading: return QStringLiteral("circle-check");
    default: return QStringLiteral("info");
    }
}

} // namespace

Toast::Toast(QWidget* host) :
    QFrame(host), m_text(new TextLabel(TextStyle::body, Token::text, this))
{
    setObjectName(QStringLiteral("toast"));
    m_text->setOverflow(TextLabel::Overflow::elideRight);
    auto* row = makeRow(this, 0);
    row->setContentsMargins(shadowPx + 36, shadowPx + 10, shadowPx + 16, shadowPx + 10);
    row->addWidget(m_text);
    m_timer.setSingleShot(true);
    m_timer.setInterval(shownFor);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    host->installEventFilter(this);
    hide();
}

void Toast::showMessage(Role role, const QString& text)
{
    m_role = role;
    m_text->setText(text);
    setAccessibleName(m_text->text());
    place();
    show();
    raise();
    update();
    m_timer.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        hide(); // Its words are those of a moment ago; nobody keeps what they were made from.
    QFrame::changeEvent(event);
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor shadow = color(Token::shadow);
    shadow.setAlpha(shadow.alpha() / 8);
    painter.setBrush(shadow);
    const QRectF card = QRectF(rect()).adjusted(shadowPx, shadowPx, -shadowPx, -shadowPx);
    // Stacked translucent frames approximate a blur without an offscreen image.
    for (int ring = 1; ring < shadowPx; ring += 2) {
        painter.drawRoundedRect(
            card.adjusted(-ring, -ring + 3, ring, ring), cornerPx + ring, cornerPx + ring);
    }
    painter.setPen(color(Token::borderStrong));
    painter.setBrush(color(Token::raised));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), cornerPx, cornerPx);
    painter.drawPixmap(QPoint(shadowPx + 12, (height() - 16) / 2),
        iconPixmap(iconOf(m_role), textOf(m_role), 16, devicePixelRatioF()));
}

void Toast::enterEvent(QEnterEvent* event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    m_timer.start();
    QFrame::leaveEvent(event);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::place()
{
    const QSize host = parentWidget()->size();
    const int wanted = std::min(sizeHint().width(), host.width() - 32);
    resize(wanted, sizeHint().height());
    move((host.width() - width()) / 2, host.height() - height() - distancePx + shadowPx);
}

} // namespace zs::ui
