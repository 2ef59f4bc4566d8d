// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QAbstractScrollArea>

namespace zs::ui {

/// The timeline below the scene: an axis, one lane of 22 px a server, and the playhead, which is
/// dragged to any time. All times are nanoseconds since the timeline's start.
/// The wheel scrolls lanes; with Ctrl or on the axis it zooms around the mouse.
class TimelineLanes : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TimelineLanes(QWidget* parent = nullptr);

    void setLanes(std::vector<LaneLook> lanes);
    [[nodiscard]] const std::vector<LaneLook>& lanes() const { return m_lanes; }
    void setBookmarks(std::vector<BookmarkLook> bookmarks);
    [[nodiscard]] const std::vector<BookmarkLook>& bookmarks() const { return m_bookmarks; }
    /// What there is, and what is shown of it while nobody zoomed: from `shownFromNs` on.
    void setExtent(std::int64_t fromNs, std::int64_t toNs, std::int64_t shownFromNs = 0);
    [[nodiscard]] std::int64_t shownFrom() const { return m_from; }
    [[nodiscard]] std::int64_t shownTo() const { return m_to; }
    void showSpan(std::int64_t fromNs, std::int64_t toNs);
    /// Ends a zoom.
    void showAll();
    void setPlayhead(std::int64_t atNs);
    [[nodiscard]] std::int64_t playhead() const { return m_playhead; }
    /// How many lanes are shown without scrolling.
    void setLanesShown(int count);

    /// The place of a time in the viewport, in pixels, and back.
    [[nodiscard]] qreal xOf(std::int64_t atNs) const;
    [[nodiscard]] std::int64_t timeAt(qreal x) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void scrubbed(std::int64_t atNs);
    /// By keys: previous or next step.
    void stepRequested(bool forward);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintAxis(QPainter& painter) const;
    void paintLane(QPainter& painter, const LaneLook& lane, int top) const;
    void paintSpan(
        QPainter& painter, const LaneLook& lane, const LaneSpan& span, int top) const;
    [[nodiscard]] qreal wordPlace(
        const LaneLook& lane, const LaneSpan& span, qreal width) const;
    void paintMarks(QPainter& painter, const LaneLook& lane, int top) const;
    void paintPlayhead(QPainter& painter) const;
    [[nodiscard]] const BookmarkLook* bookmarkAt(QPointF position) const;
    void zoom(double factor, qreal x);
    void fitScroll();

    std::vector<LaneLook> m_lanes;
    std::vector<BookmarkLook> m_bookmarks;
    std::int64_t m_first = 0;
    std::int64_t m_last = 1;
    std::int64_t m_usual = 0; ///< Where the shown part begins while nobody zoomed.
    std::int64_t m_from = 0;
    std::int64_t m_to = 1;
    std::int64_t m_playhead = 0;
    int m_shown = 5;
    bool m_zoomed = false;
};

/// The step between the axis's figures: 1, 2 or 5 times a power of ten, in nanoseconds.
[[nodiscard]] std::int64_t axisStep(std::int64_t spanNs, int figures);
/// "0.025", "2 s", "1:20" as the step asks for.
[[nodiscard]] QString axisText(std::int64_t atNs, std::int64_t stepNs);

} // namespace zs::ui
