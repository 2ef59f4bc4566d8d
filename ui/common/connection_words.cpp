// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/connection_words.h"

#include "ui/common/sentences.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QDateTime>

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

QString secondsOf(std::chrono::sys_seconds time)
{
    return formatTime(std::chrono::milliseconds(time.time_since_epoch()).count());
}

/// Which certificate it is that was refused.
QString certificateWords(Fault fault, const Certificate& shown)
{
    const QString subject = visibleText(std::string_view(shown.subject));
    const auto now = std::chrono::system_clock::now();
    switch (fault) {
    case Fault::tlsHostName:
        return Words::tr("It is for %1.", "a certificate; names of hosts")
            .arg(visibleText(std::string_view(namesOf(shown))));
    case Fault::tlsUnknownIssuer:
        return Words::tr("Its subject is %1, its issuer %2.", "of a certificate")
            .arg(subject, visibleText(std::string_view(shown.issuer)));
    case Fault::tlsExpired: // Else it is one of its issuers that has expired.
        if (shown.validUntil < now)
            return Words::tr("Its subject is %1; it was valid until %2.", "of a certificate")
                .arg(subject, secondsOf(shown.validUntil));
        break;
    case Fault::tlsNotYetValid:
        if (shown.validFrom > now)
            return Words::tr("Its subject is %1; it is valid from %2 on.", "of a certificate")
                .arg(subject, secondsOf(shown.validFrom));
        break;
    default: break;
    }
    return Words::tr("Its subject is %1.", "of a certificate").arg(subject);
}

/// Whether only the detail tells which file, or what OpenSSL or the server had against it.
bool needsDetail(Fault fault)
{
    return fault == Fault::tlsSettings || fault == Fault::tlsCertificate
        || fault == Fault::tlsHandshake || fault == Fault::authRefused || fault == Fault::other;
}

QString tlsAdvice(Fault fault)
{
    switch (fault) {
    case Fault::tlsNotYetValid: return Words::tr("Check the clocks of both machines.");
    case Fault::tlsExpired:
    case Fault::tlsRevoked: return Words::tr("The server needs a new one.");
    case Fault::tlsSelfSigned:
        return Words::tr("To trust it, name its file under Trusted certificates.");
    case Fault::tlsUnknownIssuer:
        return Words::tr("To trust it, name the file of its CA under Trusted certificates.");
    case Fault::tlsHostName:
        return Words::tr("Connect by a name that it has, or turn off Check the host name.");
    case Fault::tlsClientCertificateMissing:
        return Words::tr("Name the files of your certificate and of its private key.");
    case Fault::tlsClientCertificateRefused:
        return Words::tr("Use one whose CA is in the server's trustStore.");
    case Fault::tlsVersion: return Words::tr("Turn a newer one on there (ssl.enabledProtocols).");
    case Fault::tlsNotSpoken:
        return Words::tr("Most likely it is the plain clientPort: use the server's "
                         "secureClientPort, or turn TLS off.");
    case Fault::tlsWanted: return Words::tr("Turn TLS on, or use the plain clientPort.");
    default: return {};
    }
}

} // namespace

QString remedyFor(const ConnectionFailure& failure)
{
    QStringList sentences;
    if (failure.certificate && isTls(failure.fault))
        sentences << certificateWords(failure.fault, *failure.certificate);
    if (needsDetail(failure.fault)) {
        const std::string_view text = failure.text;
        const auto tls = text.find("TLS: "); // wordsFor() begins with it, too.
        sentences << visibleText(tls == text.npos ? text : text.substr(tls + 5));
    }
    if (isTls(failure.fault))
        sentences << tlsAdvice(failure.fault);
    else if (failure.fault == Fault::closed)
        sentences << Words::tr(
            "Try it again in a moment, or with TLS; the server's log says more.");
    else if (!networkWords(failure.fault).isEmpty())
        sentences << Words::tr("Check that ZooKeeper runs and that this machine may reach it.");
    else if (failure.fault == Fault::notZooKeeper)
        sentences << Words::tr("Check that host and port are those of a clientPort.");
    else if (failure.fault == Fault::authRefused)
        sentences << Words::tr("Check the users and passwords under Identities.");
    return joinSentences(sentences);
}

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
