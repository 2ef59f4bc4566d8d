// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/lesson_row.h"

#include "ui/cluster/cluster_paint.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int markPx = 20;
constexpr int stepTextPx = 30;
constexpr int seenTextPx = 24;
constexpr int timePx = 56;
constexpr int stepPaddingPx = 4;
constexpr int seenPaddingPx = 3;

TextStyle styleOf(LessonRow::Mark mark)
{
    if (mark == LessonRow::Mark::current || mark == LessonRow::Mark::failed)
        return TextStyle::panelTitle;
    const bool step = mark == LessonRow::Mark::next || mark == LessonRow::Mark::done;
    return step ? TextStyle::body : TextStyle::label;
}

/// At words; but a digest, which is one long word, anywhere. (Qt's flags for drawText cannot say
/// that: TextWrapAnywhere cuts each word.) Yields the number of lines.
int layOut(QTextLayout& layout, qreal width, int lineHeightPx)
{
    layout.setTextOption([] {
        QTextOption option(Qt::AlignLeft | Qt::AlignTop);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        return option;
    }());
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const qreal slack = lineHeightPx - (line.ascent() + line.descent());
        line.setPosition(QPointF(0, lines * lineHeightPx + slack / 2));
        ++lines;
    }
    layout.endLayout();
    return std::max(lines, 1);
}

Token toneOf(LessonRow::Mark mark)
{
    switch (mark) {
    case LessonRow::Mark::next:
    case LessonRow::Mark::awaited: return Token::text3;
    case LessonRow::Mark::done: return Token::text2;
    case LessonRow::Mark::contrary: return Token::dangerText;
    default: return Token::text;
    }
}

} // namespace

LessonRow::LessonRow(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

bool LessonRow::isStep() const
{
    return m_mark == Mark::next || m_mark == Mark::current || m_mark == Mark::done
        || m_mark == Mark::failed;
}

void LessonRow::setContent(Mark mark, const QString& text, int number)
{
    if (mark == m_mark && text == m_text && number == m_number)
        return;
    m_mark = mark;
    m_text = text;
    m_number = number;
    describe();
    updateGeometry();
    update();
}

void LessonRow::setTime(const QString& time)
{
    if (time == m_time)
        return;
    m_time = time;
    setFocusPolicy(time.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    setCursor(time.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setToolTip(time.isEmpty() ? QString() : tr("Show this moment"));
    describe();
    updateGeometry();
    update();
}

void LessonRow::describe()
{
    QString state;
    switch (m_mark) {
    case Mark::next: state = tr("to come: %1", "a step of a lesson"); break;
    case Mark::current: state = tr("present step: %1"); break;
    case Mark::done: state = tr("done: %1", "a step of a lesson"); break;
    case Mark::failed: state = tr("failed: %1", "a step of a lesson"); break;
    case Mark::awaited: state = tr("not observed yet: %1"); break;
    case Mark::seen: state = tr("observed: %1"); break;
    case Mark::contrary: state = tr("observed against the lesson: %1"); break;
    }
    setAccessibleName(state.arg(m_text));
}

QRect LessonRow::textRect(int width) const
{
    const int left = isStep() ? stepTextPx : seenTextPx;
    const int room = std::max(40, width - left - (isStep() ? 0 : timePx));
    QTextLayout layout(m_text, fontFor(styleOf(m_mark)));
    const int lineHeightPx = lineHeight(styleOf(m_mark));
    const int lines = layOut(layout, room, lineHeightPx);
    const int padding = isStep() ? stepPaddingPx : seenPaddingPx;
    return {left, padding, room, lines * lineHeightPx};
}

int LessonRow::heightForWidth(int width) const
{
    const int padding = isStep() ? stepPaddingPx : seenPaddingPx;
    return textRect(width).height() + 2 * padding;
}

QSize LessonRow::sizeHint() const
{
    return {240, heightForWidth(std::max(width(), 240))};
}

void LessonRow::paintMark(QPainter& painter) const
{
    const QRect text = textRect(width());
    const qreal middle = text.y() + lineHeight(styleOf(m_mark)) / 2.0;
    const auto icon = [&](const char* name, Token tone, int px) {
        painter.drawPixmap(QPointF((markPx - px) / 2.0, middle - px / 2.0),
            iconPixmap(QLatin1String(name), tone, px, devicePixelRatioF()));
    };
    const QRectF disc(0.5, middle - markPx / 2.0 + 0.5, markPx - 1, markPx - 1);
    switch (m_mark) {
    case Mark::done: return icon("circle-check", Token::leadingText, 18);
    case Mark::failed: return icon("circle-x", Token::dangerText, 18);
    case Mark::seen: return icon("check", Token::leadingText, 14);
    case Mark::contrary: return icon("x", Token::dangerText, 14);
    case Mark::awaited:
        painter.setPen(QPen(color(Token::borderStrong), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(markPx / 2.0, middle), 4, 4);
        return;
    case Mark::current:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::accent));
        painter.drawEllipse(disc);
        return drawTextCentred(painter, disc, QString::number(m_number), TextStyle::chip,
            Token::onAccent);
    case Mark::next:
        painter.setPen(color(Token::borderStrong));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(disc);
        return drawTextCentred(
            painter, disc, QString::number(m_number), TextStyle::chip, Token::text3);
    }
}

void LessonRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_time.isEmpty() && underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::hover));
        painter.drawRoundedRect(rect(), 4, 4);
    }
    paintMark(painter);
    const QRect text = textRect(width());
    painter.setPen(color(toneOf(m_mark)));
    QTextLayout layout(m_text, fontFor(styleOf(m_mark)));
    layOut(layout, text.width(), lineHeight(styleOf(m_mark)));
    layout.draw(&painter, text.topLeft());
    if (!m_time.isEmpty())
        drawTextRight(painter, width() - 2, text.y() + lineHeight(styleOf(m_mark)) / 2.0, m_time,
            TextStyle::monoSmall, Token::accentText);
}

void LessonRow::mousePressEvent(QMouseEvent* event)
{
    if (!m_time.isEmpty() && event->button() == Qt::LeftButton)
        Q_EMIT clicked();
}

void LessonRow::keyPressEvent(QKeyEvent* event)
{
    const bool pressed = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return
        || event->key() == Qt::Key_Enter;
    if (pressed && !m_time.isEmpty())
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

bool LessonRow::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

} // namespace zs::ui
