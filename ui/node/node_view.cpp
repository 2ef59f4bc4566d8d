// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_view.h"

#include "ui/common/error_words.h"
#include "ui/common/widgets.h"
#include "ui/node/data_page.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_removal.h"
#include "ui/node/tab_bar.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace zs::ui {

NodeView::NodeView(NodeController* controller, QWidget* aclPage, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_pages(new QStackedWidget(this))
    , m_data(new DataPage(controller, this))
    , m_acl(aclPage)
{
    setObjectName(QStringLiteral("nodeView"));
    setProperty("surface", "canvas");
    setAttribute(Qt::WA_StyledBackground);
    m_pages->addWidget(m_data);
    m_pages->addWidget(m_acl);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(makeHeader());
    column->addWidget(m_pages, 1);
    wire();
    refresh();
}

QWidget* NodeView::makeHeader()
{
    QFrame* header = makePanel("panel", "bottom", this);
    header->setFixedHeight(37);
    QHBoxLayout* row = makeRow(header, 2);
    row->setContentsMargins(6, 0, 8, 0);
    m_tabs = new NodeTabBar(header);
    m_tabs->setObjectName(QStringLiteral("nodeTabs"));
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    m_watch = makeIconButton("watchNode", QStringLiteral("eye"), header);
    m_watch->setCheckable(true);
    m_duplicate = makeIconButton("duplicateNode", QStringLiteral("copy-plus"), header);
    m_delete = makeIconButton("deleteNode", QStringLiteral("trash-2"), header);
    m_inspector = makeIconButton("toggleInspector", QStringLiteral("panel-right"), header);
    m_inspector->setCheckable(true);
    row->addWidget(m_tabs, 1, Qt::AlignLeft | Qt::AlignBottom);
    row->addWidget(m_watch);
    row->addWidget(m_duplicate);
    row->addWidget(m_delete);
    row->addWidget(m_inspector);
    return header;
}

void NodeView::wire()
{
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_controller, &NodeController::contentReplaced, this, &NodeView::refresh);
    connect(m_controller, &NodeController::stateChanged, this, &NodeView::refresh);
    connect(m_controller, &NodeController::writeFailed, this,
        [this](const Path&, const Error& error) {
            if (!outcomeUnknown(error.code)) // Else the banner says more.
                Q_EMIT message(Role::danger, sentenceFor(error));
        });
    connect(m_data, &DataPage::message, this, &NodeView::message);
    connect(m_data, &DataPage::compareRequested, this,
        [this] { Q_EMIT compareRequested(m_controller->path()); });
    connect(m_duplicate, &QToolButton::clicked, this,
        [this] { Q_EMIT duplicateRequested(m_controller->path()); });
    connect(m_delete, &QToolButton::clicked, this,
        [this] { Q_EMIT deleteRequested(m_controller->path()); });
    connect(m_watch, &QToolButton::clicked, this,
        [this](bool on) { Q_EMIT watchToggled(m_controller->path(), on); });
    connect(m_inspector, &QToolButton::clicked, this, &NodeView::inspectorToggled);
}

void NodeView::refresh()
{
    const bool chosen = m_controller->phase() != NodePhase::none;
    m_tabs->setTabText(0, tr("Data"));
    m_tabs->setTabText(1, tr("ACL"));
    const auto& acl = m_controller->acl();
    static_cast<NodeTabBar*>(m_tabs)->setMark(0, m_controller->isDirty());
    static_cast<NodeTabBar*>(m_tabs)->setCount(
        1, acl && acl->has_value() ? static_cast<int>((*acl)->acl.size()) : -1);
    m_tabs->setAccessibleName(tr("Views of the node"));
    m_watch->setEnabled(chosen);
    const bool changeable = chosen && m_controller->isWritable()
        && !isReserved(m_controller->path()) && m_controller->phase() != NodePhase::deleted;
    m_duplicate->setEnabled(changeable);
    m_delete->setEnabled(changeable);
    setVerb(m_watch, tr("Watch this node"));
    setVerb(m_duplicate, tr("Duplicate this node"));
    setVerb(m_delete, tr("Delete this node"), QKeySequence::Delete);
    setVerb(m_inspector, tr("Show the Stat panel"));
}

void NodeView::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

NodeView::Tab NodeView::currentTab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void NodeView::setWatched(bool watched)
{
    m_watch->setChecked(watched);
}

void NodeView::setInspectorShown(bool shown)
{
    m_inspector->setChecked(shown);
}

void NodeView::focusContent()
{
    if (currentTab() == Tab::data)
        m_data->focusContent();
    else
        m_acl->setFocus(Qt::ShortcutFocusReason);
}

void NodeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace zs::ui
