// SPDX-License-Identifier: GPL-3.0-or-later
// The open connections of the window: tabs, menu, side by side, and what closing one costs.
#include "ui/common/settings.h"
#include "ui/common/toast.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/connection_tabs.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/unsaved_edits_dialog.h"
#include "ui/mainwindow/workspace_frame.h"

#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int mostInMenu = 12;

/// Whether a session that was opened with `open` serves one who wants `wanted`.
bool isServedBy(ConnectionProfile wanted, const ConnectionProfile& open)
{
    wanted.lastUsed = open.lastUsed;
    return wanted == open;
}

QString nameOf(const ConnectionProfile& profile)
{
    return visibleText(shownName(profile));
}

} // namespace

void MainWindow::buildConnections()
{
    m_deck = new ConnectionDeck;
    m_tabs = new ConnectionTabs;
    m_pages->addWidget(m_deck);
    auto* centre = new QWidget(this);
    auto* column = makeColumn(centre, 0);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
    m_tabs->hide();
    connect(m_deck, &ConnectionDeck::changed, this, &MainWindow::showActive);
    connect(m_tabs, &ConnectionTabs::newRequested, this, &MainWindow::showStartPage);
    connect(m_tabs, &ConnectionTabs::sideBySideRequested, this, &MainWindow::toggleSideBySide);
    connect(m_tabs->bar(), &ConnectionTabBar::chosen, this, &MainWindow::showConnection);
    connect(m_tabs->bar(), &ConnectionTabBar::closeRequested, this,
        [this](const QString& id) { closeConnection(m_deck->find(id)); });
}

void MainWindow::addConnectionActions()
{
    const auto none = [this] { return workspace() ? QString() : tr("No connection is open."); };
    const auto noOther = [this] {
        return m_deck->pages().size() > 1 ? QString() : tr("No other connection is open.");
    };
    m_actions->add("connection.connect", [this] { showConnectDialog(); });
    m_actions->add("connection.start", [this] { showStartPage(); });
    m_actions->add("connection.next", [this] { stepConnection(true); }, noOther);
    m_actions->add("connection.previous", [this] { stepConnection(false); }, noOther);
    m_actions->add("connection.beside", [this] { toggleSideBySide(); }, noOther);
    m_actions->add("connection.disconnect", [this] { closeConnection(workspace()); }, none);
}

WorkspacePage* MainWindow::workspace() const
{
    return m_deck && m_pages->currentWidget() == m_deck ? m_deck->active() : nullptr;
}

void MainWindow::fillConnectionsMenu()
{
    m_connectionsMenu->clear();
    const auto add = [this](const ConnectionProfile& profile) {
        QAction* action = m_connectionsMenu->addAction(
            nameOf(profile).replace(u'&', QStringLiteral("&&")));
        action->setObjectName(QStringLiteral("connection:") + profile.id);
        connect(action, &QAction::triggered, this, [this, profile] { openConnection(profile); });
        return action;
    };
    m_connectionsMenu->addSection(tr("Open", "connections that are open"));
    for (const WorkspacePage* page : m_deck->pages()) {
        QAction* action = add(page->profile());
        action->setCheckable(true);
        action->setChecked(page == workspace());
    }
    QList<ConnectionProfile> others = m_store.profiles();
    others.removeIf([this](const auto& profile) { return m_deck->find(profile.id) != nullptr; });
    if (!others.isEmpty())
        m_connectionsMenu->addSection(tr("Open another connection"));
    for (const ConnectionProfile& profile : others.mid(0, mostInMenu))
        add(profile);
    m_connectionsMenu->addSeparator();
    m_sideBySideAction->setChecked(m_deck->beside() != nullptr);
    m_sideBySideAction->setEnabled(m_deck->pages().size() > 1);
    for (QAction* action :
        {m_connectAction, m_startAction, m_sideBySideAction, m_disconnectAction})
        m_connectionsMenu->addAction(action);
}

void MainWindow::openConnection(const ConnectionProfile& profile)
{
    const ConnectionProfile kept = m_store.remember(profile);
    WorkspacePage* open = m_deck->find(kept.id);
    if (!open)
        return m_opener->open(kept);
    if (isServedBy(kept, open->profile()))
        return showConnection(kept.id);
    whenEditsMayGo({open}, [this, kept] { m_opener->open(kept); });
}

