// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/session_banner.h"

#include "clientlib/watch_counter.h"
#include "ui/common/error_report.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/own_ephemerals.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>

namespace zs::ui {

SessionBanner::SessionBanner(QWidget* parent) :
    Banner(parent), m_button(makeButton("bannerAction", ButtonKind::normal, this)),
    m_details(makeButton("bannerDetails", ButtonKind::ghost, this))
{
    setObjectName(QStringLiteral("sessionBanner"));
    addButton(m_button);
    addButton(m_details);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &SessionBanner::refresh);
    connect(m_button, &QPushButton::clicked, this, &SessionBanner::act);
    connect(m_details, &QPushButton::clicked, this, &SessionBanner::copyReport);
    hide();
}

void SessionBanner::setClient(Client* client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_past = {};
    if (client)
        connect(client, &Client::statusChanged, this, &SessionBanner::refresh);
    refresh();
}

void SessionBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Banner::changeEvent(event);
}

void SessionBanner::refresh()
{
    const SessionStatus status = m_client ? m_client->status() : SessionStatus{};
    if (status.state == SessionState::connected)
        m_past.lastServer = visibleText(std::string_view(toText(status.server)));
    if (status.state != SessionState::reconnecting)
        m_past.reader.clear();
    else if (m_mayRead && status.fault == ConnectionFault::readOnly)
        // Kept, as the others, tried next, fail for reasons of their own; `status.server` is one of
        // them by now, and the server that the problem is of stands before it.
        m_past.reader = visibleText(
            std::string_view(status.problem).substr(0, status.problem.find(": ")));
    if (status.state == SessionState::expired) {
        m_past.ephemerals = m_ephemerals ? m_ephemerals->count() : 0;
        m_past.watches = watchesHeld(m_client);
    }
    const auto now = std::chrono::steady_clock::now();
    const auto words = bannerWords(status, m_past, now);
    const bool counting = words && secondsLeft(status, now).has_value();
    if (counting != m_tick.isActive())
        counting ? m_tick.start() : m_tick.stop();
    m_action = words ? words->action : BannerAction::none;
    if (words) {
        setRole(words->role, words->icon);
        setText(words->title, words->text);
        m_button->setVisible(m_action != BannerAction::none);
        m_button->setText(actionText());
        setStyleProperty(
            m_button, "kind", m_action == BannerAction::newSession ? "primary" : "");
    }
    const bool reconnecting = status.state == SessionState::reconnecting;
    m_copied = m_copied && reconnecting;
    m_details->setVisible(reconnecting);
    m_details->setText(m_copied ? tr("Details copied") : tr("Details"));
    setVerb(m_details, tr("Copy the full report of the connection"));
    if (isHidden() != !words.has_value()) {
        setVisible(words.has_value());
        Q_EMIT shownChanged(words.has_value());
    }
}

void SessionBanner::copyReport()
{
    const Error lost{Errc::connectionLoss, m_client ? m_client->status().problem : std::string()};
    QGuiApplication::clipboard()->setText(errorReport(lost, Path(), m_client));
    m_copied = true;
    refresh();
}

QString SessionBanner::actionText() const
{
    switch (m_action) {
    case BannerAction::none: return {};
    case BannerAction::tryNow: return tr("Try now");
    case BannerAction::findFullServer: return tr("Find a full server");
    case BannerAction::newSession: break;
    }
    return tr("New session");
}

void SessionBanner::act()
{
    if (m_action == BannerAction::newSession)
        Q_EMIT newSessionRequested();
    else if (m_client)
        m_client->retryNow();
}

} // namespace zs::ui
