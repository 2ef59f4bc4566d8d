// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QWidget>

namespace zs::ui {

/// Synchronization with the leader: the axis of its committed log with a dot for each learner, then
/// one sentence for each that gives the reason.
class SyncPanel : public QWidget {
    Q_OBJECT
public:
    explicit SyncPanel(QWidget* parent = nullptr);

    void setLook(const SyncAxisLook& look);
    [[nodiscard]] const SyncAxisLook& look() const { return m_look; }
    [[nodiscard]] QSize sizeHint() const override { return {380, heightForWidth(380)}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, heightForWidth(380)}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight(const SyncLook& row, int width) const;
    void paintAxis(QPainter& painter) const;
    void paintRow(QPainter& painter, const SyncLook& row, int top) const;

    SyncAxisLook m_look;
};

} // namespace zs::ui
