// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/connections/connection_trial.h"
#include "ui/connections/secrets.h"
#include "ui/connections/ssh_tunnel.h"

#include <functional>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace zs::ui {

class ConnectionPage;
class ConnectionStore;
class IdentitiesPage;
class Note;
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
    void buildContent();
    void addPage(const char* iconName, ConnectionPage* page);
    void wire();
    void check();
    void fit();
    void test();
    void startTrial(const ConnectionProfile& profile, const Routes& routes);
    void showOutcomeIcon();
    void endTest();
    void showOutcome();
    void showFound(const Result<std::vector<Endpoint>>& found);
    /// What a test, or a search, says now: by `words`, which say it again in another language.
    void tell(std::function<void()> words);
    /// In the footer; `problem` and what to do about it, where there is one, above it.
    void say(Role role, const QString& text, const QString& problem = {},
        const QString& remedy = {});
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
    Note* m_problem;
    QWidget* m_problemBox = nullptr;
    Role m_outcomeRole = Role::down;
    QPushButton* m_save;
    QPushButton* m_connect;
    std::unique_ptr<ConnectionTrial> m_trial;
    std::unique_ptr<SshTunnel> m_tunnel;
    std::function<void()> m_words; ///< Of the test; empty: the pages were edited since.
    bool m_testing = false;
    bool m_retranslating = false;
};

} // namespace zs::ui
