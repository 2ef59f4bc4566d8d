// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/secrets.h"
#include "ui/connections/ssh_tunnel.h"

#include <QObject>

class QWidget;

namespace zs::ui {

/// All that a session needs, ready to be used again for a new session.
struct OpenedConnection {
    ConnectionProfile profile;
    Credentials credentials;
    std::shared_ptr<SshTunnel> tunnel; ///< Stands as long as somebody holds it; often none.

    [[nodiscard]] ClientOptions options() const
    {
        return clientOptions(profile, credentials, tunnel ? tunnel->routes() : Routes());
    }
};

/// Makes a connection ready: gathers its secrets, asking for passwords that are nowhere kept, and
/// opens its tunnel. One at a time: a second open() gives up the first.
/// Threads: GUI thread; nothing blocks. Lifetime: the secrets must outlive it.
class ConnectionOpener : public QObject {
    Q_OBJECT
public:
    enum class MayAsk {
        yes,
        no, ///< A password that is nowhere kept makes it fail.
    };

    /// `window` owns the dialogs.
    ConnectionOpener(Secrets* secrets, QWidget* window);
    ~ConnectionOpener() override;

    /// Answered by one signal; inside the call where nothing has to be asked or awaited.
    void open(const ConnectionProfile& profile, MayAsk mayAsk = MayAsk::yes);

Q_SIGNALS:
    void opened(const zs::ui::OpenedConnection& connection);
    /// Empty: the user cancelled.
    void failed(const QString& reason);

private:
    void startTunnel();

    Secrets* m_secrets;
    QWidget* m_window;
    OpenedConnection m_opening;
    int m_turn = 0; ///< Tells the answers of an older open().
};

} // namespace zs::ui
