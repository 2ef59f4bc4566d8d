// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace zs::ui {

/// How much of a limit is used: a bar of 6 px whose colour repeats what the words beside it say.
class UsageBar : public QWidget {
    Q_OBJECT
public:
    explicit UsageBar(QWidget* parent = nullptr);

    /// Negative limits are none; without any the bar is empty.
    void setUsage(qint64 used, qint64 softLimit, qint64 hardLimit);
    [[nodiscard]] bool isOverSoft() const { return m_soft >= 0 && m_used > m_soft; }
    /// Nothing more fits.
    [[nodiscard]] bool isAtHard() const { return m_hard >= 0 && m_used >= m_hard; }

    [[nodiscard]] QSize sizeHint() const override { return {120, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    qint64 m_used = 0;
    qint64 m_soft = -1;
    qint64 m_hard = -1;
};

} // namespace zs::ui
