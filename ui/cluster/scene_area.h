// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/looks.h"

#include <QWidget>

class QPushButton;

namespace zs::ui {

class Chip;
class ClusterScene;
class ClusterView;
class LegendBar;
class MessageView;

/// The scene with what floats over it: legend, the partition's chip with Heal, and a message while
/// there is no cluster.
class SceneArea : public QWidget {
    Q_OBJECT
public:
    explicit SceneArea(QWidget* parent = nullptr);

    [[nodiscard]] ClusterScene* scene() const { return m_scene; }
    [[nodiscard]] ClusterView* view() const { return m_view; }
    [[nodiscard]] MessageView* message() const { return m_message; }
    void setLook(const SceneLook& look);
    void setLegend(const std::vector<LegendLook>& entries);
    /// `canHeal`: links are broken that this program can mend.
    void setHealing(bool canHeal);

Q_SIGNALS:
    void healRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    void retranslate();

    ClusterScene* m_scene;
    ClusterView* m_view;
    MessageView* m_message;
    LegendBar* m_legend;
    Chip* m_partition;
    QPushButton* m_heal;
};

} // namespace zs::ui
