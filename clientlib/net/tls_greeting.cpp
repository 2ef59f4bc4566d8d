// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/tls_greeting.h"

#include "clientlib/net/background.h"
#include "clientlib/net/dialer.h"
#include "clientlib/net/tls_credentials.h"
#include "clientlib/net/tls_failure.h"

namespace zs::net {

namespace {

    ConnectionFailure unusablePair(const std::string& error)
    {
        return {ConnectionFault::tlsSettings,
            "TLS: the client certificate and its private key do not belong together (" + error
                + ")",
            {}};
    }

} // namespace

TlsGreeting::TlsGreeting(TlsOptions options, std::string host)
    : m_options(std::move(options))
    , m_host(m_options.hostName.empty() ? std::move(host) : m_options.hostName)
{
}

void TlsGreeting::prepare()
{
    const auto load = [options = m_options] { return loadTls(options); };
    const auto use = [this](const TlsConfiguration& loaded) {
        if (!loaded) {
            Q_EMIT failed(ConnectionFailure(loaded.error()));
            return;
        }
        m_configuration = *loaded;
        Q_EMIT prepared();
    };
    inBackground(this, load, use);
}

void TlsGreeting::start(QSslSocket* socket)
{
    m_socket = socket;
    socket->setSslConfiguration(m_configuration);
    // What the server is asked for (SNI); the check of the name is ours, it is stricter than Qt's.
    socket->setPeerVerifyName(QString::fromStdString(m_host));
    // Not queued: errors can be ignored from inside the signal alone.
    connect(socket, &QSslSocket::sslErrors, this, &TlsGreeting::judge);
    connect(socket, &QSslSocket::encrypted, this, &TlsGreeting::encrypted, Qt::QueuedConnection);
    socket->startClientEncryption();
}

void TlsGreeting::judge(const QList<QSslError>& errors)
{
    m_failure = chainFailure(errors, m_socket->peerCertificate());
    if (!m_failure)
        m_socket->ignoreSslErrors(errors);
}

void TlsGreeting::encrypted()
{
    const QSslCertificate shown = m_socket->peerCertificate();
    if (m_options.verification == TlsVerification::full)
        m_failure = hostNameFailure(shown, m_host);
    if (m_failure) {
        m_socket->abort(); // Nothing was sent to whoever this is.
        Q_EMIT failed(ConnectionFailure(*m_failure));
        return;
    }
    m_certificate = certificateOf(shown);
    m_done = true;
    Q_EMIT done();
}

ConnectionFailure TlsGreeting::explain() const
{
    if (m_failure)
        return *m_failure;
    const std::string text = m_socket->errorString().toStdString();
    const bool shown = !m_options.certificateFile.empty();
    switch (m_socket->error()) {
    case QAbstractSocket::SslInvalidUserDataError:
        return unusablePair(text);
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
        // Before a byte was sent: Qt says so of a key that is not the certificate's.
        if (shown && text.find("init SSL Context") != std::string::npos)
            return unusablePair(text);
        return handshakeFailure(text, shown);
    case QAbstractSocket::RemoteHostClosedError:
        if (!m_done)
            return {ConnectionFault::tlsNotSpoken,
                "TLS: the server closed the connection at our greeting; most likely it is a"
                " plain-text port: use the server's secureClientPort, or turn TLS off",
                {}};
        break;
    default: break;
    }
    return failureOf(*m_socket);
}

} // namespace zs::net
