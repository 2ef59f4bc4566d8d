// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/network_client.h"

#include "clientlib/net/ask.h"

#include <QRandomGenerator>

#include <array>

// In the coroutines below nothing of the client is used behind a co_await that yielded
// `cancelled`: the client may be gone then. Aggregates are named before they are awaited.

namespace zs {

using namespace net;

namespace {

    session::Settings settingsOf(const ClientOptions& options)
    {
        session::Settings settings;
        settings.servers = options.servers.servers;
        settings.sessionTimeout = options.sessionTimeout;
        settings.connectTimeout = options.connectTimeout;
        settings.maxReplyBytes = options.maxReplyBytes;
        settings.acceptReadOnly = options.acceptReadOnlyServer;
        settings.identities = options.identities;
        settings.seed = QRandomGenerator::global()->generate64();
        std::array<quint32, 8> chance{};
        QRandomGenerator::system()->fillRange(chance.data(), chance.size());
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(chance.data());
        settings.nonceSeed.assign(bytes, bytes + sizeof chance);
        return settings;
    }

} // namespace

std::unique_ptr<Client> Client::connectTo(ClientOptions options)
{
    return std::make_unique<NetworkClient>(std::move(options));
}

NetworkClient::NetworkClient(ClientOptions options)
    : m_chroot(options.servers.chroot)
    , m_driver(std::make_unique<net::SessionDriver>(
          settingsOf(options), options.tls, options.routes))
{
    connect(m_driver.get(), &SessionDriver::statusChanged, this, &NetworkClient::noteStatus);
    connect(m_driver.get(), &SessionDriver::fired, this, [this](const session::Fired& event) {
        const WatchEvent seen{event.type, m_chroot.fromServer(event.path), event.zxid};
        Q_EMIT watchFired(seen);
    });
    connect(m_driver.get(), &SessionDriver::watchEnded, this,
        [this](const session::WatchEnded& event) {
            const Path path = m_chroot.fromServer(event.path);
            const Error why(event.err, "addWatch " + path.text() + ": " + event.why);
            Q_EMIT watchEnded(path, event.mode, why);
        });
    m_driver->start();
    m_status = presentStatus();
}

NetworkClient::~NetworkClient()
{
    // Whoever is resumed by the end of the driver must not hear signals of a half-gone client.
    m_driver->disconnect(this);
    m_driver.reset();
}

SessionStatus NetworkClient::presentStatus() const
{
    const session::SessionMachine& machine = m_driver->machine();
    SessionStatus status;
    status.state = machine.state();
    status.server = machine.server();
    status.sessionId = machine.sessionId();
    status.sessionTimeout = machine.sessionTimeout();
    status.attempt = machine.attempt();
    status.problem = machine.problem().text;
    status.fault = machine.problem().fault;
    status.certificate = machine.problem().certificate;
    if (!status.certificate)
        status.certificate = m_driver->certificate();
    if (const auto at = machine.expiresAt())
        status.expiresAt = std::chrono::steady_clock::time_point(
            std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                at->time_since_epoch()));
    return status;
}

void NetworkClient::noteStatus()
{
    SessionStatus status = presentStatus();
    if (status == m_status)
        return;
    m_status = std::move(status);
    Q_EMIT statusChanged(SessionStatus(m_status)); // A copy: a receiver may destroy this client.
}

std::chrono::microseconds NetworkClient::latency() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_driver->machine().latency());
}

session::Request NetworkClient::reading(
    OpCode op, const Path& path, Watch watch, session::WatchUse use)
{
    Path room;
    const Path& onServer = m_chroot.toServer(path, room);
    const WatchingPathView record{onServer, watch == Watch::yes};
    session::Request request = requestOf(op, record, std::move(m_room));
    if (watch == Watch::yes) {
        request.watch = use;
        request.path = onServer;
    }
    return request;
}

QCoro::Task<Result<void>> NetworkClient::remove(
    Path path, std::int32_t version, std::stop_token stop)
{
    const VersionedPathRequest record{m_chroot.toServer(path), version};
    return ask<void>(std::move(path), requestOf(OpCode::remove, record), std::move(stop), doneOf);
}

QCoro::Task<Result<std::optional<Stat>>> NetworkClient::exists(
    Path path, Watch watch, std::stop_token stop)
{
    session::Request request = reading(OpCode::exists, path, watch, session::WatchUse::exists);
    return ask<std::optional<Stat>>(
        std::move(path), std::move(request), std::move(stop), statIfAny);
}

QCoro::Task<Result<DataResponse>> NetworkClient::getData(
    Path path, Watch watch, std::stop_token stop)
{
    session::Request request = reading(OpCode::getData, path, watch, session::WatchUse::getData);
    return ask<DataResponse>(
        std::move(path), std::move(request), std::move(stop), answerOf<DataResponse>);
}

