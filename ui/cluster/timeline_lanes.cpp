// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/timeline_lanes.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int axisPx = 23;
constexpr int lanePx = 22;
constexpr qreal markHalfPx = 5; ///< A mark is a diamond.
constexpr int barPx = 18;
constexpr int bottomPx = 12;
constexpr int namePx = 16;
constexpr int leftPx = 92;
constexpr int rightPx = 22;
constexpr qreal flagReachPx = 6;
constexpr std::int64_t narrowestNs = 200'000;
constexpr std::int64_t second = 1'000'000'000;

} // namespace

std::int64_t axisStep(std::int64_t spanNs, int figures)
{
    const std::int64_t wanted = std::max<std::int64_t>(1, spanNs / std::max(1, figures));
    std::int64_t power = 1;
    while (power <= wanted / 10)
        power *= 10;
    for (const std::int64_t factor : {1, 2, 5}) {
        if (power * factor >= wanted)
            return power * factor;
    }
    return power * 10;
}

QString axisText(std::int64_t atNs, std::int64_t stepNs)
{
    if (atNs == 0)
        return QStringLiteral("0");
    if (stepNs >= second) {
        const std::int64_t seconds = atNs / second;
        if (seconds < 60)
            return QStringLiteral("%1 s").arg(seconds);
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    }
    int digits = 0;
    for (std::int64_t unit = second; unit > stepNs && digits < 6; unit /= 10)
        ++digits;
    return QString::number(double(atNs) / double(second), 'f', std::max(digits, 3));
}

