// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "clientlib/protocol/opcode.h"
#include "clientlib/recipes/write_fact.h"
#include "clientlib/watch_counter.h"

#include <QDateTime>

namespace zs {

/// One request as it went: what was asked, how long it took, what came of it. Never a secret.
struct RequestRecord {
    QDateTime time; ///< When it was asked.
    OpCode op = OpCode::error;
    Path path;
    std::string zkCli; ///< The line that does the same in zkCli.sh; "#…" where there is none.
    std::chrono::microseconds took{0};
    Errc code = Errc::ok;
    std::string detail; ///< Of a failure.
    bool write = false;
    std::vector<WriteFact> writes; ///< Of a write; a transaction has several. Empty: reconfig.
    std::string identity;          ///< Of auth: as identityName() tells it.
};

/// Who an identity says to be, without the secret: "digest:alice"; of schemes whose credentials
/// are no name, the scheme alone.
[[nodiscard]] std::string identityName(const Identity& identity);

/// A Client that tells of every request. Everything else is that of the client it is put around.
/// Lifetime: owns the other client; what is pending when it goes is completed, and told as
/// abandoned.
class RecordingClient : public Client, public WatchCounter {
    Q_OBJECT
public:
    explicit RecordingClient(std::unique_ptr<Client> inner);
    ~RecordingClient() override;

    [[nodiscard]] SessionStatus status() const override { return m_inner->status(); }
    [[nodiscard]] Zxid lastZxid() const override { return m_inner->lastZxid(); }
    [[nodiscard]] std::chrono::microseconds latency() const override
    {
        return m_inner->latency();
    }
    [[nodiscard]] FrameProgress arriving() const override { return m_inner->arriving(); }
    QCoro::Task<Result<CreatedResponse>> create(Path path, std::optional<Bytes> data,
        CreateMode mode, std::vector<Acl> acl, std::chrono::milliseconds ttl,
        std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(
        Path path, std::int32_t version, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<Stat>>> exists(
        Path path, Watch watch, std::stop_token stop) override;
    QCoro::Task<Result<DataResponse>> getData(
        Path path, Watch watch, std::stop_token stop) override;
    QCoro::Task<Result<Stat>> setData(Path path, std::optional<Bytes> data,
        std::int32_t version, std::stop_token stop) override;
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
    QCoro::Task<Result<std::vector<Path>>> ephemerals(
        Path prefix, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<AuthId>>> whoAmI(std::stop_token stop) override;
    QCoro::Task<Result<void>> addWatch(
        Path path, AddWatchMode mode, std::stop_token stop) override;
    [[nodiscard]] WatchKeeper watchKeeper(const Path& path) const override
    {
        return m_inner->watchKeeper(path);
    }
    [[nodiscard]] int watchesHeld() const override { return zs::watchesHeld(m_inner.get()); }
    QCoro::Task<Result<void>> checkWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<void>> removeWatches(
        Path path, WatcherType type, std::stop_token stop) override;
    QCoro::Task<Result<DataResponse>> reconfig(
        ReconfigRequest request, std::stop_token stop) override;
    QCoro::Task<Result<void>> addAuth(Identity identity, std::stop_token stop) override;
    QCoro::Task<Result<void>> close() override;
    void retryNow() override { m_inner->retryNow(); }

Q_SIGNALS:
    /// The answer is here; comes before whoever asked gets it.
    void requestFinished(const zs::RequestRecord& record);
    /// In place of requestFinished while this object goes: nobody will learn what came of it, and
    /// a write that was sent may still be carried out. Models are no good receivers: they may be
    /// going too.
    void requestAbandoned(const zs::RequestRecord& record);

private:
    friend struct RecordedRequest;
    void tell(const RequestRecord& record);

    std::unique_ptr<Client> m_inner;
    bool m_ending = false;
};

} // namespace zs
