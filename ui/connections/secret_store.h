// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "ui/connections/connection_profile.h"

#include <QCoroTask>

#include <optional>

namespace zs::ui {

/// Passwords and pass phrases by name. Nothing of them reaches a log, a file or a message.
/// Threads: GUI thread; nothing blocks, a keychain may ask its user meanwhile.
/// Errors:  io, with the keychain's reason.
class SecretStore {
public:
    SecretStore() = default;
    SecretStore(const SecretStore&) = delete;
    SecretStore& operator=(const SecretStore&) = delete;
    virtual ~SecretStore() = default;

    /// Whether there is a keychain that outlives this run; the reason when there is none.
    [[nodiscard]] virtual QCoro::Task<Result<void>> check() = 0;
    /// nullopt: no such secret is kept.
    [[nodiscard]] virtual QCoro::Task<Result<std::optional<QString>>> read(QString name) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> write(QString name, QString secret) = 0;
    /// No error when there is none.
    [[nodiscard]] virtual QCoro::Task<Result<void>> remove(QString name) = 0;
};

/// The names under which a connection's secrets are kept.
[[nodiscard]] QString digestSecretName(const ConnectionProfile& profile, const QString& user);
[[nodiscard]] QString secretNameOf(const ConnectionProfile& profile, const Login& login);
[[nodiscard]] QString keySecretName(const ConnectionProfile& profile);

} // namespace zs::ui
