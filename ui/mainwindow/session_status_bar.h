// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/mainwindow/role_asker.h"
#include "ui/mainwindow/status_strip.h"

#include <QPointer>
#include <QTimer>

namespace zs::ui {

/// The status bar of an open connection: state, server and its role, session, zxid, latency,
/// watches held, identity, read/write.
/// Lifetime: does not own the client; it may die first.
class SessionStatusBar : public StatusStrip {
    Q_OBJECT
public:
    explicit SessionStatusBar(QWidget* parent = nullptr);

    void setClient(Client* client);
    /// Asks each server that the session comes to, once. `connection` is how it is reached.
    void setRoleAsker(RoleAsker asker, ClientOptions connection);
    /// Of the connected server; empty where it does not tell.
    [[nodiscard]] QString role() const;
    /// zxid, latency, watches and countdown have no signal of their own: called after answers and
    /// by a tick.
    void refreshNumbers();

Q_SIGNALS:
    /// The server, its role or the session was clicked.
    void sessionClicked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showWatches();
    void askServer();
    void askIdentity();
    void showIdentity(const Result<std::vector<AuthId>>& answer);

    QPointer<Client> m_client;
    StatusEntry* m_state;
    StatusEntry* m_server;
    StatusEntry* m_role;
    StatusEntry* m_session;
    StatusEntry* m_expiry;
    StatusEntry* m_zxid;
    StatusEntry* m_latency;
    StatusEntry* m_watches;
    StatusEntry* m_identity;
    StatusEntry* m_writes;
    bool m_serverAsked = false; ///< On the present connection: its role, our identity.
    RoleAsker m_askRole;
    ClientOptions m_connection;
    std::string m_mode; ///< As told.
    int m_turn = 0;     ///< Of the questions for it; older answers are of another connection.
    QTimer m_tick; ///< For refreshNumbers.
};

} // namespace zs::ui
