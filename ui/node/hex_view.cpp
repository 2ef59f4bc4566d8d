// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/hex_view.h"

#include "ui/theme/data_font.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace zs::ui {

namespace {

constexpr int leftPx = 12;
constexpr int topPx = 8;
constexpr std::size_t perRow = 16;
constexpr int offsetChars = 8;
constexpr int hitAlpha = 90;

int digitOf(const QString& text)
{
    bool ok = false;
    const int digit = text.size() == 1 ? text.toInt(&ok, 16) : 0;
    return ok ? digit : -1;
}

} // namespace

HexView::HexView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes of the node"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&Theme::instance(), &Theme::changed, this, &HexView::restyle);
    restyle();
}

/// The colours may be others as well, which each painting asks for anew.
void HexView::restyle()
{
    const QFontMetricsF metrics(dataFont());
    m_charPx = 0; // The widest digit's: the user may choose a font whose digits differ.
    for (const char digit : std::string_view("0123456789abcdef"))
        m_charPx = std::max(m_charPx, metrics.horizontalAdvance(QLatin1Char(digit)));
    m_rowPx = std::max(dataLineHeight(), static_cast<int>(std::ceil(metrics.height())));
    updateBars();
    viewport()->update();
}

int HexView::contentLeft() const { return leftPx - horizontalScrollBar()->value(); }

void HexView::setData(Bytes data)
{
    m_data = std::move(data);
    m_hits.clear();
    m_cursor = std::min(m_cursor, m_data.empty() ? 0 : m_data.size() - 1);
    m_anchor = m_cursor;
    m_lowNibble = false;
    updateBars();
    viewport()->update();
    Q_EMIT cursorMoved();
}

ByteSpan HexView::selectedBytes() const
{
    const auto [low, high] = std::minmax(m_cursor, m_anchor);
    return m_data.empty() ? ByteSpan() : ByteSpan{low, high - low + 1};
}

void HexView::selectBytes(ByteSpan part)
{
    moveTo(part.end() == 0 ? 0 : part.end() - 1, false);
    moveTo(part.from, true);
}

void HexView::showHits(std::vector<ByteSpan> hits)
{
    m_hits = std::move(hits);
    viewport()->update();
}

bool HexView::isHit(std::size_t at) const
{
    const auto after = std::upper_bound(m_hits.begin(), m_hits.end(), at,
        [](std::size_t place, const ByteSpan& hit) { return place < hit.from; });
    return after != m_hits.begin() && at < std::prev(after)->end();
}

void HexView::replaceAll(Bytes data)
{
    if (m_readOnly)
        return;
    setData(std::move(data));
    Q_EMIT edited();
}

int HexView::hexLeft(std::size_t column) const
{
    const auto gap = column >= perRow / 2 ? 1 : 0; // Between the two groups of eight.
    return contentLeft()
        + qRound((offsetChars + 2 + static_cast<int>(column) * 3 + gap) * m_charPx);
}

int HexView::asciiLeft(std::size_t column) const
{
    return hexLeft(perRow - 1) + qRound((4 + static_cast<int>(column)) * m_charPx);
}

void HexView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), color(Token::canvas));
    painter.setFont(dataFont());
    const auto first = static_cast<std::size_t>(verticalScrollBar()->value());
    int top = topPx;
    for (std::size_t row = first; row < rows() && top < viewport()->height(); ++row) {
        paintRow(painter, row, top);
        top += m_rowPx;
    }
}

