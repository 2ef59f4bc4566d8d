// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/scene_area.h"

#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/legend_bar.h"
#include "ui/common/chip.h"
#include "ui/common/message_view.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int sidePx = 16;
constexpr int topPx = 12;
constexpr int bottomPx = 10;

} // namespace

SceneArea::SceneArea(QWidget* parent) :
    QWidget(parent), m_scene(new ClusterScene(this)), m_view(new ClusterView(m_scene, this)),
    m_message(new MessageView(this)), m_legend(new LegendBar(this)), m_partition(new Chip(this)),
    m_heal(makeButton("healAll", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("sceneArea"));
    m_partition->setObjectName(QStringLiteral("partitionChip"));
    m_partition->setRole(Role::danger);
    m_partition->setIconName(QStringLiteral("split"));
    m_partition->hide();
    m_heal->setProperty("compact", true);
    m_heal->hide();
    m_message->setObjectName(QStringLiteral("clusterMessage"));
    m_message->hide();
    connect(m_heal, &QPushButton::clicked, this, &SceneArea::healRequested);
    retranslate();
}

void SceneArea::setLook(const SceneLook& look)
{
    m_scene->setLook(look);
    m_view->followCard(); // A new leader takes the top, and the others turn with it.
    if (look.partition.words != m_partition->text()) {
        m_partition->setText(look.partition.words);
        m_partition->setVisible(!look.partition.apart.empty());
        place();
    }
}

void SceneArea::setLegend(const std::vector<LegendLook>& entries)
{
    m_legend->setEntries(entries);
    m_legend->move(sidePx, height() - m_legend->height() - bottomPx);
}

void SceneArea::setHealing(bool canHeal)
{
    if (canHeal == !m_heal->isHidden())
        return;
    m_heal->setVisible(canHeal);
    place();
}

void SceneArea::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SceneArea::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void SceneArea::place()
{
    m_view->setGeometry(rect());
    m_message->setGeometry(rect());
    m_legend->move(sidePx, height() - m_legend->height() - bottomPx);
    m_partition->resize(m_partition->sizeHint());
    m_partition->move(sidePx, topPx + 2);
    m_heal->resize(m_heal->sizeHint());
    m_heal->move(m_partition->isHidden() ? sidePx : sidePx + m_partition->width() + 8, topPx);
}

void SceneArea::retranslate()
{
    m_heal->setText(tr("Heal", "mend all broken links"));
    setVerb(m_heal, tr("Heal all links"), QKeySequence(Qt::Key_H));
    place();
}

} // namespace zs::ui
