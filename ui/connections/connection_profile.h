// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_place.h"
#include "ui/theme/tokens.h"

#include <QDateTime>
#include <QHashFunctions>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace zs::ui {

/// What a connection is used for; its colour marks rows and windows, its word repeats it.
enum class Environment { none, production, staging, test, local };

/// The chip's word in the language of the program; empty for `none`.
[[nodiscard]] QString environmentName(Environment environment);
[[nodiscard]] std::optional<Role> roleOf(Environment environment);

/// How to speak TLS; empty files: the operating system's CAs, no certificate of our own.
struct TlsProfile {
    bool on = false;
    QString caFile{};
    QString certificateFile{};
    QString keyFile{};
    bool checkHostName = true;
    bool operator==(const TlsProfile&) const = default;
};

/// A tunnel through the system's `ssh`, which has its own configuration and keys.
struct SshProfile {
    bool on = false;
    QString destination{}; ///< As on its command line: "host" or "user@host".
    int port = 0;          ///< 0: as ssh's configuration says.
    QString identityFile{}; ///< Empty: as ssh's configuration says.
    bool operator==(const SshProfile&) const = default;
};

/// A user whom a session presents itself as by a password.
struct Login {
    QString scheme; ///< "digest" or "sasl".
    QString user;
    bool operator==(const Login&) const = default;
};
[[nodiscard]] inline std::size_t qHash(const Login& login, std::size_t seed = 0)
{
    return qHashMulti(seed, login.scheme, login.user);
}

/// How to reach an ensemble, without any secret.
struct ConnectionProfile {
    QString name{};  ///< As the user named it; empty: see shownName().
    QString servers; ///< A connect string: "h1:2181,h2:2181/chroot".
    std::chrono::milliseconds sessionTimeout{30'000};
    Environment environment = Environment::none;
    QDateTime lastUsed{};
    QString id{};    ///< Names it for good; given by the store, empty before.
    QString group{}; ///< The heading it stands under; empty for none.
    QStringList digestUsers{}; ///< Identities that the session presents; passwords are secrets.
    QString saslUser{};        ///< SASL by DIGEST-MD5, at most one; empty: none.
    TlsProfile tls{};
    SshProfile ssh{};
    bool openReadOnly = false;        ///< Refuses writes until it is unlocked.
    bool acceptReadOnlyServer = true; ///< Better old data, with a banner, than none.
    bool confirmWrites = false; ///< Asks to type the name where production always does.
    std::chrono::milliseconds connectTimeout{5'000}; ///< For each server, until it has answered.
    bool operator==(const ConnectionProfile&) const = default;
};

/// All who need a password, in the order in which they are presented.
[[nodiscard]] QList<Login> loginsOf(const ConnectionProfile& profile);

/// Whether destructive writes ask for a typed name: the node's, or the connection's for several.
[[nodiscard]] inline bool isGuarded(const ConnectionProfile& profile)
{
    return profile.environment == Environment::production || profile.confirmWrites;
}

/// How the connection is called in the language of the program: its name; without one "Local
/// server" where that is what it is, else the connect string. Text from outside: `visibleText` it.
[[nodiscard]] QString shownName(const ConnectionProfile& profile);
/// What the head of a dialog says that writes through this connection.
[[nodiscard]] DialogPlace placeOf(const ConnectionProfile& profile);

} // namespace zs::ui
