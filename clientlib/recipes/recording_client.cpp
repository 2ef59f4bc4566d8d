// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/recording_client.h"

#include "clientlib/recipes/zkcli_line.h"

#include <QPointer>

namespace zs {

using Clock = std::chrono::steady_clock;

/// What is known of a request before its answer.
struct RecordedRequest {
    QPointer<RecordingClient> client;
    RequestRecord record;
    Clock::time_point start = Clock::now();

    void tell()
    {
        if (!client) // It is gone, and nobody listens.
            return;
        record.took
            = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
        client->tell(record);
    }
};

namespace {

RecordedRequest ask(RecordingClient* client, OpCode op, Path path, std::string zkCli)
{
    RecordedRequest asked;
    asked.client = client;
    asked.record.time = QDateTime::currentDateTime();
    asked.record.op = op;
    asked.record.path = std::move(path);
    asked.record.zkCli = std::move(zkCli);
    return asked;
}

RecordedRequest askToWrite(RecordingClient* client, WriteFact fact, std::string zkCli)
{
    RecordedRequest asked = ask(client, fact.op, fact.path, std::move(zkCli));
    asked.record.write = true;
    asked.record.writes.push_back(std::move(fact));
    return asked;
}

WriteFact factOf(OpCode op, const Path& path, std::int32_t version = anyVersion)
{
    WriteFact fact;
    fact.op = op;
    fact.path = path;
    if (version != anyVersion)
        fact.versionAsked = version;
    return fact;
}

WriteFact factOf(OpCode op, const Path& path, const std::optional<Bytes>& data,
    std::int32_t version = anyVersion)
{
    WriteFact fact = factOf(op, path, version);
    if (data)
        fact.dataBytes = data->size();
    return fact;
}

// What an answer tells of the write that it answers.

void learn(RequestRecord& record, const CreatedResponse& made)
{
    WriteFact& fact = record.writes.front();
    fact.path = made.path;
    fact.versionGot = 0;
    fact.zxid = made.stat.czxid;
}

void learn(RequestRecord& record, const Stat& stat)
{
    WriteFact& fact = record.writes.front();
    const bool data = record.op == OpCode::setData;
    fact.versionGot = data ? stat.version : stat.aversion;
    if (data) // No field of it tells the zxid of a change of the ACL.
        fact.zxid = stat.mzxid;
}

void learn(RequestRecord& record, const std::vector<MultiResult>& results)
{
    if (record.op == OpCode::multi) // Else it only reads.
        addResults(record.writes, results);
}

void learn(RequestRecord&, const auto&) {} // Reads, and answers that say no more than "done".

/// Waits for the answer, tells of it, and hands it on. The task is the inner client's: it runs
/// already, so requests leave in the order of the calls.
template <class T>
QCoro::Task<Result<T>> recorded(RecordedRequest asked, QCoro::Task<Result<T>> task)
{
    Result<T> answer = co_await task;
    if (!answer) {
        asked.record.code = answer.error().code;
        asked.record.detail = answer.error().detail;
        for (WriteFact& fact : asked.record.writes)
            fact.code = asked.record.code;
    } else if constexpr (!std::is_void_v<T>) {
        learn(asked.record, *answer);
    }
    asked.tell();
    co_return answer;
}

} // namespace

std::string identityName(const Identity& identity)
{
    if (identity.scheme != "digest" && identity.scheme != "sasl")
        return identity.scheme;
    const std::string_view text = textOf(identity.secret);
    const std::size_t colon = text.find(':');
    // Without a colon all of it may be meant as the secret.
    return colon == std::string_view::npos ? identity.scheme
                                           : identity.scheme + ':'
            + std::string(text.substr(0, colon));
}

RecordingClient::RecordingClient(std::unique_ptr<Client> inner)
    : m_inner(std::move(inner))
{
    connect(m_inner.get(), &Client::statusChanged, this, &Client::statusChanged);
    connect(m_inner.get(), &Client::watchFired, this, &Client::watchFired);
    connect(m_inner.get(), &Client::watchEnded, this, &Client::watchEnded);
}

RecordingClient::~RecordingClient()
{
    m_ending = true;
    m_inner.reset(); // What is pending ends now.
}

void RecordingClient::tell(const RequestRecord& record)
{
    if (m_ending)
        Q_EMIT requestAbandoned(record);
    else
        Q_EMIT requestFinished(record);
}

QCoro::Task<Result<CreatedResponse>> RecordingClient::create(Path path,
    std::optional<Bytes> data, CreateMode mode, std::vector<Acl> acl,
    std::chrono::milliseconds ttl, std::stop_token stop)
{
    RecordedRequest asked = askToWrite(this, factOf(OpCode::create2, path, data),
        zkcli::create(path, data, mode, acl, ttl));
    asked.record.writes.front().op = createOpcode(mode);
    asked.record.writes.front().ephemeral = isEphemeral(mode);
    return recorded(std::move(asked),
        m_inner->create(std::move(path), std::move(data), mode, std::move(acl), ttl, stop));
}

QCoro::Task<Result<void>> RecordingClient::remove(
    Path path, std::int32_t version, std::stop_token stop)
{
    RecordedRequest asked = askToWrite(
        this, factOf(OpCode::remove, path, version), zkcli::remove(path, version));
    return recorded(std::move(asked), m_inner->remove(std::move(path), version, stop));
}

QCoro::Task<Result<std::optional<Stat>>> RecordingClient::exists(
    Path path, Watch watch, std::stop_token stop)
{
    const char* command = watch == Watch::yes ? "stat -w" : "stat";
    RecordedRequest asked = ask(this, OpCode::exists, path, zkcli::line(command, path));
    return recorded(std::move(asked), m_inner->exists(std::move(path), watch, stop));
}

QCoro::Task<Result<DataResponse>> RecordingClient::getData(
    Path path, Watch watch, std::stop_token stop)
{
    const char* command = watch == Watch::yes ? "get -s -w" : "get -s";
    RecordedRequest asked = ask(this, OpCode::getData, path, zkcli::line(command, path));
    return recorded(std::move(asked), m_inner->getData(std::move(path), watch, stop));
}

QCoro::Task<Result<Stat>> RecordingClient::setData(
    Path path, std::optional<Bytes> data, std::int32_t version, std::stop_token stop)
{
    RecordedRequest asked = askToWrite(this, factOf(OpCode::setData, path, data, version),
        zkcli::set(path, data, version));
    return recorded(
        std::move(asked), m_inner->setData(std::move(path), std::move(data), version, stop));
}

QCoro::Task<Result<AclResponse>> RecordingClient::getAcl(Path path, std::stop_token stop)
{
    RecordedRequest asked = ask(this, OpCode::getAcl, path, zkcli::line("getAcl -s", path));
    return recorded(std::move(asked), m_inner->getAcl(std::move(path), stop));
}

QCoro::Task<Result<Stat>> RecordingClient::setAcl(
    Path path, std::vector<Acl> acl, std::int32_t aversion, std::stop_token stop)
{
    RecordedRequest asked = askToWrite(this, factOf(OpCode::setAcl, path, aversion),
        zkcli::setAcl(path, acl, aversion));
    return recorded(
        std::move(asked), m_inner->setAcl(std::move(path), std::move(acl), aversion, stop));
}

QCoro::Task<Result<ChildrenResponse>> RecordingClient::children(
    Path path, Watch watch, std::stop_token stop)
{
    const char* command = watch == Watch::yes ? "ls -s -w" : "ls -s";
    RecordedRequest asked = ask(this, OpCode::getChildren2, path, zkcli::line(command, path));
    return recorded(std::move(asked), m_inner->children(std::move(path), watch, stop));
}

QCoro::Task<Result<void>> RecordingClient::sync(Path path, std::stop_token stop)
{
    RecordedRequest asked = ask(this, OpCode::sync, path, zkcli::line("sync", path));
    return recorded(std::move(asked), m_inner->sync(std::move(path), stop));
}

QCoro::Task<Result<std::vector<MultiResult>>> RecordingClient::multi(
    Transaction transaction, std::stop_token stop)
{
    const std::size_t count = transaction.ops().size();
    RecordedRequest asked = ask(this, OpCode::multi, Path(),
        "# multi of " + std::to_string(count) + " operations; zkCli has none");
    asked.record.write = true;
    asked.record.writes = factsOf(transaction);
    return recorded(std::move(asked), m_inner->multi(std::move(transaction), stop));
}

QCoro::Task<Result<std::vector<MultiResult>>> RecordingClient::multiRead(
    ReadBatch batch, std::stop_token stop)
{
    const std::size_t count = batch.ops().size();
    RecordedRequest asked = ask(this, OpCode::multiRead, Path(),
        "# multiRead of " + std::to_string(count) + " operations; zkCli has none");
    return recorded(std::move(asked), m_inner->multiRead(std::move(batch), stop));
}

QCoro::Task<Result<std::int32_t>> RecordingClient::allChildrenNumber(
    Path path, std::stop_token stop)
{
    RecordedRequest asked = ask(
        this, OpCode::getAllChildrenNumber, path, zkcli::line("getAllChildrenNumber", path));
    return recorded(std::move(asked), m_inner->allChildrenNumber(std::move(path), stop));
}

QCoro::Task<Result<std::vector<Path>>> RecordingClient::ephemerals(
    Path prefix, std::stop_token stop)
{
    RecordedRequest asked
        = ask(this, OpCode::getEphemerals, prefix, zkcli::line("getEphemerals", prefix));
    return recorded(std::move(asked), m_inner->ephemerals(std::move(prefix), stop));
}

QCoro::Task<Result<std::vector<AuthId>>> RecordingClient::whoAmI(std::stop_token stop)
{
    RecordedRequest asked = ask(this, OpCode::whoAmI, Path(), "whoami");
    return recorded(std::move(asked), m_inner->whoAmI(stop));
}

QCoro::Task<Result<void>> RecordingClient::addWatch(
    Path path, AddWatchMode mode, std::stop_token stop)
{
    const char* command = mode == AddWatchMode::persistent ? "addWatch -m PERSISTENT"
                                                           : "addWatch -m PERSISTENT_RECURSIVE";
    RecordedRequest asked = ask(this, OpCode::addWatch, path, zkcli::line(command, path));
    return recorded(std::move(asked), m_inner->addWatch(std::move(path), mode, stop));
}

QCoro::Task<Result<void>> RecordingClient::checkWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    RecordedRequest asked = ask(this, OpCode::checkWatches, path, "# checkWatches; zkCli has none");
    return recorded(std::move(asked), m_inner->checkWatches(std::move(path), type, stop));
}

