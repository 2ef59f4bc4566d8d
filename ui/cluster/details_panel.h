// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QFrame>

namespace zs::ui {

/// Facts about the selected server or message, at the lower end of the panel. Hidden without any.
class DetailsPanel : public QFrame {
    Q_OBJECT
public:
    explicit DetailsPanel(QWidget* parent = nullptr);

    void setLook(const DetailsLook& look);
    [[nodiscard]] const DetailsLook& look() const { return m_look; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int namePx() const;

    DetailsLook m_look;
};

} // namespace zs::ui
