// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/tls_failure.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QHostAddress>

#include <algorithm>
#include <iterator>

namespace zs::net {

namespace {

    using Fault = ConnectionFault;

    std::string distinguishedName(const QSslCertificate& certificate, bool ofIssuer)
    {
        const QList<QByteArray> attributes
            = ofIssuer ? certificate.issuerInfoAttributes() : certificate.subjectInfoAttributes();
        QStringList parts;
        for (const QByteArray& attribute : attributes) {
            const QStringList values = ofIssuer ? certificate.issuerInfo(attribute)
                                                : certificate.subjectInfo(attribute);
            for (const QString& value : values)
                parts.append(QString::fromLatin1(attribute) + '=' + value);
        }
        // Qt keeps no order; the name that people look for stands first.
        std::stable_partition(parts.begin(), parts.end(),
            [](const QString& part) { return part.startsWith(QLatin1String("CN=")); });
        return parts.join(QStringLiteral(", ")).toStdString();
    }

    std::chrono::sys_seconds secondsOf(const QDateTime& time)
    {
        return std::chrono::sys_seconds(std::chrono::seconds(time.toSecsSinceEpoch()));
    }

    Fault faultOf(QSslError::SslError error)
    {
        switch (error) {
        case QSslError::NoError:
        case QSslError::HostNameMismatch: return Fault::none;
        case QSslError::CertificateExpired: return Fault::tlsExpired;
        case QSslError::CertificateNotYetValid: return Fault::tlsNotYetValid;
        case QSslError::CertificateRevoked: return Fault::tlsRevoked;
        case QSslError::SelfSignedCertificate: return Fault::tlsSelfSigned;
        // A chain whose root is not trusted, or which breaks off: who issued it is not known.
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted: return Fault::tlsUnknownIssuer;
        default: return Fault::tlsCertificate;
        }
    }

    std::string wordsFor(Fault fault, const QSslError& error, const Certificate& shown)
    {
        const QSslCertificate at = error.certificate();
        const Certificate culprit = at.isNull() ? shown : certificateOf(at);
        switch (fault) {
        case Fault::tlsExpired:
            return "the certificate of " + culprit.subject + " expired on "
                + toText(culprit.validUntil);
        case Fault::tlsNotYetValid:
            return "the certificate of " + culprit.subject + " is valid from "
                + toText(culprit.validFrom) + " on, which is still to come (check the clock)";
        case Fault::tlsRevoked: return "the certificate of " + culprit.subject + " was revoked";
        case Fault::tlsSelfSigned:
            return "the certificate of " + culprit.subject
                + " is self-signed and is not among the trusted CAs";
        case Fault::tlsUnknownIssuer:
            return "the issuer of the certificate, " + shown.issuer
                + ", is not among the trusted CAs";
        default: return error.errorString().toStdString();
        }
    }

    std::string lowered(std::string_view text)
    {
        std::string lower(text);
        std::transform(lower.begin(), lower.end(), lower.begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return lower;
    }

} // namespace

Certificate certificateOf(const QSslCertificate& certificate)
{
    Certificate facts;
    facts.subject = distinguishedName(certificate, false);
    facts.issuer = distinguishedName(certificate, true);
    const QStringList common = certificate.subjectInfo(QSslCertificate::CommonName);
    facts.commonName = common.isEmpty() ? std::string() : common.first().toStdString();
    facts.validFrom = secondsOf(certificate.effectiveDate());
    facts.validUntil = secondsOf(certificate.expiryDate());
    const auto names = certificate.subjectAlternativeNames();
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (name.key() == QSsl::DnsEntry)
            facts.dnsNames.push_back(name.value().toStdString());
        else if (name.key() == QSsl::IpAddressEntry)
            facts.addresses.push_back(QHostAddress(name.value()).toString().toStdString());
    }
    std::sort(facts.dnsNames.begin(), facts.dnsNames.end());
    std::sort(facts.addresses.begin(), facts.addresses.end());
    facts.sha256 = certificate.digest(QCryptographicHash::Sha256).toHex(':').toStdString();
    return facts;
}

std::optional<ConnectionFailure> chainFailure(
    const QList<QSslError>& errors, const QSslCertificate& certificate)
{
    const QSslError* gravest = nullptr;
    Fault fault = Fault::none;
    for (const QSslError& error : errors) {
        const Fault found = faultOf(error.error());
        // The enum stands in this order: what a broken chain entails is told last.
        if (found != Fault::none && (fault == Fault::none || found < fault)) {
            fault = found;
            gravest = &error;
        }
    }
    if (!gravest)
        return std::nullopt;
    const Certificate shown = certificateOf(certificate);
    return ConnectionFailure{fault,
        "TLS: " + wordsFor(fault, *gravest, shown) + " (" + describe(shown) + ")", shown};
}

std::optional<ConnectionFailure> hostNameFailure(
    const QSslCertificate& certificate, const std::string& host)
{
    const Certificate shown = certificateOf(certificate);
    QHostAddress address;
    const bool isAddress = address.setAddress(QString::fromStdString(host));
    if (isFor(shown, isAddress ? address.toString().toStdString() : host))
        return std::nullopt;
    return ConnectionFailure{Fault::tlsHostName,
        "TLS: the certificate is for " + namesOf(shown) + ", not for " + host + " ("
            + describe(shown) + ")",
        shown};
}

ConnectionFailure handshakeFailure(const std::string& error, bool certificateShown)
{
    const std::string text = lowered(error);
    const auto says = [&text](std::string_view words) {
        return text.find(words) != std::string::npos;
    };
    // Alerts come from the server.
    if (says("alert protocol version") || says("unsupported protocol"))
        return {Fault::tlsVersion,
            "TLS: the server offers no version from TLS 1.2 on (" + error + ")", {}};
    if (says("alert certificate required")
        || (!certificateShown && (says("alert bad certificate") || says("certificate unknown"))))
        return {Fault::tlsClientCertificateMissing,
            "TLS: the server asks for a client certificate (" + error + ")", {}};
    if (certificateShown && says("alert")
        && (says("certificate") || says("unknown ca") || says("access denied")))
        return {Fault::tlsClientCertificateRefused,
            "TLS: the server refused our client certificate (" + error + ")", {}};
    if (says("wrong version number") || says("packet length too long") || says("http request")
        || says("record layer failure"))
        return {Fault::tlsNotSpoken,
            "TLS: what answered is not TLS, most likely a plain-text port: use the server's"
            " secureClientPort, or turn TLS off",
            {}};
    return {Fault::tlsHandshake, "TLS: the handshake failed: " + error, {}};
}

} // namespace zs::net
