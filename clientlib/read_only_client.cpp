// SPDX-License-Identifier: Apache-2.0
#include "clientlib/read_only_client.h"

namespace zs {

namespace {

    template <class T>
    QCoro::Task<Result<T>> refuse(std::string what)
    {
        co_return tl::unexpected(Error(
            Errc::notReadOnly, what + " was not sent: this connection is open for reading only"));
    }

} // namespace

ReadOnlyClient::ReadOnlyClient(std::unique_ptr<Client> client)
    : m_client(std::move(client))
{
    connect(m_client.get(), &Client::statusChanged, this,
        [this] { Q_EMIT statusChanged(status()); });
    connect(m_client.get(), &Client::watchFired, this, &Client::watchFired);
    connect(m_client.get(), &Client::watchEnded, this, &Client::watchEnded);
}

ReadOnlyClient::~ReadOnlyClient() = default;

void ReadOnlyClient::setLocked(bool locked)
{
    if (std::exchange(m_locked, locked) != locked)
        Q_EMIT statusChanged(status());
}

SessionStatus ReadOnlyClient::status() const
{
    SessionStatus status = m_client->status();
    // A server that itself serves reads only says so: the lock is not its reason then.
    status.writesLocked = m_locked && status.state == SessionState::connected;
    if (status.writesLocked)
        status.state = SessionState::connectedReadOnly;
    return status;
}

QCoro::Task<Result<CreatedResponse>> ReadOnlyClient::create(Path path, std::optional<Bytes> data,
    CreateMode mode, std::vector<Acl> acl, std::chrono::milliseconds ttl, std::stop_token stop)
{
    if (m_locked)
        return refuse<CreatedResponse>("create of " + path.text());
    return m_client->create(
        std::move(path), std::move(data), mode, std::move(acl), ttl, std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::remove(
    Path path, std::int32_t version, std::stop_token stop)
{
    if (m_locked)
        return refuse<void>("delete of " + path.text());
    return m_client->remove(std::move(path), version, std::move(stop));
}

QCoro::Task<Result<std::optional<Stat>>> ReadOnlyClient::exists(
    Path path, Watch watch, std::stop_token stop)
{
    return m_client->exists(std::move(path), watch, std::move(stop));
}

QCoro::Task<Result<DataResponse>> ReadOnlyClient::getData(
    Path path, Watch watch, std::stop_token stop)
{
    return m_client->getData(std::move(path), watch, std::move(stop));
}

QCoro::Task<Result<Stat>> ReadOnlyClient::setData(
    Path path, std::optional<Bytes> data, std::int32_t version, std::stop_token stop)
{
    if (m_locked)
        return refuse<Stat>("setData of " + path.text());
    return m_client->setData(std::move(path), std::move(data), version, std::move(stop));
}

QCoro::Task<Result<AclResponse>> ReadOnlyClient::getAcl(Path path, std::stop_token stop)
{
    return m_client->getAcl(std::move(path), std::move(stop));
}

QCoro::Task<Result<Stat>> ReadOnlyClient::setAcl(
    Path path, std::vector<Acl> acl, std::int32_t aversion, std::stop_token stop)
{
    if (m_locked)
        return refuse<Stat>("setACL of " + path.text());
    return m_client->setAcl(std::move(path), std::move(acl), aversion, std::move(stop));
}

QCoro::Task<Result<ChildrenResponse>> ReadOnlyClient::children(
    Path path, Watch watch, std::stop_token stop)
{
    return m_client->children(std::move(path), watch, std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::sync(Path path, std::stop_token stop)
{
    return m_client->sync(std::move(path), std::move(stop));
}

QCoro::Task<Result<std::vector<MultiResult>>> ReadOnlyClient::multi(
    Transaction transaction, std::stop_token stop)
{
    if (m_locked)
        return refuse<std::vector<MultiResult>>("multi");
    return m_client->multi(std::move(transaction), std::move(stop));
}

QCoro::Task<Result<std::vector<MultiResult>>> ReadOnlyClient::multiRead(
    ReadBatch batch, std::stop_token stop)
{
    return m_client->multiRead(std::move(batch), std::move(stop));
}

QCoro::Task<Result<std::int32_t>> ReadOnlyClient::allChildrenNumber(
    Path path, std::stop_token stop)
{
    return m_client->allChildrenNumber(std::move(path), std::move(stop));
}

QCoro::Task<Result<std::vector<Path>>> ReadOnlyClient::ephemerals(
    Path prefix, std::stop_token stop)
{
    return m_client->ephemerals(std::move(prefix), std::move(stop));
}

QCoro::Task<Result<std::vector<AuthId>>> ReadOnlyClient::whoAmI(std::stop_token stop)
{
    return m_client->whoAmI(std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::addWatch(
    Path path, AddWatchMode mode, std::stop_token stop)
{
    return m_client->addWatch(std::move(path), mode, std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::checkWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    return m_client->checkWatches(std::move(path), type, std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::removeWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    return m_client->removeWatches(std::move(path), type, std::move(stop));
}

QCoro::Task<Result<DataResponse>> ReadOnlyClient::reconfig(
    ReconfigRequest request, std::stop_token stop)
{
    if (m_locked)
        return refuse<DataResponse>("reconfig");
    return m_client->reconfig(std::move(request), std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::addAuth(Identity identity, std::stop_token stop)
{
    return m_client->addAuth(std::move(identity), std::move(stop));
}

QCoro::Task<Result<void>> ReadOnlyClient::close()
{
    return m_client->close();
}

} // namespace zs
