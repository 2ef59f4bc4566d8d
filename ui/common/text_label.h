// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

#include <QStringList>
#include <QWidget>

class QTextLayout;

namespace zs::ui {

/// Plain text in one of the design's text styles, with its line height. Hostile characters are
/// made visible, markup means nothing, and hexadecimal numbers are mono.
class TextLabel : public QWidget {
    Q_OBJECT
public:
    /// What happens to text that is too long for the widget.
    enum class Overflow { elideRight, elideMiddle, wrap };

    explicit TextLabel(TextStyle style, Token tone = Token::text, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text) { setText(QString(), text); }
    /// `strong` stands before `text` in semibold, with a space between them.
    void setText(const QString& strong, const QString& text);
    /// Paths, addresses and words to type that stand in the text: mono, wherever they occur in it.
    void setMonoParts(const QStringList& parts);
    /// Words that are semibold wherever they stand alone.
    void setStrongWords(const QStringList& words);
    void setTone(Token tone);
    void setOverflow(Overflow overflow);
    /// Qt::AlignLeft, AlignHCenter or AlignRight.
    void setAlignment(Qt::Alignment alignment);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return m_overflow == Overflow::wrap; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Lays the text out in lines of at most `width`; yields the number of lines.
    int layOut(QTextLayout& layout, qreal width) const;
    [[nodiscard]] QString elided(int width) const;
    /// What is laid out: the text, or as much of it as there is room for.
    [[nodiscard]] QString laidOut(const QString& text) const;

    TextStyle m_style;
    Token m_tone;
    Overflow m_overflow = Overflow::elideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    QString m_text; ///< As shown when there is room.
    qsizetype m_strongLength = 0;
    QStringList m_monoParts;
    QStringList m_strongWords;
};

} // namespace zs::ui
