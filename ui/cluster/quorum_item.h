// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QGraphicsObject>

class QVariantAnimation;

namespace zs::ui {

/// The ring in the middle, around the item's origin: one segment a voter, filled clockwise as votes
/// or acknowledgements are counted; a tick says where a quorum is reached. Pulses once then.
class QuorumItem : public QGraphicsObject {
    Q_OBJECT
public:
    QuorumItem();

    [[nodiscard]] const RingLook& look() const { return m_look; }
    void setLook(const RingLook& look, bool animated);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintSegments(QPainter& painter) const;
    void paintTick(QPainter& painter) const;

    RingLook m_look;
    qreal m_pulse = 0; ///< 0: at rest; 1: widest.
    QVariantAnimation* m_animation;
};

} // namespace zs::ui
