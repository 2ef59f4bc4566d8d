// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/keychain_secrets.h"

#include <QCoroSignal>

#include <qt6keychain/keychain.h>

namespace zs::ui {
namespace {

const auto service = QStringLiteral("org.zooscope.Zooscope");

Error errorOf(const QKeychain::Job& job)
{
    return {Errc::io, job.errorString().toStdString()};
}

} // namespace

QCoro::Task<Result<void>> KeychainSecrets::check()
{
    // Whether a keychain answers is known by asking it for something.
    const QString probe = QStringLiteral("availability");
    const auto answer = co_await read(probe);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<QString>>> KeychainSecrets::read(QString name)
{
    auto* job = new QKeychain::ReadPasswordJob(service); // It deletes itself after its signal.
    job->setKey(name);
    job->start();
    co_await qCoro(job, &QKeychain::Job::finished);
    if (job->error() == QKeychain::EntryNotFound)
        co_return std::optional<QString>();
    if (job->error() != QKeychain::NoError)
        co_return tl::unexpected(errorOf(*job));
    co_return std::optional(job->textData());
}

QCoro::Task<Result<void>> KeychainSecrets::write(QString name, QString secret)
{
    auto* job = new QKeychain::WritePasswordJob(service); // It deletes itself after its signal.
    job->setKey(name);
    job->setTextData(secret);
    job->start();
    co_await qCoro(job, &QKeychain::Job::finished);
    if (job->error() != QKeychain::NoError)
        co_return tl::unexpected(errorOf(*job));
    co_return Result<void>();
}

QCoro::Task<Result<void>> KeychainSecrets::remove(QString name)
{
    auto* job = new QKeychain::DeletePasswordJob(service); // It deletes itself after its signal.
    job->setKey(name);
    job->start();
    co_await qCoro(job, &QKeychain::Job::finished);
    if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
        co_return tl::unexpected(errorOf(*job));
    co_return Result<void>();
}

} // namespace zs::ui
