// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/secret_store.h"

#include <QHash>

namespace zs::ui {

/// Secrets until the program ends: where the user wants it so, or there is no keychain.
class MemorySecrets : public SecretStore {
public:
    [[nodiscard]] QCoro::Task<Result<void>> check() override;
    [[nodiscard]] QCoro::Task<Result<std::optional<QString>>> read(QString name) override;
    [[nodiscard]] QCoro::Task<Result<void>> write(QString name, QString secret) override;
    [[nodiscard]] QCoro::Task<Result<void>> remove(QString name) override;

private:
    QHash<QString, QString> m_secrets;
};

} // namespace zs::ui
