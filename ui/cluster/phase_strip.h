// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QWidget>

namespace zs::ui {

/// The four phases from election to broadcast, 56 px high; the present one stands in a frame.
class PhaseStrip : public QWidget {
    Q_OBJECT
public:
    explicit PhaseStrip(QWidget* parent = nullptr);

    void setPhases(const std::vector<PhaseLook>& phases);
    [[nodiscard]] const std::vector<PhaseLook>& phases() const { return m_phases; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    qreal paintPhase(QPainter& painter, int index, qreal x) const;

    std::vector<PhaseLook> m_phases;
};

} // namespace zs::ui
