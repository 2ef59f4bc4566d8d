// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_pki.h"

#include <QFile>
#include <QProcess>

namespace zs::test {

namespace {

    QStringList newKey(bool rsa)
    {
        return rsa ? QStringList{"-newkey", "rsa:2048", "-nodes"}
                   : QStringList{"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"};
    }

    QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        return file.readAll();
    }

} // namespace

TestPki::TestPki()
{
    Wish ca;
    ca.selfSigned = true;
    ca.alternativeNames = QStringLiteral("DNS:ca.invalid");
    ca.subject = QStringLiteral("/CN=Test CA");
    m_ca = issue(QStringLiteral("ca"), ca);
    ca.subject = QStringLiteral("/CN=Other CA");
    m_otherCa = issue(QStringLiteral("other-ca"), ca);
}

void TestPki::openssl(const QStringList& arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.join(' ')), process.readAll().constData());
}

std::string TestPki::write(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName().toStdString();
}

IssuedFiles TestPki::issue(const QString& name, const Wish& wish) const
{
    const QString certificate = path(name + ".pem");
    const QString key = path(name + ".key");
    const QString days = QString::number(wish.days);
    const QString names = "subjectAltName=" + wish.alternativeNames;
    if (wish.selfSigned) {
        openssl(QStringList{"req", "-x509"} + newKey(wish.rsa)
            + QStringList{"-keyout", key, "-out", certificate, "-days", days, "-subj",
                wish.subject, "-addext", names});
    } else {
        const IssuedFiles& ca = wish.byOtherCa ? m_otherCa : m_ca;
        const QString request = path(name + ".csr");
        openssl(QStringList{"req"} + newKey(wish.rsa)
            + QStringList{"-keyout", key, "-out", request, "-subj", wish.subject});
        const std::string extensions = write(name + ".ext", names.toUtf8() + '\n');
        openssl({"x509", "-req", "-in", request, "-CA", QString::fromStdString(ca.certificate),
            "-CAkey", QString::fromStdString(ca.key), "-CAcreateserial", "-days", days,
            "-extfile", QString::fromStdString(extensions), "-out", certificate});
    }
    const std::string bundle = write(name + "-bundle.pem", contentOf(certificate) + contentOf(key));
    return {certificate.toStdString(), key.toStdString(), bundle};
}

std::string TestPki::encryptedKey(
    const IssuedFiles& from, const QString& passPhrase, bool olderForm) const
{
    const QString in = QString::fromStdString(from.key);
    const QString out = in + (olderForm ? ".trad" : ".enc");
    if (olderForm)
        openssl({"pkey", "-in", in, "-traditional", "-aes128", "-passout", "pass:" + passPhrase,
            "-out", out});
    else
        openssl({"pkcs8", "-topk8", "-in", in, "-passout", "pass:" + passPhrase, "-out", out});
    return out.toStdString();
}

} // namespace zs::test