TimelineLanes::TimelineLanes(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("timelineLanes"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelineLanes::setLanes(std::vector<LaneLook> lanes)
{
    if (lanes == m_lanes)
        return;
    const bool resized = lanes.size() != m_lanes.size();
    m_lanes = std::move(lanes);
    if (resized) {
        updateGeometry();
        fitScroll();
    }
    viewport()->update();
}

void TimelineLanes::setBookmarks(std::vector<BookmarkLook> bookmarks)
{
    if (bookmarks == m_bookmarks)
        return;
    m_bookmarks = std::move(bookmarks);
    viewport()->update();
}

void TimelineLanes::setExtent(
    std::int64_t fromNs, std::int64_t toNs, std::int64_t shownFromNs)
{
    m_first = fromNs;
    m_usual = std::max(fromNs, shownFromNs);
    m_last = std::max(toNs, fromNs + narrowestNs);
    if (!m_zoomed)
        showAll();
}

void TimelineLanes::showSpan(std::int64_t fromNs, std::int64_t toNs)
{
    if (fromNs == m_from && toNs == m_to)
        return;
    m_from = fromNs;
    m_to = std::max(toNs, fromNs + narrowestNs);
    viewport()->update();
}

void TimelineLanes::showAll()
{
    m_zoomed = false;
    showSpan(m_usual, m_last);
}

void TimelineLanes::setPlayhead(std::int64_t atNs)
{
    if (atNs == m_playhead)
        return;
    m_playhead = atNs;
    viewport()->update();
}

void TimelineLanes::setLanesShown(int count)
{
    m_shown = count;
    updateGeometry();
}

qreal TimelineLanes::xOf(std::int64_t atNs) const
{
    const qreal width = std::max(1, viewport()->width() - leftPx - rightPx);
    return leftPx
        + width * (double(atNs - m_from) / double(std::max<std::int64_t>(1, m_to - m_from)));
}

std::int64_t TimelineLanes::timeAt(qreal x) const
{
    const qreal width = std::max(1, viewport()->width() - leftPx - rightPx);
    const double part = std::clamp((x - leftPx) / width, 0.0, 1.0);
    return m_from + std::int64_t(std::llround(part * double(m_to - m_from)));
}

QSize TimelineLanes::sizeHint() const
{
    const int count = std::clamp(int(m_lanes.size()), 1, m_shown);
    return {600, axisPx + count * lanePx + bottomPx};
}

void TimelineLanes::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScroll();
}

void TimelineLanes::fitScroll()
{
    const int room = std::max(0, viewport()->height() - axisPx - bottomPx);
    verticalScrollBar()->setRange(0, std::max(0, int(m_lanes.size()) * lanePx - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(lanePx);
}

void TimelineLanes::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const BookmarkLook* mark = bookmarkAt(event->position());
    Q_EMIT scrubbed(mark ? mark->atNs : timeAt(event->position().x()));
}

void TimelineLanes::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT scrubbed(timeAt(event->position().x()));
}

const BookmarkLook* TimelineLanes::bookmarkAt(QPointF position) const
{
    if (position.y() > axisPx)
        return nullptr;
    for (const BookmarkLook& mark : m_bookmarks) {
        if (std::abs(xOf(mark.atNs) - position.x()) <= flagReachPx)
            return &mark;
    }
    return nullptr;
}

bool TimelineLanes::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const BookmarkLook* mark = bookmarkAt(help->pos());
        QToolTip::showText(help->globalPos(), mark ? mark->text : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineLanes::wheelEvent(QWheelEvent* event)
{
    const bool onAxis = event->position().y() < axisPx;
    if (!onAxis && !(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoom(std::pow(0.998, event->angleDelta().y()), event->position().x());
    event->accept();
}

void TimelineLanes::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: Q_EMIT stepRequested(false); return;
    case Qt::Key_Right: Q_EMIT stepRequested(true); return;
    case Qt::Key_Home: Q_EMIT scrubbed(m_first); return;
    case Qt::Key_End: Q_EMIT scrubbed(m_last); return;
    case Qt::Key_Plus: zoom(0.5, xOf(m_playhead)); return;
    case Qt::Key_Minus: zoom(2, xOf(m_playhead)); return;
    case Qt::Key_0: showAll(); return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineLanes::zoom(double factor, qreal x)
{
    const std::int64_t anchor = timeAt(x);
    const double all = double(m_last - m_first);
    const double span = std::clamp(
        double(m_to - m_from) * factor, std::min(all, double(narrowestNs)), all);
    const double before
        = double(anchor - m_from) / double(std::max<std::int64_t>(1, m_to - m_from));
    std::int64_t from = anchor - std::int64_t(span * before);
    from = std::clamp(from, m_first, m_last - std::int64_t(span));
    m_zoomed = true;
    showSpan(from, from + std::int64_t(span));
}

void TimelineLanes::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), color(Token::panel));
    const int scrolled = verticalScrollBar()->value();
    const QRect lanes(0, axisPx, viewport()->width(), viewport()->height() - axisPx - bottomPx + 4);
    painter.setClipRect(lanes);
    for (std::size_t index = 0; index < m_lanes.size(); ++index) {
        const int top = axisPx + int(index) * lanePx - scrolled;
        if (top + lanePx > lanes.top() && top < lanes.bottom())
            paintLane(painter, m_lanes[index], top);
    }
    painter.setClipping(false);
    paintAxis(painter);
    paintPlayhead(painter);
}

void TimelineLanes::paintAxis(QPainter& painter) const
{
    const std::int64_t step
        = axisStep(m_to - m_from, std::max(2, (viewport()->width() - 114) / 110));
    const qreal head = xOf(m_playhead);
    qreal free = leftPx - 8;
    std::int64_t at = m_from / step * step;
    if (at < m_from)
        at += step;
    for (; !m_lanes.empty() && at <= m_to; at += step) {
        const QString text = axisText(at, step);
        const qreal width = textWidth(text, TextStyle::monoSmall);
        const qreal x = std::min(xOf(at) - width / 2, viewport()->width() - rightPx - width);
        // The playhead's point would lie on the figure.
        const bool under = head > x - 8 && head < x + width + 8;
        if (x >= free && !under) {
            drawText(painter, x, 9, text, TextStyle::monoSmall, Token::text3);
            free = x + width + 12;
        }
    }
    for (const BookmarkLook& mark : m_bookmarks) {
        if (mark.atNs < m_from || mark.atNs > m_to)
            continue;
        const qreal x = std::round(xOf(mark.atNs));
        QPainterPath flag(QPointF(x - 4, 12));
        flag.lineTo(x + 4, 12);
        flag.lineTo(x + 4, 21);
        flag.lineTo(x, 18);
        flag.lineTo(x - 4, 21);
        painter.fillPath(flag, color(Token::accent));
    }
}

void TimelineLanes::paintLane(QPainter& painter, const LaneLook& lane, int top) const
{
    drawText(painter, namePx, top + barPx / 2.0, lane.name, TextStyle::label, Token::text2,
        leftPx - namePx - 6);
    // Only what can be seen: a long recording has thousands of spans.
    const auto first = std::lower_bound(lane.spans.begin(), lane.spans.end(), m_from,
        [](const LaneSpan& span, std::int64_t t) { return span.toNs < t; });
    painter.save();
    painter.setClipRect(
        QRect(leftPx, top, viewport()->width() - leftPx - rightPx, lanePx), Qt::IntersectClip);
    qreal drawn = -1;
    for (auto span = first; span != lane.spans.end() && span->fromNs <= m_to; ++span) {
        // Spans within one pixel are one.
        if (xOf(span->toNs) < drawn + 1 && span->toNs < m_to)
            continue;
        paintSpan(painter, lane, *span, top);
        drawn = xOf(span->toNs);
    }
    painter.restore();
    paintMarks(painter, lane, top);
}

void TimelineLanes::paintSpan(
    QPainter& painter, const LaneLook& lane, const LaneSpan& span, int top) const
{
    const qreal left = xOf(span.fromNs);
    const qreal right = std::max(left + 1, xOf(span.toNs));
    const qreal head = std::clamp(xOf(m_playhead), left, right);
    const Tint tint = tintOf(span.role);
    QColor soft = color(tint.soft);
    painter.fillRect(QRectF(left, top, head - left, barPx), soft);
    soft.setAlphaF(0.5F);
    painter.fillRect(QRectF(head, top, right - head, barPx), soft);
    const bool ahead = span.fromNs > m_playhead; // Known already, but not yet at this time.
    painter.setOpacity(ahead ? 0.5 : 1);
    painter.fillRect(QRectF(left, top, 2, barPx), color(tint.fill));
    const qreal width = textWidth(span.word, TextStyle::caption);
    const qreal x = wordPlace(lane, span, width);
    if (x + width + 4 < right)
        drawText(painter, x, top + barPx / 2.0, span.word, TextStyle::caption, tint.ink);
    painter.setOpacity(1);
}

/// Where a word of this width stands free of marks, at the start of its span or behind the marks
/// there.
qreal TimelineLanes::wordPlace(const LaneLook& lane, const LaneSpan& span, qreal width) const
{
    constexpr int marksAtMost = 64; // Of a crowd there is no end to be waited for.
    qreal x = xOf(std::max(span.fromNs, m_from)) + 8;
    const std::int64_t from = timeAt(x - markHalfPx - 2);
    auto mark = std::lower_bound(lane.marks.begin(), lane.marks.end(), from,
        [](const LaneMark& one, std::int64_t t) { return one.atNs < t; });
    for (int looked = 0; mark != lane.marks.end() && looked < marksAtMost; ++mark, ++looked) {
        const qreal at = xOf(mark->atNs);
        if (at - markHalfPx > x + width)
            break;
        x = std::max(x, at + markHalfPx + 3);
    }
    return x;
}

void TimelineLanes::paintMarks(QPainter& painter, const LaneLook& lane, int top) const
{
    const auto first = std::lower_bound(lane.marks.begin(), lane.marks.end(), m_from,
        [](const LaneMark& mark, std::int64_t t) { return mark.atNs < t; });
    qreal drawn = -10;
    for (auto mark = first; mark != lane.marks.end() && mark->atNs <= m_to; ++mark) {
        const qreal x = std::round(xOf(mark->atNs));
        if (x < drawn + 2)
            continue;
        drawn = x;
        QPainterPath diamond(QPointF(x, top + 4.0));
        diamond.lineTo(x + markHalfPx, top + 9.0);
        diamond.lineTo(x, top + 14.0);
        diamond.lineTo(x - markHalfPx, top + 9.0);
        diamond.closeSubpath();
        painter.setOpacity(mark->atNs > m_playhead ? 0.5 : 1);
        painter.setPen(QPen(color(Token::panel), 1));
        painter.setBrush(color(fillOf(mark->role)));
        painter.drawPath(diamond);
        painter.setOpacity(1);
    }
}

void TimelineLanes::paintPlayhead(QPainter& painter) const
{
    if (m_playhead < m_from || m_playhead > m_to)
        return;
    const qreal x = std::round(xOf(m_playhead));
    const int bottom = viewport()->height() - bottomPx + 4;
    painter.fillRect(QRectF(x - 1, 8, 2, bottom - 8), color(Token::accent));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::accent));
    painter.drawEllipse(QPointF(x, 7), 4.5, 4.5);
}

} // namespace zs::ui