QCoro::Task<Result<Stat>> NetworkClient::setData(
    Path path, std::optional<Bytes> data, std::int32_t version, std::stop_token stop)
{
    const SetDataRequest record{m_chroot.toServer(path), std::move(data), version};
    return ask<Stat>(std::move(path), requestOf(OpCode::setData, record), std::move(stop), statOf);
}

QCoro::Task<Result<AclResponse>> NetworkClient::getAcl(Path path, std::stop_token stop)
{
    const PathRecord record{m_chroot.toServer(path)};
    return ask<AclResponse>(std::move(path), requestOf(OpCode::getAcl, record), std::move(stop),
        answerOf<AclResponse>);
}

QCoro::Task<Result<Stat>> NetworkClient::setAcl(
    Path path, std::vector<Acl> acl, std::int32_t aversion, std::stop_token stop)
{
    const SetAclRequest record{m_chroot.toServer(path), std::move(acl), aversion};
    return ask<Stat>(std::move(path), requestOf(OpCode::setAcl, record), std::move(stop), statOf);
}

QCoro::Task<Result<ChildrenResponse>> NetworkClient::children(
    Path path, Watch watch, std::stop_token stop)
{
    session::Request request
        = reading(OpCode::getChildren2, path, watch, session::WatchUse::children);
    return ask<ChildrenResponse>(
        std::move(path), std::move(request), std::move(stop), answerOf<ChildrenResponse>);
}

QCoro::Task<Result<void>> NetworkClient::sync(Path path, std::stop_token stop)
{
    const PathRecord record{m_chroot.toServer(path)};
    return ask<void>(std::move(path), requestOf(OpCode::sync, record), std::move(stop), doneOf);
}

QCoro::Task<Result<void>> NetworkClient::addAuth(Identity identity, std::stop_token stop)
{
    const std::string scheme = identity.scheme;
    Call call(*m_driver, &identity, std::move(stop));
    const Reply& reply = co_await call.reply();
    if (reply.err == Errc::ok)
        co_return Result<void>();
    co_return failure(reply.err,
        "auth with scheme " + scheme + ": "
            + (reply.why.empty() ? std::string(errcName(reply.err)) : reply.why));
}

QCoro::Task<Result<void>> NetworkClient::close()
{
    Call call(*m_driver, CloseSession{});
    const Reply& reply = co_await call.reply();
    if (reply.err == Errc::ok)
        co_return Result<void>();
    co_return failure(reply.err,
        "close: " + (reply.why.empty() ? std::string(errcName(reply.err)) : reply.why));
}

QCoro::Task<Result<CreatedResponse>> NetworkClient::create(Path path, std::optional<Bytes> data,
    CreateMode mode, std::vector<Acl> acl, std::chrono::milliseconds ttl, std::stop_token stop)
{
    if (Result<void> valid = validateCreate(path, mode, ttl); !valid)
        co_return tl::unexpected(valid.error());
    const Chroot chroot = m_chroot;
    const OpCode op = createOpcode(mode);
    CreateRequest record{
        chroot.toServer(path), std::move(data), std::move(acl), static_cast<std::int32_t>(mode)};
    session::Request request;
    if (op == OpCode::createTtl) {
        const CreateTtlRequest withTtl{
            record.path, std::move(record.data), std::move(record.acl), record.flags, ttl.count()};
        request = requestOf(op, withTtl);
    } else {
        request = requestOf(op, record);
    }
    Call call(*m_driver, &request, std::stop_token(stop));
    const Reply& reply = co_await call.reply();
    if (op == OpCode::create2 && reply.err == Errc::unimplemented) {
        // The session remembers it, so that the server is asked once alone.
        auto task = createWithoutStat(std::move(record), std::move(path), std::move(stop));
        co_return co_await task;
    }
    Result<CreatedResponse> made = answerOf<CreatedResponse>(reply, op, path);
    if (made)
        made->path = chroot.fromServer(made->path);
    co_return made;
}

/// For servers before 3.5, whose only answer to a creation is the path.
QCoro::Task<Result<CreatedResponse>> NetworkClient::createWithoutStat(
    CreateRequest record, Path path, std::stop_token stop)
{
    const Chroot chroot = m_chroot;
    net::SessionDriver& driver = *m_driver;
    session::Request create = requestOf(OpCode::create, record);
    Call creating(driver, &create, std::move(stop));
    const Reply& created = co_await creating.reply();
    const Result<PathRecord> name = answerOf<PathRecord>(created, OpCode::create, path);
    if (!name)
        co_return tl::unexpected(name.error());
    const WatchingPathRequest look{name->path, false};
    session::Request exists = requestOf(OpCode::exists, look);
    Call looking(driver, &exists); // Not stopped: the node is there.
    const Reply& seen = co_await looking.reply();
    const Result<Stat> stat = statOf(seen, OpCode::exists, path);
    if (!stat)
        co_return tl::unexpected(stat.error());
    CreatedResponse made{chroot.fromServer(name->path), *stat};
    co_return made;
}

} // namespace zs
