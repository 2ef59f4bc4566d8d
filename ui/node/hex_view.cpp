// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/hex_view.h"

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int rowPx = 20;
constexpr int leftPx = 12;
constexpr int topPx = 8;
constexpr std::size_t perRow = 16;
constexpr int offsetChars = 8;

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
    m_charPx = QFontMetricsF(fontFor(TextStyle::mono)).horizontalAdvance(u'0');
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HexView::setData(Bytes data)
{
    m_data = std::move(data);
    m_cursor = std::min(m_cursor, m_data.empty() ? 0 : m_data.size() - 1);
    m_anchor = m_cursor;
    m_lowNibble = false;
    updateBar();
    viewport()->update();
    Q_EMIT cursorMoved();
}

int HexView::hexLeft(std::size_t column) const
{
    const auto gap = column >= perRow / 2 ? 1 : 0; // Between the two groups of eight.
    return leftPx
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
    painter.setFont(fontFor(TextStyle::mono));
    const auto first = static_cast<std::size_t>(verticalScrollBar()->value());
    int top = topPx;
    for (std::size_t row = first; row < rows() && top < viewport()->height(); ++row) {
        paintRow(painter, row, top);
        top += rowPx;
    }
}

void HexView::paintRow(QPainter& painter, std::size_t row, int top) const
{
    const auto [low, high] = std::minmax(m_cursor, m_anchor);
    const auto cell = [&](int left, int chars, Token ink, const QString& text) {
        painter.setPen(color(ink));
        painter.drawText(QRect(left, top, qRound(chars * m_charPx) + 1, rowPx),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    };
    cell(leftPx, offsetChars, Token::text3,
        QStringLiteral("%1").arg(row * perRow, offsetChars, 16, QLatin1Char('0')));
    for (std::size_t column = 0; column < perRow; ++column) {
        const std::size_t at = row * perRow + column;
        if (at >= m_data.size())
            return;
        const std::uint8_t byte = m_data[at];
        if (at >= low && at <= high) {
            painter.fillRect(hexLeft(column) - 1, top + 1, qRound(2 * m_charPx) + 2, rowPx - 2,
                color(Token::selected));
            painter.fillRect(
                asciiLeft(column), top + 1, qRound(m_charPx), rowPx - 2, color(Token::selected));
        }
        if (at == m_cursor && hasFocus()) {
            const int nibble = m_lowNibble ? qRound(m_charPx) : 0;
            painter.fillRect(hexLeft(column) + nibble, top + rowPx - 3, qRound(m_charPx), 2,
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
    const int y = std::max(0, place.y() - topPx) / rowPx;
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
    moveTo(byteAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(byteAt(event->position().toPoint()), true);
}

void HexView::moveTo(std::size_t cursor, bool select)
{
    m_cursor = std::min(cursor, m_data.empty() ? 0 : m_data.size() - 1);
    m_lowNibble = false;
    if (!select)
        m_anchor = m_cursor;
    const int row = static_cast<int>(m_cursor / perRow);
    const int shown = std::max(1, (viewport()->height() - topPx) / rowPx);
    QScrollBar* bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + shown)
        bar->setValue(row - shown + 1);
    viewport()->update();
    Q_EMIT cursorMoved();
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool select = event->modifiers() & Qt::ShiftModifier;
    const auto back = [this](std::size_t by) { return m_cursor < by ? m_cursor : m_cursor - by; };
    const auto forth = [this](std::size_t by) {
        return m_cursor + by < m_data.size() ? m_cursor + by : m_cursor;
    };
    const auto page = static_cast<std::size_t>(std::max(1, viewport()->height() / rowPx)) * perRow;
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
    viewport()->update();
    Q_EMIT edited();
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBar();
}

void HexView::updateBar()
{
    const int shown = std::max(1, (viewport()->height() - topPx) / rowPx);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(rows()) - shown));
    verticalScrollBar()->setPageStep(shown);
}

} // namespace zs::ui
