// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/stat_row.h"

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace zs::ui {

namespace {

constexpr int rowPx = 26;
constexpr int belowPx = 13;
constexpr int leftPx = 12;
constexpr int valueLeftPx = 118;
constexpr int rightPx = 12;

/// Draws "0x7|0x2c41" with a quiet "0x" and a coloured bar, anything else in one colour.
void drawValue(QPainter& painter, QRect place, const QString& value)
{
    const qsizetype bar = value.indexOf(u'|');
    const auto part = [&](const QString& text, Token ink) {
        painter.setPen(color(ink));
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(text));
    };
    if (bar < 0 || !value.startsWith(QLatin1String("0x"))) {
        part(value, Token::text);
        return;
    }
    part(value.left(2), Token::text3);
    part(value.mid(2, bar - 2), Token::text);
    part(QStringLiteral("|"), Token::accentText);
    part(value.mid(bar + 1), Token::text);
}

} // namespace

StatRow::StatRow(const QString& field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
{
    setObjectName(QStringLiteral("stat_") + field);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StatRow::setText(const Text& text)
{
    m_text = text;
    setCursor(text.link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(QStringLiteral("%1: %2").arg(m_field, text.value));
    setAccessibleDescription(text.explanation);
    updateGeometry();
    update();
}

QSize StatRow::sizeHint() const
{
    return {240, rowPx + (m_text.below.isEmpty() ? 0 : belowPx)};
}

void StatRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse() || hasFocus())
        painter.fillRect(rect(), color(Token::hover));
    const QRect line(leftPx, 0, width() - leftPx - rightPx, rowPx);
    painter.setFont(fontFor(TextStyle::label));
    painter.setPen(color(Token::text3));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_field);
    if (underMouse()) {
        const int fieldWidth = painter.fontMetrics().horizontalAdvance(m_field);
        painter.setPen(QPen(color(Token::text3), 1, Qt::DotLine));
        painter.drawLine(leftPx, rowPx - 5, leftPx + fieldWidth, rowPx - 5);
    }
    painter.setFont(fontFor(TextStyle::caption));
    painter.setPen(color(Token::text3));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, m_text.remark);
    const QRect below(valueLeftPx, rowPx - 4, width() - valueLeftPx - rightPx, 16);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_text.below);
    painter.setFont(fontFor(TextStyle::mono));
    const QRect value(valueLeftPx, 0, width() - valueLeftPx - rightPx, rowPx);
    if (!m_text.link)
        return drawValue(painter, value, m_text.value);
    QFont font = painter.font();
    font.setUnderline(underMouse() || hasFocus());
    painter.setFont(font);
    painter.setPen(color(Token::accentText));
    painter.drawText(value, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_text.value);
}

QString StatRow::tip() const
{
    const QString full = m_text.full.isEmpty() ? m_text.value : m_text.full;
    return QStringLiteral(
        "<qt><b>%1</b> <span style=\"font-family:'JetBrains Mono'\">%2</span><br>%3</qt>")
        .arg(m_field.toHtmlEscaped(), full.toHtmlEscaped(), m_text.explanation.toHtmlEscaped());
}

void StatRow::showTip()
{
    QToolTip::showText(mapToGlobal(QPoint(valueLeftPx, rowPx)), tip(), this);
}

bool StatRow::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        showTip();
        return true;
    }
    return QWidget::event(event);
}

void StatRow::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        showTip();
}

void StatRow::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    update();
}

void StatRow::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    update();
}

void StatRow::mouseReleaseEvent(QMouseEvent* event)
{
    const bool here = rect().contains(event->position().toPoint());
    if (m_text.link && event->button() == Qt::LeftButton && here)
        Q_EMIT followed();
    QWidget::mouseReleaseEvent(event);
}

void StatRow::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const bool press = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(m_text.value);
    else if (m_text.link && press)
        Q_EMIT followed();
    else
        QWidget::keyPressEvent(event);
}

void StatRow::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("statMenu"));
    QAction* shown = menu.addAction(tr("Copy %1").arg(m_text.value));
    QAction* full
        = m_text.full.isEmpty() ? nullptr : menu.addAction(tr("Copy %1").arg(m_text.full));
    const QAction* chosen = menu.exec(event->globalPos());
    if (chosen == shown)
        QApplication::clipboard()->setText(m_text.value);
    else if (full && chosen == full)
        QApplication::clipboard()->setText(m_text.full);
}

} // namespace zs::ui
