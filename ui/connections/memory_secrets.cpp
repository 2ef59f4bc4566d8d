// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/memory_secrets.h"

namespace zs::ui {

QString digestSecretName(const ConnectionProfile& profile, const QString& user)
{
    return secretNameOf(profile, {QStringLiteral("digest"), user});
}

QString secretNameOf(const ConnectionProfile& profile, const Login& login)
{
    return profile.id + u'/' + login.scheme + u'/' + login.user;
}

QString keySecretName(const ConnectionProfile& profile)
{
    return profile.id + QStringLiteral("/tls-key");
}

QCoro::Task<Result<void>> MemorySecrets::check()
{
    co_return tl::unexpected(Error(Errc::io, {})); // There is none: nothing has a reason to tell.
}

QCoro::Task<Result<std::optional<QString>>> MemorySecrets::read(QString name)
{
    const auto found = m_secrets.constFind(name);
    co_return found == m_secrets.constEnd() ? std::nullopt : std::optional(*found);
}

QCoro::Task<Result<void>> MemorySecrets::write(QString name, QString secret)
{
    m_secrets.insert(name, secret);
    co_return Result<void>();
}

QCoro::Task<Result<void>> MemorySecrets::remove(QString name)
{
    m_secrets.remove(name);
    co_return Result<void>();
}

} // namespace zs::ui
