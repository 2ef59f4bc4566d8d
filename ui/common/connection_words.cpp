// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/connection_words.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ConnectionWords)
};

using Fault = ConnectionFault;

/// On the way to the server.
QString networkWords(Fault fault)
{
    switch (fault) {
    case Fault::hostNotFound: return Words::tr("The host name is unknown.");
    case Fault::refused: return Words::tr("The port refuses connections: nothing listens there.");
    case Fault::unroutable: return Words::tr("There is no way to this host.");
    case Fault::noAnswer: return Words::tr("Nothing answered within the connect time-out.");
    case Fault::closed:
        return Words::tr("The server closed the connection before it granted a session: it may be "
                         "starting, have no quorum, be full (maxClientCnxns), or want TLS.");
    case Fault::silent: return Words::tr("The server fell silent.");
    default: return {};
    }
}

/// What the server made of the session.
QString sessionWords(Fault fault)
{
    switch (fault) {
    case Fault::notServing:
        return Words::tr("The server does not serve: it is starting, or there is no quorum.");
    case Fault::behind: return Words::tr("The server has not caught up with what was seen here.");
    case Fault::lostData:
        return Words::tr("The server's data were deleted or restored. Open a new session.");
    case Fault::readOnly:
        return Words::tr("The server lost its quorum. It reads for new sessions alone, and "
                         "Apache's opens them only where localSessionsEnabled is configured.");
    case Fault::refusedSession: return Words::tr("The server refused to open a session.");
    case Fault::notZooKeeper: return Words::tr("What answered is not a ZooKeeper server.");
    case Fault::expired: return Words::tr("The session expired.");
    case Fault::authRefused: return Words::tr("The server refused an identity.");
    case Fault::moved: return Words::tr("The session moved to another server.");
    case Fault::unknownOperation:
        return Words::tr("The server is too old for an operation and closed the connection.");
    default: return {};
    }
}

QString tlsWords(Fault fault)
{
    switch (fault) {
    case Fault::tlsSettings: return Words::tr("TLS: a certificate or key file cannot be used.");
    case Fault::tlsNotYetValid: return Words::tr("TLS: the certificate is not valid yet.");
    case Fault::tlsExpired: return Words::tr("TLS: the certificate has expired.");
    case Fault::tlsRevoked: return Words::tr("TLS: the certificate was revoked.");
    case Fault::tlsSelfSigned:
        return Words::tr("TLS: the certificate is self-signed and not trusted.");
    case Fault::tlsUnknownIssuer:
        return Words::tr("TLS: the issuer of the certificate is not trusted.");
    case Fault::tlsHostName: return Words::tr("TLS: the certificate is for other host names.");
    case Fault::tlsCertificate: return Words::tr("TLS: the certificate cannot be verified.");
    case Fault::tlsClientCertificateMissing:
        return Words::tr("TLS: the server asks for a client certificate.");
    case Fault::tlsClientCertificateRefused:
        return Words::tr("TLS: the server refused the client certificate.");
    case Fault::tlsVersion: return Words::tr("TLS: the server knows only versions before 1.2.");
    case Fault::tlsNotSpoken: return Words::tr("TLS: the port does not speak TLS.");
    case Fault::tlsWanted: return Words::tr("The port wants TLS.");
    case Fault::tlsHandshake: return Words::tr("TLS: the handshake failed.");
    default: return {};
    }
}

} // namespace

QString wordsFor(ConnectionFault fault)
{
    if (isTls(fault))
        return tlsWords(fault);
    const QString words = networkWords(fault);
    return words.isEmpty() ? sessionWords(fault) : words;
}

QString reasonOf(ConnectionFault fault, std::string_view problem)
{
    const QString words = wordsFor(fault);
    const QString detail = visibleText(problem);
    if (words.isEmpty())
        return detail;
    // Which certificate, or which identity, only the detail tells.
    return isTls(fault) || fault == Fault::authRefused ? words + u' ' + detail : words;
}

QString endOf(ConnectionFault fault, std::string_view problem)
{
    return fault == Fault::closed ? Words::tr("The server closed the connection.")
                                  : reasonOf(fault, problem);
}

} // namespace zs::ui
