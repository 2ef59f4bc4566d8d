// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/typography.h"
#include "ui/theme/tokens.h"

#include <QFrame>

class QHBoxLayout;

namespace zs::ui {

class StateDot;
class TextLabel;

/// One entry of a status bar: a dot or an icon, and a text.
class StatusEntry : public QWidget {
    Q_OBJECT
public:
    enum class Edge { left, right }; ///< Where its dividing line is.

    StatusEntry(const char* objectName, TextStyle style, Edge edge, QWidget* parent);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    void setTone(Token tone);
    void setIconName(const QString& name);
    void setDot(Role role);

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    Edge m_edge;
    QString m_icon;
    Token m_tone = Token::text2;
    StateDot* m_dot;
    QWidget* m_iconRoom;
    TextLabel* m_text;
};

/// The bar of 26 px at the lower edge of a window; entries come in from both sides.
class StatusStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    StatusEntry* addLeft(const char* objectName, TextStyle style = TextStyle::label);
    StatusEntry* addRight(const char* objectName, TextStyle style = TextStyle::label);

private:
    QHBoxLayout* m_row;
    int m_lefts = 0;
};

} // namespace zs::ui
