// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QGraphicsItem>
#include <QLineF>

namespace zs::ui {

/// The line between two servers, with the word of a fault on it. Wide enough to hit for its
/// context menu, though drawn thin.
class LinkItem : public QGraphicsItem {
public:
    enum { Type = UserType + 1 };
    [[nodiscard]] int type() const override { return Type; }

    [[nodiscard]] const LinkLook& look() const { return m_look; }
    /// `faultAt`: how far along the line the word of a fault stands, 0 to 1.
    void setLook(const LinkLook& look, const QLineF& line, qreal faultAt);
    [[nodiscard]] QLineF line() const { return m_line; }

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] QRectF faultBox() const;

    LinkLook m_look;
    QLineF m_line;
    qreal m_faultAt = 0.5;
};

} // namespace zs::ui
