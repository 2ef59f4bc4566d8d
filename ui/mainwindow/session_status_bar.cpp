// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/session_status_bar.h"

#include "clientlib/watch_counter.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"
#include "ui/mainwindow/session_words.h"

#include <QEvent>

namespace zs::ui {

SessionStatusBar::SessionStatusBar(QWidget* parent) :
    StatusStrip(parent), m_state(addLeft("statusState")),
    m_server(addLeft("statusServer", TextStyle::mono)),
    m_role(addLeft("statusRole")), m_session(addLeft("statusSession", TextStyle::mono)),
    m_expiry(addLeft("statusExpiry")),
    m_zxid(addLeft("statusZxid", TextStyle::mono)), m_latency(addLeft("statusLatency")),
    m_watches(addRight("statusWatches")),
    m_identity(addRight("statusIdentity", TextStyle::mono)), m_writes(addRight("statusWrites"))
{
    m_identity->setIconName(QStringLiteral("shield-check"));
    m_watches->setIconName(QStringLiteral("eye"));
    m_latency->setIconName(QStringLiteral("gauge"));
    m_expiry->setIconName(QStringLiteral("timer"));
    m_expiry->setTone(Token::lookingText);
    m_state->setTone(Token::text);
    m_server->setTone(Token::text);
    setFoldOrder({m_watches, m_latency, m_zxid, m_session, m_identity, m_role, m_server});
    for (StatusEntry* entry : {m_server, m_role, m_session}) {
        entry->setClickable();
        connect(entry, &StatusEntry::clicked, this, &SessionStatusBar::sessionClicked);
    }
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &SessionStatusBar::refreshNumbers);
}

void SessionStatusBar::setClient(Client* client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_serverAsked = false;
    m_identity->setText(QString());
    if (client) {
        connect(client, &Client::statusChanged, this, &SessionStatusBar::refresh);
        m_tick.start();
    } else {
        m_tick.stop();
    }
    refresh();
}

void SessionStatusBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    StatusStrip::changeEvent(event);
}

void SessionStatusBar::refresh()
{
    const SessionStatus status = m_client ? m_client->status() : SessionStatus{};
    const StateWords words = stateWords(status);
    m_state->setDot(words.role);
    m_state->setText(words.word);
    const bool standing = words.canWrite || status.state == SessionState::connectedReadOnly;
    m_server->setTone(standing ? Token::text : Token::text3);
    m_server->setText(visibleText(std::string_view(toText(status.server))));
    m_session->setText(status.sessionId.value == 0
            ? QString()
            : tr("session %1", "a session id").arg(formatSessionId(status.sessionId)));
    m_session->setToolTip(tr("Session time-out %1 s").arg(
        double(status.sessionTimeout.count()) / 1000.0));
    m_writes->setText(words.writes);
    m_writes->setIconName(
        words.canWrite ? QStringLiteral("pencil") : QStringLiteral("lock"));
    m_identity->setToolTip(tr("How the server knows this session; ACLs are checked against it"));
    if (standing && !m_serverAsked) {
        askIdentity();
        askServer();
    }
    m_serverAsked = standing;
    const RoleWords role = roleWords(standing ? m_mode : std::string());
    m_role->setChip(role.role);
    m_role->setText(role.word);
    m_role->setToolTip(tr("What the server is in its cluster, as it told when the session came"));
    refreshNumbers();
}

void SessionStatusBar::setRoleAsker(RoleAsker asker, ClientOptions connection)
{
    m_askRole = std::move(asker);
    m_connection = std::move(connection);
    if (m_client && m_serverAsked)
        askServer();
}

QString SessionStatusBar::role() const
{
    return m_role->text();
}

void SessionStatusBar::showWatches()
{
    const bool expired = m_client && m_client->status().state == SessionState::expired;
    // The client remembers what it held, for those who set it again.
    m_watches->setText(
        tr("%n watch(es)", "held by the session", expired ? 0 : watchesHeld(m_client)));
    m_watches->setToolTip(tr("All watches of this session: of what is open and in view in the "
                             "tree, of the node, and of nodes that are watched"));
}

/// A server that becomes another in its cluster ends its connections first: so once is enough.
void SessionStatusBar::askServer()
{
    m_mode.clear();
    const int turn = ++m_turn;
    if (!m_askRole)
        return;
    auto onAnswer = [this, turn](const Result<flw::ServerStats>& answer) {
        if (turn != m_turn || !answer)
            return; // Where the server does not tell, nothing is shown.
        m_mode = answer->mode;
        refresh();
    };
    QCoro::connect(m_askRole(m_connection, m_client->status().server), this, onAnswer);
}

/// Servers before 3.7 do not tell; then nothing is shown.
void SessionStatusBar::askIdentity()
{
    auto onAnswer = [this, asked = m_client](const Result<std::vector<AuthId>>& answer) {
        if (asked == m_client)
            showIdentity(answer);
    };
    QCoro::connect(m_client->whoAmI(), this, onAnswer);
}

void SessionStatusBar::showIdentity(const Result<std::vector<AuthId>>& answer)
{
    QStringList all;
    QString shown;
    for (const AuthId& id : answer.value_or(std::vector<AuthId>())) {
        const QString text = visibleText(std::string_view(id.scheme + ": " + id.id));
        all << text;
        // Every connection has its address; what was presented says more.
        if (shown.isEmpty() || id.scheme != "ip")
            shown = text;
    }
    m_identity->setText(shown);
    m_identity->setAccessibleDescription(all.join(QStringLiteral(", ")));
}

void SessionStatusBar::refreshNumbers()
{
    showWatches();
    if (!m_client)
        return;
    const Zxid zxid = m_client->lastZxid();
    m_zxid->setText(zxid.value <= 0 ? QString() : QStringLiteral("zxid ") + formatZxid(zxid));
    m_zxid->setToolTip(formatFullZxid(zxid));
    const auto latency = m_client->latency();
    m_latency->setText(latency.count() <= 0 ? QString() : formatLatency(latency));
    m_latency->setToolTip(tr("Mean round trip of requests and pings"));
    const auto left = secondsLeft(m_client->status(), std::chrono::steady_clock::now());
    m_expiry->setText(left ? tr("expires in %n s", nullptr, *left) : QString());
}

} // namespace zs::ui
