// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "clientlib/net/session_driver.h"
#include "clientlib/session/chroot.h"

namespace zs {

/// The Client of real servers: encodes requests, decodes replies, maps the chroot, and puts errors
/// into words. Connections and the session itself are below, in clientlib/net.
class NetworkClient final : public Client {
    Q_OBJECT
public:
    explicit NetworkClient(ClientOptions options);
    ~NetworkClient() override;

    SessionStatus status() const override { return m_status; }
    Zxid lastZxid() const override { return m_driver->machine().lastZxid(); }
    std::chrono::microseconds latency() const override;
    QCoro::Task<Result<CreatedResponse>> create(Path path, std::optional<Bytes> data,
        CreateMode mode, std::vector<Acl> acl) override;
    QCoro::Task<Result<void>> remove(Path path, std::int32_t version) override;
    QCoro::Task<Result<std::optional<Stat>>> exists(Path path, Watch watch) override;
    QCoro::Task<Result<DataResponse>> getData(Path path, Watch watch) override;
    QCoro::Task<Result<Stat>> setData(
        Path path, std::optional<Bytes> data, std::int32_t version) override;
    QCoro::Task<Result<AclResponse>> getAcl(Path path) override;
    QCoro::Task<Result<Stat>> setAcl(
        Path path, std::vector<Acl> acl, std::int32_t aversion) override;
    QCoro::Task<Result<ChildrenResponse>> children(Path path, Watch watch) override;
    QCoro::Task<Result<void>> sync(Path path) override;
    QCoro::Task<Result<void>> addAuth(Identity identity) override;
    QCoro::Task<Result<void>> close() override;
    void retryNow() override { m_driver->retryNow(); }

private:
    SessionStatus presentStatus() const;
    void noteStatus();

    Chroot m_chroot;
    SessionStatus m_status;
    bool m_noCreate2 = false; ///< A server before 3.5 answered.
    std::unique_ptr<net::SessionDriver> m_driver; ///< Last: its end resumes callers.
};

} // namespace zs
