// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/common/message_view.h"
#include "ui/mainwindow/session_words.h"

#include <QPointer>

#include <vector>

namespace zs::ui {

/// Stands in the centre while no server of a new connection has answered: which failed and why,
/// with "Try again" and "Edit connection". It goes by itself once there is a session.
/// Lifetime: does not own the client; it may die first.
class NoServerView : public MessageView {
    Q_OBJECT
public:
    explicit NoServerView(QWidget* parent = nullptr);

    /// `servers` as the connection names them.
    void setClient(Client* client, std::vector<Endpoint> servers);
    /// An attempt failed, and there was no session yet.
    [[nodiscard]] bool isNeeded() const { return m_needed; }

Q_SIGNALS:
    void neededChanged(bool needed);
    void editRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void note(const SessionStatus& status);
    void tell();

    QPointer<Client> m_client;
    std::vector<Endpoint> m_servers;
    std::vector<ServerFailure> m_failures; ///< The newest of each server, in their order.
    bool m_needed = false;
    QPushButton* m_again;
    QPushButton* m_edit;
};

} // namespace zs::ui
