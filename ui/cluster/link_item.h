// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QGraphicsItem>
#include <QLineF>

namespace zs::ui {

/// The line between two servers, with the word of a fault at its middle. Wide enough to hit for
/// its context menu, though drawn thin.
class LinkItem : public QGraphicsItem {
public:
    enum { Type = UserType + 1 };
    [[nodiscard]] int type() const override { return Type; }

    [[nodiscard]] const LinkLook& look() const { return m_look; }
    void setLook(const LinkLook& look, const QLineF& line);
    [[nodiscard]] QLineF line() const { return m_line; }

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] QRectF faultBox() const;

    LinkLook m_look;
    QLineF m_line;
};

} // namespace zs::ui
