// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/watch_counter.h"

namespace zs {

/// A session that refuses every write by itself, before anything is sent, until it is unlocked:
/// for looking at an ensemble without any chance of changing it. Reads, watches and identities
/// pass. While locked, a connected session tells `connectedReadOnly` with `writesLocked`, so that
/// whoever greys out writes on a read-only server does so here too.
/// Errors: a refused write fails with notReadOnly; nothing was sent.
/// Threads, lifetime, order: as of the client within, which it owns.
class ReadOnlyClient final : public Client, public WatchCounter {
    Q_OBJECT
public:
    /// Locked at first.
    explicit ReadOnlyClient(std::unique_ptr<Client> client);
    ~ReadOnlyClient() override;

    [[nodiscard]] bool isLocked() const { return m_locked; }
    void setLocked(bool locked);

    SessionStatus status() const override;
    Zxid lastZxid() const override { return m_client->lastZxid(); }
    std::chrono::microseconds latency() const override { return m_client->latency(); }
    FrameProgress arriving() const override { return m_client->arriving(); }
    QCoro::Task<Result<CreatedResponse>> create(Path path, std::optional<Bytes> data,
        CreateMode mode, std::vector<Acl> acl, std::chrono::milliseconds ttl,
        std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(
        Path path, std::int32_t version, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<Stat>>> exists(
        Path path, Watch watch, std::stop_token stop) override;
    QCoro::Task<Result<DataResponse>> getData(
        Path path, Watch watch, std::stop_token stop) override;
    QCoro::Task<Result<Stat>> setData(Path path, std::optional<Bytes> data, std::int32_t version,
        std::stop_token stop) override;
    QCoro::Task<Result<AclResponse>> getAcl(Path path, std::stop_token stop) override;
    QCoro::Task<Result<Stat>> setAcl(Path path, std::vector<Acl> acl, std::int32_t aversion,
        std::stop_token stop) override;
    QCoro::Task<Result<ChildrenResponse>> children(
        Path path, Watch watch, std::stop_token stop) override;
    QCoro::Task<Result<void>> sync(Path path, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<MultiResult>>> multi(
        Transaction transaction, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<MultiResult>>> multiRead(
        ReadBatch batch, std::stop_token stop) override;
    QCoro::Task<Result<std::int32_t>> allChildrenNumber(
        Path path, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<Path>>> ephemerals(Path prefix, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<AuthId>>> whoAmI(std::stop_token stop) override;
    QCoro::Task<Result<void>> addWatch(
        Path path, AddWatchMode mode, std::stop_token stop) override;
    WatchKeeper watchKeeper(const Path& path) const override
    {
        return m_client->watchKeeper(path);
    }
    int watchesHeld() const override { return zs::watchesHeld(m_client.get()); }
    QCoro::Task<Result<void>> checkWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<void>> removeWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<DataResponse>> reconfig(
        ReconfigRequest request, std::stop_token stop) override;
    QCoro::Task<Result<void>> addAuth(Identity identity, std::stop_token stop) override;
    QCoro::Task<Result<void>> close() override;
    void retryNow() override { m_client->retryNow(); }

private:
    std::unique_ptr<Client> m_client;
    bool m_locked = true;
};

} // namespace zs
