// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/transactions_panel.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace zs::ui {
namespace {

constexpr int headPx = 29;
constexpr int rowPx = 26;
constexpr int zxidPx = 10;
constexpr int leastChangePx = 60;
constexpr int columnGapPx = 8;
constexpr int acksPx = 175;
constexpr int dotPx = 16;
constexpr int dotStepPx = 20;

} // namespace

/// Where the second column begins: long zxids need room.
qreal TransactionsPanel::changeLeft() const
{
    qreal widest = 0;
    for (const TransactionLook& row : m_rows)
        widest = std::max(widest, textWidth(row.zxid, TextStyle::mono));
    return std::clamp<qreal>(
        std::ceil(zxidPx + widest) + columnGapPx, leastChangePx, acksPx - leastChangePx);
}

TransactionsPanel::TransactionsPanel(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("transactionsPanel"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TransactionsPanel::setRows(const std::vector<TransactionLook>& rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    QStringList words;
    for (const TransactionLook& row : rows)
        words << QStringLiteral("%1 %2: %3").arg(row.zxid, row.change, row.state);
    setAccessibleName(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize TransactionsPanel::sizeHint() const
{
    return {380, headPx + rowPx * std::max(1, int(m_rows.size()))};
}

QSize TransactionsPanel::minimumSizeHint() const
{
    return {280, sizeHint().height()};
}

void TransactionsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(Token::canvas));
    painter.fillRect(0, 0, width(), headPx, color(Token::panel));
    painter.fillRect(0, headPx - 1, width(), 1, color(Token::border));
    const qreal y = headPx / 2.0;
    const auto head = [&](qreal x, const QString& text) {
        drawText(painter, x, y, text, TextStyle::labelStrong, Token::text3);
    };
    head(zxidPx, QStringLiteral("zxid"));
    head(changeLeft(), tr("Change", "a transaction"));
    head(acksPx, tr("Acks", "acknowledgements"));
    const std::size_t dots = m_rows.empty() ? 5 : m_rows.front().acks.size();
    head(acksPx + std::max<int>(5, int(dots)) * dotStepPx + 26, tr("State"));
    int top = headPx;
    for (const TransactionLook& row : m_rows) {
        paintRow(painter, row, top);
        top += rowPx;
    }
}

void TransactionsPanel::paintRow(QPainter& painter, const TransactionLook& row, int top) const
{
    const qreal y = top + (rowPx - 1) / 2.0;
    const qreal change = changeLeft();
    drawText(painter, zxidPx, y, row.zxid, TextStyle::mono, Token::text, change - zxidPx - 4);
    drawText(painter, change, y, row.change, TextStyle::mono, Token::text, acksPx - change - 8);
    qreal x = acksPx;
    for (const AckLook& ack : row.acks) {
        const QRectF dot(x, y - dotPx / 2.0, dotPx, dotPx);
        const bool logged = ack.state == AckLook::State::logged;
        if (ack.state == AckLook::State::unseen) { // No mark: neither logged nor not.
            drawTextCentred(painter, dot, ack.id + u'?', TextStyle::caption, Token::text3);
            x += dotStepPx;
            continue;
        }
        const bool unreachable = ack.state == AckLook::State::unreachable;
        QPen pen(color(Token::borderStrong), 1);
        pen.setDashPattern({2, 2});
        painter.setPen(unreachable ? pen : QPen(Qt::NoPen));
        painter.setBrush(unreachable ? QBrush(Qt::NoBrush)
                                     : color(logged ? Token::leadingSoft : Token::downSoft));
        painter.drawEllipse(dot.adjusted(0.5, 0.5, -0.5, -0.5));
        drawTextCentred(painter, dot, ack.id, logged ? TextStyle::chip : TextStyle::caption,
            logged ? Token::leadingText : Token::text3);
        x += dotStepPx;
    }
    const qreal state = acksPx + std::max<int>(5, int(row.acks.size())) * dotStepPx + 26;
    drawText(painter, state, y, row.state, TextStyle::label, row.tone, width() - state - 4);
    painter.fillRect(0, top + rowPx - 1, width(), 1, color(Token::border));
}

} // namespace zs::ui
