// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace zs::ui {

/// Paints a row of ConnectionList: 60 px, the environment's bar at the left, name and chip over
/// the hosts, how it is protected, the last use, and a button: "Open" on the selected row, a menu
/// on the others. The first row of a group has the group's name above it.
class ConnectionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int rowPx = 60;
    static constexpr int headingPx = 28;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    [[nodiscard]] static int heightOf(const QModelIndex& index);
    /// An item's rectangle without the heading.
    [[nodiscard]] static QRect bodyRect(const QRect& item);
    /// Where the row's button is; `row` is a bodyRect.
    [[nodiscard]] static QRect openRect(const QRect& row);
    [[nodiscard]] static QRect menuRect(const QRect& row);
};

} // namespace zs::ui