QCoro::Task<Result<void>> RecordingClient::removeWatches(
    Path path, WatcherType type, std::stop_token stop)
{
    RecordedRequest asked
        = ask(this, OpCode::removeWatches, path, zkcli::line("removewatches", path));
    return recorded(std::move(asked), m_inner->removeWatches(std::move(path), type, stop));
}

QCoro::Task<Result<DataResponse>> RecordingClient::reconfig(
    ReconfigRequest request, std::stop_token stop)
{
    RecordedRequest asked
        = ask(this, OpCode::reconfig, Path("/zookeeper/config"), "# reconfig");
    asked.record.write = true;
    return recorded(std::move(asked), m_inner->reconfig(std::move(request), stop));
}

QCoro::Task<Result<void>> RecordingClient::addAuth(Identity identity, std::stop_token stop)
{
    // The secret is nobody's business here.
    RecordedRequest asked
        = ask(this, OpCode::auth, Path(), "addauth " + identity.scheme + " …");
    asked.record.identity = identityName(identity);
    return recorded(std::move(asked), m_inner->addAuth(std::move(identity), stop));
}

QCoro::Task<Result<void>> RecordingClient::close()
{
    RecordedRequest asked = ask(this, OpCode::closeSession, Path(), "close");
    return recorded(std::move(asked), m_inner->close());
}

} // namespace zs
