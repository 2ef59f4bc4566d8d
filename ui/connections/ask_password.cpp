// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/ask_password.h"

#include "ui/connections/password_dialog.h"

#include <QCoroSignal>
#include <QPointer>

namespace zs::ui {

QCoro::Task<std::optional<QString>> askPassword(
    ConnectionProfile profile, Login login, Secrets* secrets, QWidget* window)
{
    const QPointer<PasswordDialog> dialog = new PasswordDialog(login, placeOf(profile), window);
    dialog->open();
    const Result<void> keychain = co_await secrets->keychain()->check();
    if (dialog)
        dialog->setKeychainAvailable(keychain.has_value());
    if (dialog && dialog->isVisible())
        co_await qCoro(dialog.data(), &QDialog::finished);
    if (!dialog)
        co_return std::nullopt;
    const bool accepted = dialog->result() == QDialog::Accepted;
    const QString password = dialog->password();
    const SecretPlace where = dialog->keeps() ? SecretPlace::keychain : SecretPlace::thisRun;
    dialog->deleteLater();
    if (!accepted)
        co_return std::nullopt;
    const QString name = secretNameOf(profile, login);
    (void)co_await secrets->keep(name, password, where);
    co_return std::optional(password);
}

} // namespace zs::ui
