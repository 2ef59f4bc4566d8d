// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_view.h"

#include "ui/common/action_keys.h"
#include "ui/common/error_words.h"
#include "ui/common/focus_order.h"
#include "ui/common/overflow_bar.h"
#include "ui/common/widgets.h"
#include "ui/node/children_page.h"
#include "ui/node/data_page.h"
#include "ui/node/history_page.h"
#include "ui/node/node_controller.h"
#include "ui/node/subtree_removal.h"
#include "ui/node/tab_bar.h"
#include "ui/node/watches_page.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

namespace zs::ui {

NodeView::NodeView(NodeController* controller, QWidget* aclPage, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_pages(new QStackedWidget(this))
    , m_data(new DataPage(controller, m_pages)) // A page that changes its parent is styled anew.
    , m_acl(aclPage)
    , m_children(new ChildrenPage(controller, m_pages))
    , m_watches(new WatchesPage(controller, m_pages))
    , m_seen(new NodeHistory(this))
    , m_history(new HistoryPage(controller, m_seen, m_pages))
{
    setObjectName(QStringLiteral("nodeView"));
    setProperty("surface", "canvas");
    setAttribute(Qt::WA_StyledBackground);
    m_pages->addWidget(m_data);
    m_pages->addWidget(m_acl);
    m_pages->addWidget(m_children);
    m_pages->addWidget(m_watches);
    m_pages->addWidget(m_history);
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(makeHeader());
    column->addWidget(m_pages, 1);
    wire();
    addFindKeys();
    refresh();
}

QWidget* NodeView::makeHeader()
{
    auto* header = new OverflowBar("panel", "bottom", "moreNodeTools", this);
    header->setObjectName(QStringLiteral("nodeHeader"));
    header->setFixedHeight(36);
    header->row()->setSpacing(2);
    header->row()->setContentsMargins(6, 0, 8, 0);
    m_tabs = new NodeTabBar(header);
    m_tabs->setObjectName(QStringLiteral("nodeTabs"));
    for (int tab = 0; tab < m_pages->count(); ++tab)
        m_tabs->addTab(QString());
    m_watch = makeIconButton("watchNode", QStringLiteral("eye"), header);
    m_watch->setCheckable(true);
    m_duplicate = makeIconButton("duplicateNode", QStringLiteral("copy-plus"), header);
    m_delete = makeIconButton("deleteNode", QStringLiteral("trash-2"), header);
    m_inspector = makeIconButton("toggleInspector", QStringLiteral("panel-right"), header);
    m_inspector->setCheckable(true);
    m_inspector->setProperty("quiet", true); // The panel itself shows that it is there.
    setIcon(m_inspector, QStringLiteral("panel-right"), 16, {.on = Token::text2});
    header->row()->insertWidget(0, m_tabs, 1, Qt::AlignLeft | Qt::AlignBottom);
    for (QToolButton* button : {m_watch, m_duplicate, m_delete, m_inspector}) {
        button->setProperty("compact", true);
        header->addTool(button);
    }
    return header;
}

void NodeView::wire()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        m_children->setActive(currentTab() == Tab::children);
        m_watches->setActive(currentTab() == Tab::watches);
        m_history->setActive(currentTab() == Tab::history);
        Q_EMIT tabChanged(currentTab());
    });
    connect(m_controller, &NodeController::versionSeen, m_seen, &NodeHistory::note);
    connect(m_watches, &WatchesPage::failed, this,
        [this](const QString& text) { Q_EMIT message(Role::danger, text); });
    connect(m_watches, &WatchesPage::watchesRemoved, this, &NodeView::watchesRemoved);
    connect(m_children, &ChildrenPage::pathActivated, this, &NodeView::pathActivated);
    connect(m_children, &ChildrenPage::newRequested, this, &NodeView::newRequested);
    connect(m_children, &ChildrenPage::deleteRequested, this, &NodeView::deleteChildrenRequested);
    connect(m_controller, &NodeController::contentReplaced, this, &NodeView::refresh);
    connect(m_controller, &NodeController::stateChanged, this, &NodeView::refresh);
    connect(m_controller, &NodeController::writeFailed, this,
        [this](const Path&, const Error& error) {
            if (!outcomeUnknown(error.code)) // Else the banner says more.
                Q_EMIT message(Role::danger, sentenceFor(error));
        });
    connect(m_data, &DataPage::message, this, &NodeView::message);
    connect(m_data, &DataPage::identityWanted, this, &NodeView::identityWanted);
    connect(m_data, &DataPage::closeRequested, this, [this] {
        if (!m_controller->path().isRoot())
            Q_EMIT pathActivated(m_controller->path().parent());
    });
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

