// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QAbstractButton;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace zs::ui {

/// A row with tools at its right end that fits every width: tools without room go, the last one
/// first, into a menu behind a button with three dots. There they keep name, state and effect.
class OverflowBar : public QFrame {
    Q_OBJECT
public:
    /// `surface` and `line` as for makePanel; `moreName` is the object name of the button.
    OverflowBar(const char* surface, const char* line, const char* moreName, QWidget* parent);

    /// What never folds is inserted into it, left of the tools.
    [[nodiscard]] QHBoxLayout* row() const { return m_row; }
    void addTool(QAbstractButton* tool);
    /// In place of setVisible(), which is the bar's: false where the tool makes no sense.
    void setToolWanted(const QAbstractButton* tool, bool wanted);
    /// Whether it is in the menu for want of room.
    [[nodiscard]] bool isFolded(const QAbstractButton* tool) const;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Tool {
        QAbstractButton* button;
        bool wanted = true;
        bool folded = false;
    };

    void retranslate();
    void fit();
    void fillMenu();
    /// Of what never folds, in px: with the margins, and each with the space behind it.
    [[nodiscard]] int fixedWidth() const;

    QHBoxLayout* m_row;
    QToolButton* m_more;
    QMenu* m_menu;
    std::vector<Tool> m_tools;
};

} // namespace zs::ui
