// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/connections/connection_trial.h"
#include "ui/connections/secrets.h"
#include "ui/connections/ssh_tunnel.h"

class QLabel;
class QListWidget;
class QStackedWidget;

namespace zs::ui {

class ConnectionPage;
class ConnectionStore;
class IdentitiesPage;
class SafetyPage;
class ServersPage;
class SshPage;
class TlsPage;

/// Makes or edits a connection: servers, identities, TLS, SSH tunnel, safety. Test tries it
/// without saving anything; Save keeps it, Connect (of a new one) keeps and opens it.
/// Lifetime: store and secrets must outlive it.
class ConnectionDialog : public DialogFrame {
    Q_OBJECT
public:
    struct Parts {
        ConnectionStore* store = nullptr;
        Secrets* secrets = nullptr;
        ClientFactory makeClient;
    };

    /// A profile without id is a new one.
    ConnectionDialog(Parts parts, ConnectionProfile profile, QWidget* parent = nullptr);
    ~ConnectionDialog() override;

    /// What the pages say now.
    [[nodiscard]] ConnectionProfile edited() const;

Q_SIGNALS:
    /// Saved, and to be opened where `open`. The dialog is accepted.
    void saved(const zs::ui::ConnectionProfile& profile, bool open);

protected:
    void retranslate() override;

private:
    void addPage(const char* iconName, ConnectionPage* page);
    void wire();
    void check();
    void fit();
    void test();
    void startTrial(const ConnectionProfile& profile, const Routes& routes);
    void showOutcome();
    void say(Role role, const QString& text);
    void findMembers();
    void save(bool open);
    /// Calls `then` with the routes of the tunnel, when there is one and it stands.
    void throughTunnel(const ConnectionProfile& profile, std::function<void(Routes)> then);

    Parts m_parts;
    ConnectionProfile m_profile;
    QListWidget* m_list;
    QStackedWidget* m_pages;
    ServersPage* m_servers;
    IdentitiesPage* m_identities;
    TlsPage* m_tls;
    SshPage* m_ssh;
    SafetyPage* m_safety;
    std::vector<ConnectionPage*> m_all;
    QPushButton* m_test;
    QLabel* m_outcomeIcon;
    TextLabel* m_outcome;
    QPushButton* m_save;
    QPushButton* m_connect;
    std::unique_ptr<ConnectionTrial> m_trial;
    std::unique_ptr<SshTunnel> m_tunnel;
};

} // namespace zs::ui
