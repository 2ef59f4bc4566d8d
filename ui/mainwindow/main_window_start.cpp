// SPDX-License-Identifier: GPL-3.0-or-later
// What the start page leads to: recent nodes, lessons, recordings.
#include "ui/common/toast.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/lessons_page.h"
#include "ui/mainwindow/main_window.h"
#include "ui/start/recent_nodes.h"
#include "ui/tree/node_marks.h"

#include <QStackedWidget>

namespace zs::ui {

/// Of each connection its last node, the connection used last first; then of each the one before.
void MainWindow::refreshRecentNodes()
{
    const QList<ConnectionProfile> profiles = m_store.profiles();
    std::vector<std::vector<Path>> recent;
    for (const ConnectionProfile& profile : profiles) {
        recent.push_back(NodeMarks(m_parts.settings, profile.id).recent());
        std::erase(recent.back(), Path("/")); // A connection begins there anyway.
    }
    std::vector<RecentNodes::Entry> entries;
    bool more = true;
    for (std::size_t rank = 0; more && entries.size() < RecentNodes::mostShown; ++rank) {
        more = false;
        for (std::size_t i = 0; i < recent.size(); ++i) {
            if (rank >= recent[i].size())
                continue;
            more = true;
            const ConnectionProfile& profile = profiles[qsizetype(i)];
            const auto role = roleOf(profile.environment);
            entries.push_back({.connection = profile.id,
                .name = shownName(profile),
                .dot = role ? fillOf(*role) : Token::borderStrong,
                .path = recent[i][rank]});
        }
    }
    m_recent->setEntries(std::move(entries));
}

void MainWindow::openNode(const QString& connection, const Path& path)
{
    const auto profile = m_store.find(connection);
    if (!profile)
        return;
    m_wantedNode = {connection, path};
    openConnection(*profile);
    goToWantedNode();
}

/// A connection that asks for a password first opens later.
void MainWindow::goToWantedNode()
{
    WorkspacePage* page = m_wantedNode ? m_deck->find(m_wantedNode->connection) : nullptr;
    if (!page)
        return;
    page->goTo(m_wantedNode->path);
    m_wantedNode.reset();
}

LessonsPage* MainWindow::showLessonsPage()
{
    if (!m_lessons) {
        m_lessons = new LessonsPage;
        m_pages->addWidget(m_lessons);
        connect(m_lessons, &LessonsPage::backRequested, this, &MainWindow::showStartPage);
        connect(m_lessons, &LessonsPage::message, this,
            [this](Role role, const QString& text) { m_toast->showMessage(role, text); });
    }
    m_pages->setCurrentWidget(m_lessons);
    showActive();
    return m_lessons;
}

} // namespace zs::ui
