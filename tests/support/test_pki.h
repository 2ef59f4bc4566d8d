// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QTemporaryDir>

#include <string>

namespace zs::test {

/// A certificate and its key as PEM files.
struct IssuedFiles {
    std::string certificate;
    std::string key;    ///< PKCS#8, not encrypted.
    std::string bundle; ///< Both in one file, as a server's keyStore wants it.
};

/// A public key infrastructure of a test: a CA, another that nobody trusts, and what they issue.
/// Everything is made by `openssl` in a temporary folder that lives as long as this object.
class TestPki {
public:
    TestPki();

    [[nodiscard]] const std::string& ca() const { return m_ca.certificate; }
    [[nodiscard]] const std::string& otherCa() const { return m_otherCa.certificate; }

    struct Wish {
        QString subject = QStringLiteral("/O=Zooscope/CN=localhost");
        QString alternativeNames = QStringLiteral("DNS:localhost,IP:127.0.0.1");
        int days = 30;           ///< -1: expired yesterday.
        bool byOtherCa = false;
        bool selfSigned = false;
        bool rsa = false;        ///< Else an EC key, which is made faster.
    };
    [[nodiscard]] IssuedFiles issue(const QString& name, const Wish& wish) const;
    /// The key in a file of its own, encrypted: as PKCS#8, or in OpenSSL's older form.
    [[nodiscard]] std::string encryptedKey(
        const IssuedFiles& from, const QString& passPhrase, bool olderForm) const;
    [[nodiscard]] std::string write(const QString& name, const QByteArray& content) const;

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void openssl(const QStringList& arguments) const;

    QTemporaryDir m_folder;
    IssuedFiles m_ca;
    IssuedFiles m_otherCa;
};

} // namespace zs::test
