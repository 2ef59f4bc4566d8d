// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/dock_grip.h"

#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QMouseEvent>
#include <QPainter>

namespace zs::ui {

DockGrip::DockGrip(QMainWindow* window, QDockWidget* dock, Qt::DockWidgetArea area) :
    QWidget(window), m_window(window), m_dock(dock), m_area(area)
{
    setObjectName(dock->objectName() + QStringLiteral("Grip"));
    setCursor(isUpright() ? Qt::SplitHCursor : Qt::SplitVCursor);
    dock->installEventFilter(this);
    follow();
}

bool DockGrip::isUpright() const
{
    return m_area == Qt::LeftDockWidgetArea || m_area == Qt::RightDockWidgetArea;
}

bool DockGrip::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::ZOrderChange: follow(); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void DockGrip::follow()
{
    constexpr int half = widthPx / 2;
    const QRect dock = m_dock->geometry();
    // The separator is the one pixel beyond the dock's inner edge.
    switch (m_area) {
    case Qt::LeftDockWidgetArea:
        setGeometry(dock.right() + 1 - half, dock.y(), widthPx, dock.height());
        break;
    case Qt::RightDockWidgetArea:
        setGeometry(dock.x() - 1 - half, dock.y(), widthPx, dock.height());
        break;
    default: setGeometry(dock.x(), dock.y() - 1 - half, dock.width(), widthPx); break;
    }
    setVisible(!m_dock->isHidden());
    raise();
}

void DockGrip::paintEvent(QPaintEvent*)
{
    if (!underMouse())
        return;
    QPainter painter(this);
    if (isUpright())
        painter.fillRect(width() / 2, 0, 1, height(), color(Token::accent));
    else
        painter.fillRect(0, height() / 2, width(), 1, color(Token::accent));
}

int DockGrip::place(const QPointF& global) const
{
    return qRound(isUpright() ? global.x() : global.y());
}

int DockGrip::dockSize() const
{
    return isUpright() ? m_dock->width() : m_dock->height();
}

void DockGrip::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = place(event->globalPosition());
    m_sizeBefore = dockSize();
}

void DockGrip::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const int moved = place(event->globalPosition()) - m_pressedAt;
    const int wanted = m_area == Qt::LeftDockWidgetArea ? m_sizeBefore + moved
                                                        : m_sizeBefore - moved;
    m_window->resizeDocks(
        {m_dock}, {std::max(1, wanted)}, isUpright() ? Qt::Horizontal : Qt::Vertical);
    Q_EMIT dragged();
}

void DockGrip::enterEvent(QEnterEvent* event)
{
    update();
    QWidget::enterEvent(event);
}

void DockGrip::leaveEvent(QEvent* event)
{
    update();
    QWidget::leaveEvent(event);
}

} // namespace zs::ui
