// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/tls_credentials.h"

#include <openssl/crypto.h>

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace zs::net {

namespace {

    using Pem = tl::expected<QByteArray, ConnectionFailure>;
    using Certificates = tl::expected<QList<QSslCertificate>, ConnectionFailure>;
    using Key = tl::expected<QSslKey, ConnectionFailure>;

    tl::unexpected<ConnectionFailure> unusable(const std::string& file, const std::string& why)
    {
        return tl::unexpected(
            ConnectionFailure{ConnectionFault::tlsSettings, "TLS: " + file + ": " + why, {}});
    }

    Pem readPem(const std::string& name)
    {
        constexpr qint64 longestBytes = 16 << 20; // Of all CAs of a company, and to spare.
        const QString path = QString::fromStdString(name);
        const QFileInfo info(path);
        if (!info.exists())
            return unusable(name, "there is no such file");
        if (!info.isFile() || info.size() > longestBytes)
            return unusable(name, "not a PEM file (a plain file of at most 16 MiB)");
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return unusable(name, file.errorString().toStdString());
        return file.readAll();
    }

    Certificates readCertificates(const std::string& name)
    {
        const Pem pem = readPem(name);
        if (!pem)
            return tl::unexpected(pem.error());
        const QList<QSslCertificate> found = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (found.isEmpty())
            return unusable(name, "no certificate in PEM form (BEGIN CERTIFICATE) is in it");
        return found;
    }

    Key readKey(const std::string& name, const std::string& passPhrase)
    {
        const Pem pem = readPem(name);
        if (!pem)
            return tl::unexpected(pem.error());
        if (!pem->contains("PRIVATE KEY-----"))
            return unusable(name, "no private key in PEM form (BEGIN … PRIVATE KEY) is in it");
        const QByteArray phrase = QByteArray::fromStdString(passPhrase);
        for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
            const QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey, phrase);
            if (!key.isNull())
                return key;
        }
        // PKCS#8 says so in its first line, the older form in a header of its own.
        if (!pem->contains("BEGIN ENCRYPTED") && !pem->contains("Proc-Type: 4,ENCRYPTED"))
            return unusable(name, "the private key cannot be read; RSA, EC and DSA keys are known");
        return unusable(name,
            passPhrase.empty() ? "the private key is encrypted and needs its pass phrase"
                               : "the pass phrase does not open the private key");
    }

    tl::expected<void, ConnectionFailure> identify(
        QSslConfiguration& configuration, const TlsOptions& options)
    {
        if (options.certificateFile.empty() && options.keyFile.empty())
            return {};
        if (options.certificateFile.empty())
            return unusable(options.keyFile, "a private key without a client certificate");
        const Certificates chain = readCertificates(options.certificateFile);
        if (!chain)
            return tl::unexpected(chain.error());
        const bool apart = !options.keyFile.empty();
        const Key key = readKey(
            apart ? options.keyFile : options.certificateFile, options.keyPassPhrase);
        if (!key)
            return tl::unexpected(key.error());
        configuration.setLocalCertificateChain(*chain);
        configuration.setPrivateKey(*key);
        return {};
    }

} // namespace

TlsConfiguration loadTls(const TlsOptions& options)
{
    // This thread of a pool may end as late as the program, when OpenSSL would no longer free what
    // it keeps for each thread: the errors of keys that did not open, for instance.
    const auto atTheEnd = qScopeGuard([] { ::OPENSSL_thread_stop(); });
    if (!QSslSocket::supportsSsl())
        return unusable("this machine", "Qt finds no TLS library (OpenSSL) to use");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(options.verification == TlsVerification::none
            ? QSslSocket::VerifyNone
            : QSslSocket::VerifyPeer);
    QList<QSslCertificate> trusted;
    for (const std::string& file : options.caFiles) {
        const Certificates found = readCertificates(file);
        if (!found)
            return tl::unexpected(found.error());
        trusted += *found;
    }
    if (!options.caFiles.empty())
        configuration.setCaCertificates(trusted);
    if (const auto identified = identify(configuration, options); !identified)
        return tl::unexpected(identified.error());
    return configuration;
}

} // namespace zs::net
