// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/text_label.h"

#include "ui/common/sentences.h"
#include "ui/common/visible_text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QTextLayout>
#include <QToolTip>

#include <cmath>

namespace zs::ui {
namespace {

/// Calls `found` with each place of `word` in `text` where it is no part of a longer one.
template <class Found>
void forEachWord(const QString& text, const QString& word, const Found& found)
{
    const auto isPart = [&](qsizetype at) {
        return at >= 0 && at < text.size() && text[at] < QChar(0x80) && text[at].isLetterOrNumber();
    };
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.size())) {
        if (!isPart(at - 1) && !isPart(at + word.size()))
            found(at);
    }
}

} // namespace

TextLabel::TextLabel(TextStyle style, Token tone, QWidget* parent) :
    QWidget(parent), m_style(style), m_tone(tone)
{
    setOverflow(Overflow::elideRight);
}

void TextLabel::setText(const QString& strong, const QString& text)
{
    const QString shown = joinSentences({visibleText(strong), visibleText(text)});
    const qsizetype strongLength = visibleText(strong).size();
    if (shown == m_text && strongLength == m_strongLength)
        return;
    m_text = shown;
    m_strongLength = strongLength;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void TextLabel::setMonoParts(const QStringList& parts)
{
    QStringList shown;
    for (const QString& part : parts) {
        if (!part.isEmpty())
            shown << visibleText(part);
    }
    if (shown == m_monoParts)
        return;
    m_monoParts = shown;
    updateGeometry();
    update();
}

void TextLabel::setStrongWords(const QStringList& words)
{
    if (words == m_strongWords)
        return;
    m_strongWords = words;
    updateGeometry();
    update();
}

void TextLabel::setTone(Token tone)
{
    m_tone = tone;
    update();
}

void TextLabel::setOverflow(Overflow overflow)
{
    m_overflow = overflow;
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    if (overflow == Overflow::wrap) {
        policy.setVerticalPolicy(QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
    }
    setSizePolicy(policy);
}

void TextLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

int TextLabel::layOut(QTextLayout& layout, qreal width) const
{
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&formats](qsizetype start, qsizetype length, const QFont& font) {
        QTextLayout::FormatRange range;
        range.start = int(start);
        range.length = int(length);
        range.format.setFont(font);
        formats.append(range);
    };
    // Most labels need neither, and all are laid out often.
    const auto strong = [this] {
        QFont font = fontFor(m_style);
        font.setWeight(QFont::DemiBold);
        return font;
    };
    const auto mono = [this] { return fontFor(monoOf(m_style)); };
    const QString text = layout.text();
    if (m_strongLength > 0)
        add(0, laidOut(m_text.left(m_strongLength)).size(), strong());
    for (const QString& word : m_strongWords)
        forEachWord(text, word, [&](qsizetype at) { add(at, word.size(), strong()); });
    qsizetype position = 0;
    for (const TextRun& run : splitMonoRuns(text)) {
        if (run.mono)
            add(position, run.text.size(), mono());
        position += run.text.size();
    }
    for (const QString& shown : m_monoParts) {
        const QString part = laidOut(shown);
        for (qsizetype at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.size()))
            add(at, part.size(), mono());
    }
    QTextOption option(m_alignment | Qt::AlignTop);
    option.setWrapMode(m_overflow == Overflow::wrap ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                                    : QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        // Centres the glyphs in the design's line, whatever height the font asks for.
        const qreal slack = lineHeight(m_style) - (line.ascent() + line.descent());
        line.setPosition(QPointF(0, lines * lineHeight(m_style) + slack / 2));
        ++lines;
    }
    layout.endLayout();
    return std::max(lines, 1);
}

QSize TextLabel::sizeHint() const
{
    QTextLayout layout(laidOut(m_text), fontFor(m_style));
    layOut(layout, QWIDGETSIZE_MAX);
    return {int(std::ceil(layout.maximumWidth())) + 1, lineHeight(m_style)};
}

QSize TextLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 24), lineHeight(m_style)};
}

int TextLabel::heightForWidth(int width) const
{
    QTextLayout layout(laidOut(m_text), fontFor(m_style));
    return layOut(layout, width) * lineHeight(m_style);
}

QString TextLabel::laidOut(const QString& text) const
{
    // Qt breaks lines behind the colon of "ip:127.0.0.1", "zk-1:2181" or "digest:ops", and behind
    // the first slash of a path.
    static const QRegularExpression inside(
        QStringLiteral("((?<=[A-Za-z0-9]):|(?<![A-Za-z0-9/])/)(?=[A-Za-z0-9])"));
    static const QString bound = QStringLiteral("\\1") + QChar(0x2060); // A word joiner.
    if (m_overflow != Overflow::wrap)
        return text;
    QString whole = text;
    return whole.replace(inside, bound);
}

QString TextLabel::elided(int width) const
{
    if (m_overflow == Overflow::wrap || sizeHint().width() <= width)
        return m_text;
    const auto mode = m_overflow == Overflow::elideMiddle ? Qt::ElideMiddle : Qt::ElideRight;
    return QFontMetrics(fontFor(m_style)).elidedText(m_text, mode, width);
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor pen = color(m_tone);
    if (!isEnabled())
        pen.setAlphaF(0.45F);
    painter.setPen(pen);
    QTextLayout layout(laidOut(elided(width())), fontFor(m_style));
    const int lines = layOut(layout, width());
    const int top = std::max(0, (height() - lines * lineHeight(m_style)) / 2);
    layout.draw(&painter, QPointF(0, top));
}

bool TextLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && elided(width()) != m_text) {
        // Rich text would be guessed from a leading "<": a non-breaking wrapper forbids that.
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(),
            QStringLiteral("<span>%1</span>").arg(m_text.toHtmlEscaped()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace zs::ui
