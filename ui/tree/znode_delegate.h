// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/tree/znode_tree_model.h"

#include <QStyledItemDelegate>

namespace zs::ui {

/// How a kind of node is drawn, everywhere: a Lucide icon and its colour.
struct NodeLook {
    const char* icon;
    Token token;
};
[[nodiscard]] NodeLook lookOf(NodeKind kind);

/// Draws one row of the tree, 26 px high: icon by kind, name with a quiet sequence number, lock,
/// count; at the right edge the eye of a watched node and the amber dot of a changed one.
/// The row's ground is drawn by the view.
class ZnodeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int rowHeight = 26;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace zs::ui
