// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include <optional>

namespace zs::ui {

/// A partition: the side of the servers that are cut off on a red ground with a dashed line, or,
/// where no straight line parts them, a dashed frame around each of their cards.
class PartitionItem : public QGraphicsItem {
public:
    PartitionItem();
    /// In scene coordinates. `cut`: the line's x; `apartLeft`: which side is cut off.
    void setPlace(const QRectF& area, std::optional<qreal> cut, bool apartLeft,
        const QList<QRectF>& cards);

    [[nodiscard]] QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    QRectF m_area;
    std::optional<qreal> m_cut;
    bool m_apartLeft = true;
    QList<QRectF> m_cards;
};

} // namespace zs::ui
