// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QMainWindow;

namespace zs::ui {

/// Seven pixels to grab around the one-pixel separator of a dock: QMainWindow can draw a separator
/// only as wide as it may be dragged. Follows the dock; dragging resizes it. The design's 1 px
/// line stays the main window's own.
class DockGrip : public QWidget {
    Q_OBJECT
public:
    static constexpr int widthPx = 7;

    /// `area` is where the dock lies; the grip is at its inner edge. `window` owns it.
    DockGrip(QMainWindow* window, QDockWidget* dock, Qt::DockWidgetArea area);

Q_SIGNALS:
    void dragged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] bool isUpright() const;
    [[nodiscard]] int place(const QPointF& global) const;
    [[nodiscard]] int dockSize() const;
    void follow();

    QMainWindow* m_window;
    QDockWidget* m_dock;
    Qt::DockWidgetArea m_area;
    int m_pressedAt = 0; ///< Along the drag, in global pixels.
    int m_sizeBefore = 0;
};

} // namespace zs::ui
