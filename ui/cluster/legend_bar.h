// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QWidget>

namespace zs::ui {

/// What the colours of the messages on the scene mean, in its lower left corner.
class LegendBar : public QWidget {
    Q_OBJECT
public:
    explicit LegendBar(QWidget* parent = nullptr);

    void setEntries(const std::vector<LegendLook>& entries);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<LegendLook> m_entries;
};

} // namespace zs::ui
