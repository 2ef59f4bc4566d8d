// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/connections/memory_secrets.h"

#include <QHash>

#include <functional>

namespace zs::ui {

enum class SecretPlace { keychain, thisRun };

/// What a session has to show, beside its profile. Not for keeping.
struct Credentials {
    std::vector<Identity> identities;
    std::string keyPassPhrase; ///< Of an encrypted private key; empty: none is known.
};

/// The secrets of connections: in the keychain, or until the program ends.
/// Threads: GUI thread. Lifetime: the keychain must outlive it.
class Secrets {
public:
    explicit Secrets(SecretStore* keychain) : m_keychain(keychain) {}

    [[nodiscard]] SecretStore* keychain() { return m_keychain; }
    /// What was given in this run comes first. A keychain that fails has nothing.
    [[nodiscard]] QCoro::Task<std::optional<QString>> find(QString name);
    /// A secret is never in both places.
    [[nodiscard]] QCoro::Task<Result<void>> keep(QString name, QString secret, SecretPlace place);
    [[nodiscard]] QCoro::Task<Result<void>> forget(QString name);
    /// All of a connection that is deleted.
    [[nodiscard]] QCoro::Task<void> forgetAll(ConnectionProfile profile);

private:
    SecretStore* m_keychain;
    MemorySecrets m_thisRun;
};

/// Asks for the password of a login; nullopt: cancelled.
using AskPassword = std::function<QCoro::Task<std::optional<QString>>(Login login)>;

/// What the session of `profile` presents. A password that is nowhere kept is asked for. Fails:
/// cancelled.
[[nodiscard]] QCoro::Task<Result<Credentials>> gatherCredentials(
    ConnectionProfile profile, Secrets* secrets, AskPassword ask);

/// The same without asking: `typed` passwords come before kept ones, and an identity
/// without any is left out. `keyPassPhrase`, where it was typed, comes before a kept one.
[[nodiscard]] QCoro::Task<Credentials> knownCredentials(ConnectionProfile profile,
    QHash<Login, QString> typed, QString keyPassPhrase, Secrets* secrets);

/// Keeps what was typed for a saved connection, and forgets the passwords of `gone` logins. Where
/// the keychain refuses, a secret is kept for this run.
[[nodiscard]] QCoro::Task<void> keepTyped(ConnectionProfile profile, QList<Login> gone,
    QHash<Login, QString> typed, QString keyPassPhrase, SecretPlace place, Secrets* secrets);

/// `profile.servers` must parse.
[[nodiscard]] ClientOptions clientOptions(
    const ConnectionProfile& profile, const Credentials& credentials, Routes routes);

/// What the client library presents for it: "user:password" under its scheme.
[[nodiscard]] Identity identityOf(const Login& login, const QString& password);

} // namespace zs::ui
