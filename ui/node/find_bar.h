// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/text_search.h"
#include "ui/theme/tokens.h"

#include <QFrame>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace zs::ui {

class SegmentedControl;
class TextLabel;

/// The strip above the data: what to look for, how, and what to put in its place. It draws and
/// tells; DataFind searches.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    /// Shows it with the keyboard in the field; `text`, unless empty, becomes what is looked for.
    void enter(const QString& text);
    [[nodiscard]] FindQuery query() const;
    [[nodiscard]] QString replacement() const;
    /// Among bytes an expression makes no sense, but digits do.
    void setBytesMode(bool bytes);
    /// What is typed are digits of bytes; false outside of the bytes' mode.
    [[nodiscard]] bool isHex() const;
    void setReplaceable(bool replaceable);
    /// How many hits there are; `isBad` when that is no good news.
    void setStatus(const QString& text, bool isBad);
    /// Marks the upper field (or the lower one) and says why in a line of its own; nullopt: all is
    /// well.
    void setProblem(const std::optional<PatternProblem>& problem, bool inReplacement = false);

Q_SIGNALS:
    /// What is looked for is another thing now.
    void queryChanged();
    void nextWanted();
    void previousWanted();
    void replaceWanted();
    void replaceAllWanted();
    void closed();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeFindRow();
    QWidget* makeReplaceRow();
    void wire();
    void retranslate();
    void updateRows();

    QLineEdit* m_field;
    QToolButton* m_case;
    QToolButton* m_word;
    QToolButton* m_regex;
    SegmentedControl* m_kind;
    TextLabel* m_status;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_showReplace;
    QToolButton* m_close;
    QWidget* m_replaceRow = nullptr;
    QLineEdit* m_replacement;
    QPushButton* m_replace;
    QPushButton* m_replaceAll;
    QWidget* m_problemRow = nullptr;
    TextLabel* m_problem;
    bool m_bytes = false;
    bool m_replaceable = false;
};

} // namespace zs::ui
