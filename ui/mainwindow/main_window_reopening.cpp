// SPDX-License-Identifier: GPL-3.0-or-later
// Which connections are open is remembered all the time, so that a crash forgets nothing, and
// opened again at the next start.
#include "ui/common/settings.h"
#include "ui/common/toast.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/workspace_page.h"


namespace zs::ui {
namespace {

constexpr auto openKey = "window/open";
constexpr auto activeKey = "window/active";
constexpr auto besideKey = "window/beside";

QString idOf(const WorkspacePage* page)
{
    return page ? page->profile().id : QString();
}

} // namespace

void MainWindow::rememberOpen()
{
    if (!m_toReopen.isEmpty())
        return; // Only a part of it is open yet.
    QStringList ids;
    for (const WorkspacePage* page : m_deck->pages())
        ids << idOf(page);
    for (const QString& id : std::as_const(m_leftOut)) {
        if (!ids.contains(id))
            ids << id;
    }
    m_parts.settings->setValue(QLatin1String(openKey), ids);
    m_parts.settings->setValue(QLatin1String(activeKey), idOf(m_deck->active()));
    m_parts.settings->setValue(QLatin1String(besideKey), idOf(m_deck->beside()));
}

void MainWindow::reopenConnections()
{
    if (!m_preferences.reopensConnections() || !m_toReopen.isEmpty())
        return;
    m_toReopen = m_parts.settings->value(QLatin1String(openKey)).toStringList();
    m_reopenedActive = m_parts.settings->value(QLatin1String(activeKey)).toString();
    m_reopenedBeside = m_parts.settings->value(QLatin1String(besideKey)).toString();
    const auto next = [this] {
        m_toReopen.removeFirst();
        reopenNext();
    };
    connect(m_reopener, &ConnectionOpener::opened, this,
        [this, next](const OpenedConnection& connection) {
            if (!m_deck->find(connection.profile.id)) // The user may have been quicker.
                showWorkspace(connection);
            next();
        });
    connect(m_reopener, &ConnectionOpener::failed, this, [this, next](const QString& reason) {
        const auto profile = m_store.find(m_toReopen.constFirst());
        m_leftOut << m_toReopen.constFirst();
        m_toast->showMessage(Role::looking,
            tr("%1 was not opened again. %2")
                .arg(profile ? visibleText(shownName(*profile)) : QString(), reason));
        next();
    });
    reopenNext();
}

void MainWindow::reopenNext()
{
    while (!m_toReopen.isEmpty()) {
        const auto profile = m_store.find(m_toReopen.constFirst());
        if (profile && !m_deck->find(profile->id))
            return m_reopener->open(*profile, ConnectionOpener::MayAsk::no);
        m_toReopen.removeFirst(); // It was deleted meanwhile.
    }
    endReopening();
}

void MainWindow::endReopening()
{
    m_reopener->disconnect(this);
    WorkspacePage* active = m_deck->find(m_reopenedActive);
    WorkspacePage* beside = m_deck->find(m_reopenedBeside);
    if (active)
        m_deck->activate(active);
    if (beside && beside != m_deck->active())
        m_deck->setBeside(beside);
    if (m_deck->active())
        rememberOpen();
}

} // namespace zs::ui
