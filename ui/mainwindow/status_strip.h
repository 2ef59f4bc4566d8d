// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/typography.h"
#include "ui/theme/tokens.h"

#include <QFrame>

#include <vector>

class QHBoxLayout;

namespace zs::ui {

class Chip;
class StateDot;
class TextLabel;

/// One entry of a status bar: a dot or an icon, and a text.
class StatusEntry : public QWidget {
    Q_OBJECT
public:
    enum class Edge { left, right }; ///< Where its dividing line is.

    StatusEntry(const char* objectName, TextStyle style, Edge edge, QWidget* parent);

    /// Empty: the entry takes no room.
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    void setTone(Token tone);
    void setIconName(const QString& name);
    void setDot(Role role);
    /// The text stands in a chip of the role's colours.
    void setChip(Role role);
    /// By mouse, Space or Enter: Tab comes to it, and screen readers call it a button.
    void setClickable();
    [[nodiscard]] bool isClickable() const { return m_clickable; }
    [[nodiscard]] bool isWanted() const { return m_wanted; }
    /// For want of room, though it is wanted.
    void setFolded(bool folded);

Q_SIGNALS:
    void clicked();
    /// It may need more room or less.
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Edge m_edge;
    bool m_clickable = false;
    bool m_wanted = false;
    bool m_folded = false;
    QString m_icon;
    Token m_tone = Token::text2;
    StateDot* m_dot;
    QWidget* m_iconRoom;
    TextLabel* m_text;
    Chip* m_chip = nullptr; ///< In place of m_text.
};

/// The bar of 26 px at the lower edge of a window; entries come in from both sides. Those that
/// have no room are listed in the tool tip of an entry with three dots.
class StatusStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    StatusEntry* addLeft(const char* objectName, TextStyle style = TextStyle::label);
    StatusEntry* addRight(const char* objectName, TextStyle style = TextStyle::label);
    /// Who goes first when the room is short; others never go.
    void setFoldOrder(std::vector<StatusEntry*> entries);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    StatusEntry* track(StatusEntry* entry);
    void fit();

    QHBoxLayout* m_row;
    int m_lefts = 0;
    std::vector<StatusEntry*> m_entries;
    std::vector<StatusEntry*> m_foldOrder;
    StatusEntry* m_more = nullptr;
};

} // namespace zs::ui
