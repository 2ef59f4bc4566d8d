// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/bell_button.h"

#include "ui/common/widgets.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QPainter>

namespace zs::ui {
namespace {

constexpr int dotPx = 7;
constexpr int dotRingPx = 2; ///< Of the bar's ground, so that the dot stands off the bell.

} // namespace

BellButton::BellButton(QWidget* parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("bell"));
    setFocusPolicy(Qt::TabFocus);
    zs::ui::setIcon(this, QStringLiteral("bell"));
    retranslate();
}

void BellButton::follow(const QAbstractItemModel* events, QWidget* view)
{
    m_view = view;
    view->installEventFilter(this);
    connect(events, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) {
            if (m_view && !m_view->isVisible())
                setUnread(m_unread + last - first + 1);
        });
    connect(events, &QAbstractItemModel::modelReset, this, [this] { setUnread(0); });
}

bool BellButton::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::Show)
        setUnread(0);
    return QToolButton::eventFilter(watched, event);
}

void BellButton::setUnread(int events)
{
    m_unread = events;
    retranslate();
    update();
}

void BellButton::retranslate()
{
    setVerb(this,
        m_unread > 0 ? tr("Show events, %n unread", nullptr, m_unread) : tr("Show events"));
}

void BellButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

void BellButton::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    if (m_unread == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF dot(width() / 2.0 + 2, height() / 2.0 - 9, dotPx, dotPx);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::chrome));
    painter.drawEllipse(dot.adjusted(-dotRingPx, -dotRingPx, dotRingPx, dotRingPx));
    painter.setBrush(color(Token::looking));
    painter.drawEllipse(dot);
}

} // namespace zs::ui
