// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/connection_fault.h"
#include "clientlib/tls_options.h"

#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>

#include <optional>

namespace zs::net {

/// The TLS side of one connection: reads the credentials, greets the server, checks it, and says
/// what failed. For a single use: `prepare`, then `start` with a socket that is connected. Signals
/// come from the event loop only.
class TlsGreeting : public QObject {
    Q_OBJECT
public:
    /// `host` is what the certificate has to name unless the options say otherwise.
    TlsGreeting(TlsOptions options, std::string host);

    void prepare();
    /// The socket has to outlive this, or to go with it; its own errors are the caller's to hear.
    void start(QSslSocket* socket);
    /// Why the socket ended.
    [[nodiscard]] ConnectionFailure explain() const;
    [[nodiscard]] const std::optional<Certificate>& certificate() const { return m_certificate; }

Q_SIGNALS:
    void prepared();
    void done(); ///< Encrypted, and every check passed.
    void failed(const zs::ConnectionFailure& why);

private:
    void judge(const QList<QSslError>& errors);
    void encrypted();

    const TlsOptions m_options;
    const std::string m_host;
    QSslConfiguration m_configuration;
    QPointer<QSslSocket> m_socket;
    std::optional<ConnectionFailure> m_failure; ///< A check of ours that failed.
    std::optional<Certificate> m_certificate;
    bool m_done = false;
};

} // namespace zs::net
