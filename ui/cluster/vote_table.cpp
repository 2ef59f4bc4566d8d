// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/vote_table.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int headPx = 29;
constexpr int rowPx = 26;
constexpr int atPx = 10;
constexpr int receivedPx = 40;
constexpr int cellsPx = 144;
constexpr int verdictPx = 272;
constexpr int rowsShown = 7;

Tint tintOfCell(VoteCell::Tone tone)
{
    switch (tone) {
    case VoteCell::Tone::wins: return tintOf(Role::leading);
    case VoteCell::Tone::loses: return tintOf(Role::danger);
    default: return tintOf(Role::down);
    }
}

} // namespace

VoteTable::VoteTable(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("voteTable"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

void VoteTable::setRows(const std::vector<VoteLook>& rows)
{
    if (rows == m_rows)
        return;
    const bool atEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    const bool resized = rows.size() != m_rows.size();
    m_rows = rows;
    m_chosen = -1;
    QStringList words;
    for (const VoteLook& row : rows)
        words << QStringLiteral("%1: %2 %3, %4").arg(row.at, row.from, row.received, row.verdict);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    if (resized)
        updateGeometry();
    fitScroll();
    if (atEnd) // Who reads the newest keeps reading the newest.
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

QSize VoteTable::sizeHint() const
{
    return {380, headPx + rowPx * std::clamp(int(m_rows.size()), 1, rowsShown)};
}

QSize VoteTable::minimumSizeHint() const
{
    return {280, headPx + rowPx * std::clamp(int(m_rows.size()), 1, 3)};
}

void VoteTable::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScroll();
}

void VoteTable::fitScroll()
{
    const int content = int(m_rows.size()) * rowPx;
    const int room = std::max(0, viewport()->height() - headPx);
    verticalScrollBar()->setRange(0, std::max(0, content - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(rowPx);
}

void VoteTable::choose(int row)
{
    if (row < 0 || row >= int(m_rows.size()))
        return;
    m_chosen = row;
    viewport()->update();
    Q_EMIT momentChosen(m_rows[std::size_t(row)].moment);
}

void VoteTable::mousePressEvent(QMouseEvent* event)
{
    const int y = int(event->position().y()) - headPx + verticalScrollBar()->value();
    if (event->position().y() >= headPx)
        choose(y / rowPx);
}

void VoteTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        return choose(m_chosen + 1);
    if (event->key() == Qt::Key_Up)
        return choose(m_chosen < 0 ? int(m_rows.size()) - 1 : m_chosen - 1);
    QAbstractScrollArea::keyPressEvent(event);
}

void VoteTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

void VoteTable::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), color(Token::canvas));
    const int scrolled = verticalScrollBar()->value();
    const int first = scrolled / rowPx;
    const int last = std::min(
        int(m_rows.size()) - 1, (scrolled + viewport()->height() - headPx) / rowPx);
    for (int index = first; index <= last; ++index) {
        const int top = headPx + index * rowPx - scrolled;
        if (index == m_chosen)
            painter.fillRect(0, top, viewport()->width(), rowPx - 1, color(Token::selected));
        paintRow(painter, m_rows[std::size_t(index)], top);
    }
    paintHead(painter);
}

void VoteTable::paintHead(QPainter& painter) const
{
    const int width = viewport()->width();
    painter.fillRect(0, 0, width, headPx, color(Token::panel));
    painter.fillRect(0, headPx - 1, width, 1, color(Token::border));
    const qreal y = headPx / 2.0;
    drawText(painter, atPx, y, tr("At", "the server that judged a vote"), TextStyle::labelStrong,
        Token::text3, receivedPx - atPx);
    drawText(painter, receivedPx, y, tr("Received", "a vote"), TextStyle::labelStrong,
        Token::text3, cellsPx - receivedPx - 4);
    drawText(painter, cellsPx, y, tr("Epoch, zxid, sid"), TextStyle::labelStrong, Token::text3,
        verdictPx - cellsPx - 4);
    drawText(painter, verdictPx, y, tr("Keeps or takes"), TextStyle::labelStrong, Token::text3,
        width - verdictPx - 4);
}

void VoteTable::paintRow(QPainter& painter, const VoteLook& row, int top) const
{
    const qreal y = top + (rowPx - 1) / 2.0;
    drawText(painter, atPx, y, row.at, TextStyle::monoStrong, Token::text);
    const qreal from = drawText(painter, receivedPx, y, row.from + u' ', TextStyle::mono,
        Token::text3);
    drawBits(painter, from, y, {{row.received, Token::text}}, cellsPx - from - 4);
    qreal x = cellsPx;
    for (const VoteCell& cell : row.cells) {
        const qreal width = std::round(textWidth(cell.text, TextStyle::monoSmall)) + 10;
        if (cell.tone != VoteCell::Tone::unread) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(tintOfCell(cell.tone).soft));
            painter.drawRoundedRect(QRectF(x, top + 4, width, 18), 3, 3);
        }
        drawTextCentred(painter, QRectF(x, top + 4, width, 18), cell.text, TextStyle::monoSmall,
            cell.tone == VoteCell::Tone::unread ? Token::text3 : tintOfCell(cell.tone).ink);
        x += width + 2;
    }
    const int verdict = std::max(verdictPx, int(x) + 4);
    drawText(painter, verdict, y, row.verdict, TextStyle::label,
        row.taken ? Token::leadingText : Token::text2, viewport()->width() - verdict - 4);
    painter.fillRect(0, top + rowPx - 1, viewport()->width(), 1, color(Token::border));
}

} // namespace zs::ui
