// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QAbstractScrollArea>

namespace zs::ui {

/// The received votes of a round, one a row: who judged it, what came, the three comparisons of
/// which one decided, and the verdict.
class VoteTable : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit VoteTable(QWidget* parent = nullptr);

    void setRows(const std::vector<VoteLook>& rows);
    [[nodiscard]] const std::vector<VoteLook>& rows() const { return m_rows; }
    /// Its height with all rows; the panel gives it less when there are many.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The moment at which this vote was judged.
    void momentChosen(std::uint64_t moment);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitScroll();
    void choose(int row);
    void paintHead(QPainter& painter) const;
    void paintRow(QPainter& painter, const VoteLook& row, int top) const;

    std::vector<VoteLook> m_rows;
    int m_chosen = -1;
};

} // namespace zs::ui
