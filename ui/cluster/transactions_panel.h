// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QWidget>

namespace zs::ui {

/// Transactions in flight, the newest first: zxid, change, who has it in its log, state.
class TransactionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit TransactionsPanel(QWidget* parent = nullptr);

    void setRows(const std::vector<TransactionLook>& rows);
    [[nodiscard]] const std::vector<TransactionLook>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] qreal changeLeft() const;
    void paintRow(QPainter& painter, const TransactionLook& row, int top) const;

    std::vector<TransactionLook> m_rows;
};

} // namespace zs::ui
