// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/bottom_panel.h"

#include "ui/common/panel_tab.h"
#include "ui/common/widgets.h"
#include "ui/panels/panel_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace zs::ui {

namespace {

constexpr int stripPx = 32;

} // namespace

BottomPanel::BottomPanel(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_tabs(makeRow(nullptr, 4))
    , m_tools(makeRow(nullptr, 2))
    , m_hide(makeIconButton("hideBottom", QStringLiteral("chevron-down"), this))
{
    setObjectName(QStringLiteral("bottomPanel"));
    auto* strip = makePanel("panel", "bottom", this);
    strip->setFixedHeight(stripPx + 1);
    auto* row = makeRow(strip, 2);
    row->setContentsMargins(12, 0, 12, 0);
    row->addLayout(m_tabs);
    row->addStretch();
    row->addLayout(m_tools);
    m_hide->setProperty("compact", true);
    row->addWidget(m_hide);
    auto* column = makeColumn(this, 0);
    column->addWidget(strip);
    column->addWidget(m_pages, 1);
    connect(m_hide, &QToolButton::clicked, this, &BottomPanel::hideRequested);
    retranslate();
}

void BottomPanel::addPage(PanelPage* page)
{
    m_pages->addWidget(page);
    m_tabs->addWidget(page->tab());
    m_tools->addWidget(page->tools());
    page->tab()->show();
    connect(page->tab(), &QAbstractButton::clicked, this, [this, page] { showPage(page); });
    showPage(qobject_cast<PanelPage*>(m_pages->currentWidget()));
}

void BottomPanel::showPage(PanelPage* page)
{
    m_pages->setCurrentWidget(page);
    for (int index = 0; index < m_pages->count(); ++index) {
        auto* each = qobject_cast<PanelPage*>(m_pages->widget(index));
        each->tab()->setChecked(each == page);
        each->tools()->setVisible(each == page);
    }
}

void BottomPanel::retranslate()
{
    setVerb(m_hide, tr("Hide panel"), QKeySequence(Qt::CTRL | Qt::Key_J));
}

void BottomPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
