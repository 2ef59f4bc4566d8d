// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace zs::ui {

/// Paints a row of ConnectionList: 60 px, the environment's bar at the left, name and chip over
/// the hosts, the last use, and a button: "Open" on the selected row, a menu on the others.
class ConnectionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int rowPx = 60;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Where the row's button is.
    [[nodiscard]] static QRect openRect(const QRect& row);
    [[nodiscard]] static QRect menuRect(const QRect& row);
};

} // namespace zs::ui
