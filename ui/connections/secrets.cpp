// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/secrets.h"

#include "clientlib/base/expect.h"

namespace zs::ui {

QCoro::Task<std::optional<QString>> Secrets::find(QString name)
{
    Result<std::optional<QString>> here = co_await m_thisRun.read(name);
    if (here && *here)
        co_return *here;
    Result<std::optional<QString>> kept = co_await m_keychain->read(name);
    co_return kept.value_or(std::nullopt);
}

QCoro::Task<Result<void>> Secrets::keep(QString name, QString secret, SecretPlace place)
{
    if (place == SecretPlace::keychain) {
        Result<void> written = co_await m_keychain->write(name, secret);
        if (written)
            (void)co_await m_thisRun.remove(name);
        co_return written;
    }
    // Not both: an older one of the keychain would come back in the next run.
    (void)co_await m_keychain->remove(name);
    Result<void> kept = co_await m_thisRun.write(name, secret);
    co_return kept;
}

QCoro::Task<Result<void>> Secrets::forget(QString name)
{
    (void)co_await m_thisRun.remove(name);
    Result<void> gone = co_await m_keychain->remove(name);
    co_return gone;
}

QCoro::Task<void> Secrets::forgetAll(ConnectionProfile profile)
{
    for (const Login& login : loginsOf(profile))
        (void)co_await forget(secretNameOf(profile, login));
    (void)co_await forget(keySecretName(profile));
}

QCoro::Task<Result<Credentials>> gatherCredentials(
    ConnectionProfile profile, Secrets* secrets, AskPassword ask)
{
    Credentials credentials;
    for (const Login& login : loginsOf(profile)) {
        const QString name = secretNameOf(profile, login);
        std::optional<QString> password = co_await secrets->find(name);
        if (!password)
            password = co_await ask(login);
        if (!password)
            co_return tl::unexpected(Error(Errc::cancelled, "no password was given"));
        credentials.identities.push_back(identityOf(login, *password));
    }
    if (profile.tls.on && !profile.tls.keyFile.isEmpty()) {
        const QString name = keySecretName(profile);
        const std::optional<QString> phrase = co_await secrets->find(name);
        credentials.keyPassPhrase = phrase.value_or(QString()).toStdString();
    }
    co_return credentials;
}

QCoro::Task<Credentials> knownCredentials(ConnectionProfile profile,
    QHash<Login, QString> typed, QString keyPassPhrase, Secrets* secrets)
{
    Credentials credentials;
    for (const Login& login : loginsOf(profile)) {
        std::optional<QString> password;
        if (typed.contains(login))
            password = typed.value(login);
        else
            password = co_await secrets->find(secretNameOf(profile, login));
        if (password)
            credentials.identities.push_back(identityOf(login, *password));
    }
    if (keyPassPhrase.isEmpty()) {
        const std::optional<QString> kept = co_await secrets->find(keySecretName(profile));
        keyPassPhrase = kept.value_or(QString());
    }
    credentials.keyPassPhrase = keyPassPhrase.toStdString();
    co_return credentials;
}

QCoro::Task<void> keepTyped(ConnectionProfile profile, QList<Login> gone,
    QHash<Login, QString> typed, QString keyPassPhrase, SecretPlace place, Secrets* secrets)
{
    for (const Login& login : gone)
        (void)co_await secrets->forget(secretNameOf(profile, login));
    for (auto each = typed.constBegin(); each != typed.constEnd(); ++each) {
        const QString name = secretNameOf(profile, each.key());
        const Result<void> kept = co_await secrets->keep(name, each.value(), place);
        if (!kept)
            (void)co_await secrets->keep(name, each.value(), SecretPlace::thisRun);
    }
    if (keyPassPhrase.isEmpty())
        co_return;
    const QString name = keySecretName(profile);
    const Result<void> kept = co_await secrets->keep(name, keyPassPhrase, place);
    if (!kept)
        (void)co_await secrets->keep(name, keyPassPhrase, SecretPlace::thisRun);
}

ClientOptions clientOptions(
    const ConnectionProfile& profile, const Credentials& credentials, Routes routes)
{
    const auto servers = ConnectString::parse(profile.servers.toStdString());
    ZS_EXPECT(servers.has_value());
    ClientOptions options;
    options.servers = *servers;
    options.sessionTimeout = profile.sessionTimeout;
    options.connectTimeout = profile.connectTimeout;
    options.acceptReadOnlyServer = profile.acceptReadOnlyServer;
    options.identities = credentials.identities;
    options.routes = std::move(routes);
    if (profile.tls.on) {
        TlsOptions tls;
        if (!profile.tls.caFile.isEmpty())
            tls.caFiles.push_back(profile.tls.caFile.toStdString());
        tls.certificateFile = profile.tls.certificateFile.toStdString();
        tls.keyFile = profile.tls.keyFile.toStdString();
        tls.keyPassPhrase = credentials.keyPassPhrase;
        tls.verification
            = profile.tls.checkHostName ? TlsVerification::full : TlsVerification::chainOnly;
        options.tls = std::move(tls);
    }
    return options;
}

Identity identityOf(const Login& login, const QString& password)
{
    const QByteArray text = (login.user + u':' + password).toUtf8();
    return {login.scheme.toStdString(), Bytes(text.begin(), text.end())};
}

} // namespace zs::ui