void MainWindow::showWorkspace(const OpenedConnection& connection)
{
    const ConnectionProfile& used = connection.profile;
    if (WorkspacePage* before = m_deck->find(used.id))
        end(before); // Its settings changed.
    auto* page = new WorkspacePage(
        connection, m_parts.makeClient, m_deck->room(),
        [this](const ConnectionProfile& profile) { return clusterOf(profile); },
        m_parts.settings);
    page->setRoleAsker(m_parts.askRole);
    connect(page, &WorkspacePage::paletteRequested, this, &MainWindow::openPalette);
    connect(page, &WorkspacePage::editRequested, this, &MainWindow::editConnection);
    page->setMenus(m_settingsMenu, m_connectionsMenu);
    page->setPreferences(m_preferences);
    if (m_journal)
        page->setJournal(m_journal.get());
    connect(page, &WorkspacePage::headChanged, this, &MainWindow::showTabs);
    m_leftOut.removeAll(used.id);
    m_pages->setCurrentWidget(m_deck);
    m_deck->add(page);
    goToWantedNode();
}

void MainWindow::showConnection(const QString& id)
{
    if (WorkspacePage* page = m_deck->find(id)) {
        m_pages->setCurrentWidget(m_deck);
        m_deck->activate(page);
        showActive();
    }
}

void MainWindow::showStartPage()
{
    refreshRecentNodes();
    m_pages->setCurrentWidget(m_start);
    m_start->setFocus(Qt::OtherFocusReason);
    showActive();
}

void MainWindow::stepConnection(bool forward)
{
    if (!workspace()) // From the start page back to where one was.
        return showConnection(m_deck->active()->profile().id);
    m_deck->step(forward);
}

void MainWindow::toggleSideBySide()
{
    if (m_deck->pages().size() < 2)
        return;
    m_pages->setCurrentWidget(m_deck);
    if (m_deck->beside())
        return m_deck->setBeside(nullptr);
    const auto& pages = m_deck->pages();
    const qsizetype here = pages.indexOf(m_deck->active());
    m_deck->setBeside(pages[(here + 1) % pages.size()]);
}

/// Another connection is active, or the start page is shown.
void MainWindow::showActive()
{
    rememberOpen();
    if (m_deck->pages().isEmpty() && m_pages->currentWidget() == m_deck) {
        refreshRecentNodes();
        m_pages->setCurrentWidget(m_start);
    }
    showTabs();
}

void MainWindow::showTabs()
{
    const WorkspacePage* shown = workspace();
    QList<ConnectionTab> tabs;
    for (const WorkspacePage* page : m_deck->pages()) {
        const StateWords state = page->state();
        tabs.append({.id = page->profile().id,
            .name = nameOf(page->profile()),
            .environment = roleOf(page->profile().environment),
            .state = state.role,
            .stateWord = state.word,
            .unsaved = !page->unsaved().empty(),
            .shown = shown && (page == shown || page == m_deck->beside())});
    }
    m_tabs->bar()->setConnections(tabs);
    m_tabs->bar()->setChosen(shown ? shown->profile().id : QString());
    m_tabs->setSideBySide(m_deck->beside() != nullptr, tabs.size() > 1);
    // One connection alone needs no tab while it is seen: the switcher names it.
    m_tabs->setVisible(tabs.size() > 1 || (!shown && !tabs.isEmpty()));
    setWindowTitle(shown ? shown->title() : QStringLiteral("Zooscope"));
}

void MainWindow::whenEditsMayGo(const QList<WorkspacePage*>& pages, std::function<void()> then)
{
    QStringList nodes;
    for (const WorkspacePage* page : pages) {
        for (const Path& path : page->unsaved())
            nodes << tr("%1 on %2", "a node's path and its connection")
                         .arg(visibleText(std::string_view(path.text())),
                             nameOf(page->profile()));
    }
    if (nodes.isEmpty())
        return then();
    const DialogPlace place = pages.size() == 1 ? placeOf(pages.front()->profile()) : DialogPlace();
    auto* dialog = new UnsavedEditsDialog(nodes, place, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, std::move(then));
    dialog->open();
}

void MainWindow::closeConnection(WorkspacePage* page)
{
    if (!page)
        return;
    whenEditsMayGo({page}, [this, page = QPointer(page)] {
        if (page)
            end(page);
    });
}

void MainWindow::disconnectFromServer()
{
    if (WorkspacePage* page = workspace())
        end(page);
}

void MainWindow::end(WorkspacePage* page)
{
    page->keepPlace();
    disconnect(page, nullptr, this, nullptr);
    m_deck->remove(page);
}

} // namespace zs::ui
