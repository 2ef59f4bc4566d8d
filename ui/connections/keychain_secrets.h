// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/secret_store.h"

namespace zs::ui {

/// Secrets in the system's keychain (Secret Service, KWallet …), through QtKeychain.
class KeychainSecrets : public SecretStore {
public:
    [[nodiscard]] QCoro::Task<Result<void>> check() override;
    [[nodiscard]] QCoro::Task<Result<std::optional<QString>>> read(QString name) override;
    [[nodiscard]] QCoro::Task<Result<void>> write(QString name, QString secret) override;
    [[nodiscard]] QCoro::Task<Result<void>> remove(QString name) override;
};

} // namespace zs::ui
