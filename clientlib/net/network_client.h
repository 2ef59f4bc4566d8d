// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "clientlib/net/session_driver.h"
#include "clientlib/session/chroot.h"
#include "clientlib/watch_counter.h"

namespace zs {

/// The Client of real servers: encodes requests, decodes replies, maps the chroot, and puts errors
/// into words. The session itself is the driver's.
class NetworkClient final : public Client, public WatchCounter {
    Q_OBJECT
public:
    explicit NetworkClient(ClientOptions options);
    ~NetworkClient() override;

    SessionStatus status() const override { return m_status; }
    Zxid lastZxid() const override { return m_driver->machine().lastZxid(); }
    std::chrono::microseconds latency() const override;
    FrameProgress arriving() const override;
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
    WatchKeeper watchKeeper(const Path& path) const override;
    int watchesHeld() const override;
    QCoro::Task<Result<void>> checkWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<void>> removeWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<DataResponse>> reconfig(
        ReconfigRequest request, std::stop_token stop) override;
    QCoro::Task<Result<void>> addAuth(Identity identity, std::stop_token stop) override;
    QCoro::Task<Result<void>> close() override;
    void retryNow() override { m_driver->retryNow(); }

private:
    /// One request about `path` (the caller's), which is validated first; in ask.h.
    template <class T, class Convert>
    [[nodiscard]] QCoro::Task<Result<T>> ask(
        Path&& path, session::Request&& request, std::stop_token&& stop, Convert convert);
    /// One that may leave a watch, as `use` says.
    [[nodiscard]] session::Request reading(
        OpCode op, const Path& path, Watch watch, session::WatchUse use);
    Result<std::vector<MultiOp>> toServer(std::vector<MultiOp> ops) const;
    [[nodiscard]] QCoro::Task<Result<CreatedResponse>> createWithoutStat(
        CreateRequest record, Path path, std::stop_token stop);
    SessionStatus presentStatus() const;
    void noteStatus();

    Chroot m_chroot;
    SessionStatus m_status;
    Bytes m_room; ///< Memory for the body of the next read.
    std::unique_ptr<net::SessionDriver> m_driver; ///< Last: its end resumes callers.
};

} // namespace zs
