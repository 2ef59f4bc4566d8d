// SPDX-License-Identifier: Apache-2.0
#include "clientlib/network_client.h"

#include "clientlib/base/expect.h"

#include <QRandomGenerator>

// In the coroutines below nothing of the client is used behind a co_await that yielded
// `cancelled`: the client may be gone then. Aggregates are named before they are awaited.

namespace zs {

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
        return settings;
    }

    template <class Record>
    session::Request requestOf(OpCode op, const Record& record)
    {
        session::Request request;
        request.op = op;
        request.body = jute::encode(record);
        return request;
    }

    void watchWith(session::Request& request, Watch watch, session::WatchUse use, const Path& path)
    {
        if (watch == Watch::no)
            return;
        request.watch = use;
        request.path = path;
    }

    Error errorOf(const net::Reply& reply, OpCode op, const Path& path)
    {
        std::string text(opcodeName(op));
        text += ' ' + path.text() + ": ";
        text += reply.why.empty() ? std::string(errcName(reply.err)) : reply.why;
        return Error(reply.err, std::move(text));
    }

    /// The record of a reply, or why there is none.
    template <class Record>
    Result<Record> answerOf(const net::Reply& reply, OpCode op, const Path& path)
    {
        if (reply.err != Errc::ok)
            return tl::unexpected(errorOf(reply, op, path));
        Result<Record> record = jute::decode<Record>(reply.body);
        if (!record)
            return failure(Errc::protocol,
                std::string(opcodeName(op)) + ' ' + path.text()
                    + ": the server's answer cannot be read: " + record.error().detail);
        return record;
    }

    Result<void> doneOf(const net::Reply& reply, OpCode op, const Path& path)
    {
        if (reply.err != Errc::ok)
            return tl::unexpected(errorOf(reply, op, path));
        return {};
    }

    Result<Stat> statOf(const net::Reply& reply, OpCode op, const Path& path)
    {
        return answerOf<StatResponse>(reply, op, path).map([](const StatResponse& answer) {
            return answer.stat;
        });
    }

} // namespace

std::unique_ptr<Client> Client::connectTo(ClientOptions options)
{
    return std::make_unique<NetworkClient>(std::move(options));
}

NetworkClient::NetworkClient(ClientOptions options)
    : m_chroot(options.servers.chroot)
    , m_driver(std::make_unique<net::SessionDriver>(settingsOf(options)))
{
    connect(m_driver.get(), &net::SessionDriver::statusChanged, this, &NetworkClient::noteStatus);
    connect(m_driver.get(), &net::SessionDriver::fired, this, [this](const session::Fired& event) {
        const WatchEvent seen{event.type, m_chroot.fromServer(event.path), event.zxid};
        Q_EMIT watchFired(seen);
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
    status.problem = machine.problem();
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

QCoro::Task<Result<void>> NetworkClient::remove(Path path, std::int32_t version)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return valid;
    const VersionedPathRequest record{m_chroot.toServer(path), version};
    net::Call call(*m_driver, requestOf(OpCode::remove, record));
    const net::Reply reply = co_await call.reply();
    co_return doneOf(reply, OpCode::remove, path);
}

QCoro::Task<Result<std::optional<Stat>>> NetworkClient::exists(Path path, Watch watch)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const WatchingPathRequest record{m_chroot.toServer(path), watch == Watch::yes};
    session::Request request = requestOf(OpCode::exists, record);
    watchWith(request, watch, session::WatchUse::exists, record.path);
    net::Call call(*m_driver, std::move(request));
    const net::Reply reply = co_await call.reply();
    std::optional<Stat> found;
    if (reply.err == Errc::noNode)
        co_return found;
    const Result<Stat> stat = statOf(reply, OpCode::exists, path);
    if (!stat)
        co_return tl::unexpected(stat.error());
    found = *stat;
    co_return found;
}

QCoro::Task<Result<DataResponse>> NetworkClient::getData(Path path, Watch watch)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const WatchingPathRequest record{m_chroot.toServer(path), watch == Watch::yes};
    session::Request request = requestOf(OpCode::getData, record);
    watchWith(request, watch, session::WatchUse::getData, record.path);
    net::Call call(*m_driver, std::move(request));
    const net::Reply reply = co_await call.reply();
    co_return answerOf<DataResponse>(reply, OpCode::getData, path);
}

QCoro::Task<Result<Stat>> NetworkClient::setData(
    Path path, std::optional<Bytes> data, std::int32_t version)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const SetDataRequest record{m_chroot.toServer(path), std::move(data), version};
    net::Call call(*m_driver, requestOf(OpCode::setData, record));
    const net::Reply reply = co_await call.reply();
    co_return statOf(reply, OpCode::setData, path);
}

