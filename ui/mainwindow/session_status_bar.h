// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/mainwindow/status_strip.h"

#include <QPointer>
#include <QTimer>

namespace zs::ui {

/// The status bar of an open connection: state, server, session, zxid, latency, read/write.
/// Lifetime: does not own the client; it may die first.
class SessionStatusBar : public StatusStrip {
    Q_OBJECT
public:
    explicit SessionStatusBar(QWidget* parent = nullptr);

    void setClient(Client* client);
    /// zxid, latency and countdown have no signal of their own: called after answers and by a
    /// tick.
    void refreshNumbers();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void askIdentity();
    void showIdentity(const Result<std::vector<AuthId>>& answer);

    QPointer<Client> m_client;
    StatusEntry* m_state;
    StatusEntry* m_server;
    StatusEntry* m_session;
    StatusEntry* m_expiry;
    StatusEntry* m_zxid;
    StatusEntry* m_latency;
    StatusEntry* m_identity;
    StatusEntry* m_writes;
    bool m_identityAsked = false; ///< On the present connection.
    QTimer m_tick; ///< For refreshNumbers.
};

} // namespace zs::ui
