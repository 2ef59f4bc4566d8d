// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/lessons_page.h"

#include "ui/cluster/cluster_page.h"
#include "ui/cluster/lessons/lesson_host.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int barPx = 44;

} // namespace

LessonsPage::LessonsPage(QWidget* parent) :
    QWidget(parent), m_cluster(new ClusterPage(this)), m_lessons(new LessonHost(m_cluster))
{
    setObjectName(QStringLiteral("lessonsPage"));
    QFrame* bar = makePanel("chrome", "bottom", this);
    bar->setFixedHeight(barPx);
    m_back = makeButton("backToStart", ButtonKind::ghost, bar);
    setIcon(m_back, QStringLiteral("arrow-left"), 16);
    m_title = new TextLabel(TextStyle::panelTitle, Token::text, bar);
    QHBoxLayout* row = makeRow(bar, 12);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_back);
    row->addWidget(m_title, 1);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(bar);
    column->addWidget(m_cluster, 1);
    connect(m_back, &QPushButton::clicked, this, &LessonsPage::backRequested);
    connect(m_cluster, &ClusterPage::message, this, &LessonsPage::message);
    retranslate();
}

void LessonsPage::openLessons()
{
    m_cluster->setMode(ClusterHeader::Mode::lesson);
    m_cluster->setFocus(Qt::OtherFocusReason);
    if (!m_lessons->runner())
        m_lessons->offer();
}

void LessonsPage::openRecording()
{
    m_cluster->setMode(ClusterHeader::Mode::replay);
    m_cluster->setFocus(Qt::OtherFocusReason);
    m_cluster->chooseRecording();
}

void LessonsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LessonsPage::retranslate()
{
    m_back->setText(tr("Start page"));
    m_title->setText(tr("Lessons and recordings"));
}

} // namespace zs::ui