QCoro::Task<Result<AclResponse>> NetworkClient::getAcl(Path path)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const PathRecord record{m_chroot.toServer(path)};
    net::Call call(*m_driver, requestOf(OpCode::getAcl, record));
    const net::Reply reply = co_await call.reply();
    co_return answerOf<AclResponse>(reply, OpCode::getAcl, path);
}

QCoro::Task<Result<Stat>> NetworkClient::setAcl(
    Path path, std::vector<Acl> acl, std::int32_t aversion)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const SetAclRequest record{m_chroot.toServer(path), std::move(acl), aversion};
    net::Call call(*m_driver, requestOf(OpCode::setAcl, record));
    const net::Reply reply = co_await call.reply();
    co_return statOf(reply, OpCode::setAcl, path);
}

QCoro::Task<Result<ChildrenResponse>> NetworkClient::children(Path path, Watch watch)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const WatchingPathRequest record{m_chroot.toServer(path), watch == Watch::yes};
    session::Request request = requestOf(OpCode::getChildren2, record);
    watchWith(request, watch, session::WatchUse::children, record.path);
    net::Call call(*m_driver, std::move(request));
    const net::Reply reply = co_await call.reply();
    co_return answerOf<ChildrenResponse>(reply, OpCode::getChildren2, path);
}

QCoro::Task<Result<void>> NetworkClient::sync(Path path)
{
    if (Result<void> valid = path.validate(); !valid)
        co_return valid;
    const PathRecord record{m_chroot.toServer(path)};
    net::Call call(*m_driver, requestOf(OpCode::sync, record));
    const net::Reply reply = co_await call.reply();
    co_return doneOf(reply, OpCode::sync, path);
}

QCoro::Task<Result<void>> NetworkClient::addAuth(Identity identity)
{
    const std::string scheme = identity.scheme;
    net::Call call(*m_driver, std::move(identity));
    const net::Reply reply = co_await call.reply();
    if (reply.err == Errc::ok)
        co_return Result<void>();
    co_return failure(reply.err,
        "auth with scheme " + scheme + ": "
            + (reply.why.empty() ? std::string(errcName(reply.err)) : reply.why));
}

QCoro::Task<Result<void>> NetworkClient::close()
{
    net::Call call(*m_driver, net::CloseSession{});
    const net::Reply reply = co_await call.reply();
    if (reply.err == Errc::ok)
        co_return Result<void>();
    co_return failure(reply.err,
        "close: " + (reply.why.empty() ? std::string(errcName(reply.err)) : reply.why));
}

QCoro::Task<Result<CreatedResponse>> NetworkClient::create(
    Path path, std::optional<Bytes> data, CreateMode mode, std::vector<Acl> acl)
{
    // A sequential path may end with a slash: the number is the name then.
    const Path whole = isSequential(mode) ? Path(path.text() + '0') : path;
    if (Result<void> valid = whole.validate(); !valid)
        co_return tl::unexpected(valid.error());
    const Chroot chroot = m_chroot;
    const CreateRequest record{
        chroot.toServer(path), std::move(data), std::move(acl), static_cast<std::int32_t>(mode)};
    const OpCode op
        = mode == CreateMode::container ? OpCode::createContainer : OpCode::create2;
    if (op != OpCode::create2 || !m_noCreate2) {
        net::Call call(*m_driver, requestOf(op, record));
        const net::Reply reply = co_await call.reply();
        if (op != OpCode::create2 || reply.err != Errc::unimplemented) {
            Result<CreatedResponse> made = answerOf<CreatedResponse>(reply, op, path);
            if (made)
                made->path = chroot.fromServer(made->path);
            co_return made;
        }
        m_noCreate2 = true;
    }
    // Servers before 3.5 know only the answer without a Stat.
    net::Call create(*m_driver, requestOf(OpCode::create, record));
    const net::Reply created = co_await create.reply();
    const Result<PathRecord> name = answerOf<PathRecord>(created, OpCode::create, path);
    if (!name)
        co_return tl::unexpected(name.error());
    const WatchingPathRequest look{name->path, false};
    net::Call exists(*m_driver, requestOf(OpCode::exists, look));
    const net::Reply seen = co_await exists.reply();
    const Result<Stat> stat = statOf(seen, OpCode::exists, path);
    if (!stat)
        co_return tl::unexpected(stat.error());
    CreatedResponse made{chroot.fromServer(name->path), *stat};
    co_return made;
}

} // namespace zs