/// All tabs are the node's, and what is found in it is its data.
void NodeView::addFindKeys()
{
    const auto add = [this](const char* id, void (NodeView::*run)()) {
        auto* shortcut = new QShortcut(this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
        m_findKeys.emplace_back(id, shortcut);
    };
    add("node.find", &NodeView::find);
    add("node.findNext", &NodeView::findNext);
    add("node.findPrevious", &NodeView::findPrevious);
    takeKeys();
}

void NodeView::takeKeys()
{
    for (const auto& [id, shortcut] : m_findKeys)
        shortcut->setKeys(keysOf(QLatin1String(id)));
}

void NodeView::find()
{
    showTab(Tab::data);
    m_data->find();
}

void NodeView::findNext()
{
    showTab(Tab::data);
    m_data->findStep(true);
}

void NodeView::findPrevious()
{
    showTab(Tab::data);
    m_data->findStep(false);
}

void NodeView::refresh()
{
    const bool chosen = m_controller->phase() != NodePhase::none;
    m_tabs->setTabText(0, tr("Data"));
    m_tabs->setTabText(1, tr("ACL"));
    m_tabs->setTabText(2, tr("Children"));
    m_tabs->setTabText(3, tr("Watches"));
    m_tabs->setTabText(4, tr("History"));
    const auto& acl = m_controller->acl();
    static_cast<NodeTabBar*>(m_tabs)->setMark(0, m_controller->isDirty());
    static_cast<NodeTabBar*>(m_tabs)->setCount(
        1, acl && acl->has_value() ? static_cast<int>((*acl)->acl.size()) : -1);
    const NodePhase phase = m_controller->phase();
    const bool known = phase == NodePhase::ready || phase == NodePhase::deleted;
    static_cast<NodeTabBar*>(m_tabs)->setCount(
        2, known ? m_controller->base().stat.numChildren : -1);
    m_tabs->setAccessibleName(tr("Views of the node"));
    m_watch->setEnabled(chosen);
    const bool changeable = chosen && m_controller->isWritable()
        && !isReserved(m_controller->path()) && m_controller->phase() != NodePhase::deleted;
    m_duplicate->setEnabled(changeable);
    m_delete->setEnabled(changeable);
    setVerb(m_watch, tr("Watch this node"), keyOf("node.watch"));
    setVerb(m_duplicate, tr("Duplicate this node"), keyOf("node.duplicate"));
    setVerb(m_delete, tr("Delete this node"), keyOf("node.delete"));
    setVerb(m_inspector, tr("Show the Stat panel"), keyOf("view.inspector"));
}

void NodeView::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

NodeView::Tab NodeView::currentTab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void NodeView::setConnection(const ClientOptions& options)
{
    m_watches->setConnection(options);
}

void NodeView::setRefusal(const QString& words)
{
    m_data->setRefusal(words);
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
    else if (currentTab() == Tab::acl)
        m_acl->setFocus(Qt::ShortcutFocusReason);
    else if (QWidget* first = firstInFocusOrder(*m_pages->currentWidget()))
        first->setFocus(Qt::ShortcutFocusReason);
}

void NodeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) { // Keys that were changed come this way, too.
        takeKeys();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace zs::ui
