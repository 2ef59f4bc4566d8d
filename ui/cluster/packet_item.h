// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QGraphicsItem>

namespace zs::ui {

/// A message as a pill of 20 px around the item's origin, or a badge of two parts that rests on
/// its link and fills up with the progress of a snapshot.
class PacketItem : public QGraphicsItem {
public:
    enum { Type = UserType + 2 };
    [[nodiscard]] int type() const override { return Type; }

    PacketItem();
    [[nodiscard]] const PacketLook& look() const { return m_look; }
    void setLook(const PacketLook& look);
    void setChosen(bool chosen);
    /// Width and height of the drawn box.
    [[nodiscard]] QSizeF boxSize() const { return m_box.size(); }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintBadge(QPainter& painter) const;

    PacketLook m_look;
    QRectF m_box{-20, -10, 40, 20};
    qreal m_wordPx = 0;
    bool m_chosen = false;
};

} // namespace zs::ui
