// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace zs::ui {

/// A line of a lesson with its mark: a step, or something to be observed. Its text wraps; a time
/// at its right makes it a button that goes there. The mark repeats in shape what its colour says.
class LessonRow : public QWidget {
    Q_OBJECT
public:
    enum class Mark {
        next,     ///< A step that comes later: its number in a ring.
        current,  ///< Its number on the accent.
        done,     ///< A tick in a circle.
        failed,   ///< A cross in a circle.
        awaited,  ///< An observation that was not made yet: an empty ring.
        seen,     ///< A tick.
        contrary, ///< A cross.
    };

    explicit LessonRow(QWidget* parent = nullptr);

    /// `number` for the marks of steps.
    void setContent(Mark mark, const QString& text, int number = 0);
    /// "0.250 s"; empty: nothing to go to.
    void setTime(const QString& time);
    [[nodiscard]] Mark mark() const { return m_mark; }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString time() const { return m_time; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    /// Only with a time.
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] bool isStep() const;
    [[nodiscard]] QRect textRect(int width) const;
    void paintMark(QPainter& painter) const;
    void describe();

    Mark m_mark = Mark::next;
    QString m_text;
    QString m_time;
    int m_number = 0;
};

} // namespace zs::ui