void HexView::paintRow(QPainter& painter, std::size_t row, int top) const
{
    const auto [low, high] = std::minmax(m_cursor, m_anchor);
    const auto cell = [&](int left, int chars, Token ink, const QString& text) {
        painter.setPen(color(ink));
        painter.drawText(QRect(left, top, qRound(chars * m_charPx) + 1, m_rowPx),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    };
    cell(contentLeft(), offsetChars, Token::text3,
        QStringLiteral("%1").arg(row * perRow, offsetChars, 16, QLatin1Char('0')));
    for (std::size_t column = 0; column < perRow; ++column) {
        const std::size_t at = row * perRow + column;
        if (at >= m_data.size())
            return;
        const std::uint8_t byte = m_data[at];
        if (isHit(at)) {
            QColor ground = color(Token::looking);
            ground.setAlpha(hitAlpha);
            painter.fillRect(
                hexLeft(column) - 1, top + 1, qRound(2 * m_charPx) + 2, m_rowPx - 2, ground);
            painter.fillRect(asciiLeft(column), top + 1, qRound(m_charPx), m_rowPx - 2, ground);
        }
        if (at >= low && at <= high) {
            painter.fillRect(hexLeft(column) - 1, top + 1, qRound(2 * m_charPx) + 2, m_rowPx - 2,
                color(Token::selected));
            painter.fillRect(
                asciiLeft(column), top + 1, qRound(m_charPx), m_rowPx - 2, color(Token::selected));
        }
        if (at == m_cursor && hasFocus()) {
            const int nibble = m_lowNibble ? qRound(m_charPx) : 0;
            painter.fillRect(hexLeft(column) + nibble, top + m_rowPx - 3, qRound(m_charPx), 2,
                color(Token::accent));
        }
        cell(hexLeft(column), 2, byte == 0 ? Token::text3 : Token::text,
            QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')));
        const bool printable = byte >= 0x20 && byte < 0x7f;
        cell(asciiLeft(column), 1, printable ? Token::text2 : Token::text3,
            printable ? QString(QLatin1Char(static_cast<char>(byte))) : QStringLiteral("."));
    }
}

std::size_t HexView::byteAt(const QPoint& place) const
{
    const int y = std::max(0, place.y() - topPx) / m_rowPx;
    const auto row = static_cast<std::size_t>(verticalScrollBar()->value() + y);
    std::size_t column = 0;
    if (place.x() >= asciiLeft(0) - m_charPx)
        column = static_cast<std::size_t>(std::max(0, place.x() - asciiLeft(0)) / m_charPx);
    else
        while (column + 1 < perRow && place.x() >= hexLeft(column + 1))
            ++column;
    const std::size_t at = row * perRow + std::min(column, perRow - 1);
    return std::min(at, m_data.empty() ? 0 : m_data.size() - 1);
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    pointAt(event->position().toPoint(), event->modifiers() & Qt::ShiftModifier);
}

/// What is pointed at stays where it is: it may be a letter whose digits are out of view.
void HexView::pointAt(const QPoint& place, bool select)
{
    const int across = horizontalScrollBar()->value();
    moveTo(byteAt(place), select);
    horizontalScrollBar()->setValue(across);
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        pointAt(event->position().toPoint(), true);
}

void HexView::moveTo(std::size_t cursor, bool select)
{
    m_cursor = std::min(cursor, m_data.empty() ? 0 : m_data.size() - 1);
    m_lowNibble = false;
    if (!select)
        m_anchor = m_cursor;
    scrollTo(m_cursor);
    viewport()->update();
    Q_EMIT cursorMoved();
}

void HexView::scrollTo(std::size_t byte)
{
    const int row = static_cast<int>(byte / perRow);
    const int shown = std::max(1, (viewport()->height() - topPx) / m_rowPx);
    QScrollBar* bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + shown)
        bar->setValue(row - shown + 1);
    QScrollBar* across = horizontalScrollBar();
    const int left = hexLeft(byte % perRow);
    const int right = left + qRound(2 * m_charPx) + leftPx;
    if (byte % perRow == 0)
        across->setValue(0); // With the offset beside it.
    else if (left < leftPx)
        across->setValue(across->value() + left - leftPx);
    else if (right > viewport()->width())
        across->setValue(across->value() + right - viewport()->width());
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool select = event->modifiers() & Qt::ShiftModifier;
    const auto back = [this](std::size_t by) { return m_cursor < by ? m_cursor : m_cursor - by; };
    const auto forth = [this](std::size_t by) {
        return m_cursor + by < m_data.size() ? m_cursor + by : m_cursor;
    };
    const int shown = std::max(1, viewport()->height() / m_rowPx);
    const auto page = static_cast<std::size_t>(shown) * perRow;
    if (event->matches(QKeySequence::Copy)) {
        const auto [low, high] = std::minmax(m_cursor, m_anchor);
        if (!m_data.empty()) {
            const std::string text = hex(ByteView(m_data).subspan(low, high - low + 1));
            QApplication::clipboard()->setText(QString::fromStdString(text));
        }
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left: return moveTo(back(1), select);
    case Qt::Key_Right: return moveTo(forth(1), select);
    case Qt::Key_Up: return moveTo(back(perRow), select);
    case Qt::Key_Down: return moveTo(forth(perRow), select);
    case Qt::Key_PageUp: return moveTo(m_cursor < page ? 0 : m_cursor - page, select);
    case Qt::Key_PageDown: return moveTo(m_cursor + page, select);
    case Qt::Key_Home: return moveTo(0, select);
    case Qt::Key_End: return moveTo(m_data.size(), select);
    default: break;
    }
    const int digit = digitOf(event->text());
    if (digit >= 0 && !m_readOnly && !m_data.empty())
        overwrite(digit);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::overwrite(int digit)
{
    std::uint8_t& byte = m_data[m_cursor];
    byte = static_cast<std::uint8_t>(
        m_lowNibble ? (byte & 0xf0) | digit : (byte & 0x0f) | (digit << 4));
    if (m_lowNibble)
        moveTo(m_cursor + 1, false);
    else
        m_lowNibble = true;
    m_hits.clear(); // They were among other bytes.
    viewport()->update();
    Q_EMIT edited();
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void HexView::updateBars()
{
    const int shown = std::max(1, (viewport()->height() - topPx) / m_rowPx);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(rows()) - shown));
    verticalScrollBar()->setPageStep(shown);
    const int width = asciiLeft(perRow) - contentLeft() + 2 * leftPx;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(qRound(m_charPx));
}

} // namespace zs::ui
