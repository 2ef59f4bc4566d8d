// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/no_server_view.h"

#include "ui/common/widgets.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace zs::ui {

NoServerView::NoServerView(QWidget* parent) :
    MessageView(parent), m_again(makeButton("tryServersAgain", ButtonKind::primary, this)),
    m_edit(makeButton("editThisConnection", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("noServer"));
    setProperty("surface", "canvas");
    setAttribute(Qt::WA_StyledBackground);
    addButton(m_again);
    addButton(m_edit);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_client)
            m_client->retryNow();
    });
    connect(m_edit, &QPushButton::clicked, this, &NoServerView::editRequested);
    tell();
}

void NoServerView::setClient(Client* client, std::vector<Endpoint> servers)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_servers = std::move(servers);
    m_failures.clear();
    if (client)
        connect(client, &Client::statusChanged, this, &NoServerView::follow);
    follow();
}

void NoServerView::follow()
{
    const SessionStatus status = m_client ? m_client->status() : SessionStatus{};
    const bool needed = status.state == SessionState::connecting && !status.problem.empty();
    if (needed)
        note(status);
    if (std::exchange(m_needed, needed) != needed)
        Q_EMIT neededChanged(needed);
}

/// The text of a problem begins with the server that it is about: the status names the next one.
void NoServerView::note(const SessionStatus& status)
{
    ServerFailure failure{status.server, status.fault, status.problem, status.certificate};
    for (const Endpoint& server : m_servers) {
        const std::string name = toText(server) + ": ";
        if (status.problem.starts_with(name)) {
            failure.server = server;
            failure.problem = status.problem.substr(name.size());
        }
    }
    const auto known = std::find_if(m_failures.begin(), m_failures.end(),
        [&](const ServerFailure& each) { return each.server == failure.server; });
    if (known == m_failures.end())
        m_failures.push_back(std::move(failure));
    else
        *known = std::move(failure);
    tell();
}

void NoServerView::tell()
{
    m_again->setText(tr("Try again"));
    m_edit->setText(tr("Edit connection"));
    setMessage(Role::following, QStringLiteral("plug"), noServerTitle(m_failures),
        noServerText(m_failures));
}

void NoServerView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        tell();
    MessageView::changeEvent(event);
}

} // namespace zs::ui
