// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QGraphicsObject>

class QVariantAnimation;

namespace zs::ui {

/// A server's card: 200 x 82 or 164 x 64, its upper left corner at the item's origin. Takes the
/// keyboard focus. A change of the role cross-fades in 200 ms unless motion is reduced.
class ServerItem : public QGraphicsObject {
    Q_OBJECT
public:
    explicit ServerItem(ServerId id);

    [[nodiscard]] ServerId id() const { return m_look.id; }
    [[nodiscard]] const CardLook& look() const { return m_look; }
    /// `animated`: a change of the role fades.
    void setLook(const CardLook& look, bool animated);
    void setCardSize(const QSizeF& size, bool small);
    [[nodiscard]] QSizeF cardSize() const { return m_size; }
    /// Picked by click or lasso, for the actions on several servers.
    void setPicked(bool picked);
    [[nodiscard]] bool isPicked() const { return m_picked; }
    /// Ends a fade at once.
    void finishFade();

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintShadow(QPainter& painter) const;
    void paintFrame(QPainter& painter) const;
    void paintText(QPainter& painter) const;
    void paintSessions(QPainter& painter) const;
    [[nodiscard]] QColor blended(Token before, Token now) const;

    CardLook m_look;
    Tint m_before; ///< Of the role that fades out.
    qreal m_fade = 1;
    QSizeF m_size{200, 82};
    bool m_small = false;
    bool m_picked = false;
    QVariantAnimation* m_animation;
};

} // namespace zs::ui
