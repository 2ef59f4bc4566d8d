// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/json_parsers.h"

#include "clientlib/protocol/answer_failure.h"
#include "clientlib/protocol/text_scan.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace zs::admin {

using namespace flw;

namespace {

    std::string textAt(const QJsonObject& object, const char* key)
    {
        return object.value(QLatin1String(key)).toString().toStdString();
    }

    std::int64_t integerAt(const QJsonObject& object, const char* key)
    {
        return object.value(QLatin1String(key)).toInteger();
    }

    tl::unexpected<Error> lacks(const char* key)
    {
        return failure(
            Errc::protocol, std::string("the AdminServer's answer lacks \"") + key + "\"");
    }

    /// Java prints addresses as "name/address:port", with or without the name.
    std::string addressIn(const QJsonValue& value)
    {
        const std::string text = value.toString().toStdString();
        return text.substr(text.rfind('/') + 1);
    }

    std::string plainText(const QJsonValue& value)
    {
        if (value.isString())
            return value.toString().toStdString();
        if (value.isBool())
            return value.toBool() ? "true" : "false";
        if (!value.isDouble())
            return {};
        // toInteger yields its default when the number is not whole.
        const std::int64_t whole = value.toInteger(std::numeric_limits<std::int64_t>::min());
        if (whole != std::numeric_limits<std::int64_t>::min())
            return std::to_string(whole);
        return QByteArray::number(value.toDouble(), 'g', 15).toStdString();
    }

    std::optional<SessionId> sessionIdIn(const QString& key)
    {
        const std::optional<std::int64_t> id = integerIn(key.toStdString());
        return id ? std::optional<SessionId>(*id) : std::nullopt;
    }

    std::vector<SessionId> sessionIdsIn(const QJsonValue& list)
    {
        std::vector<SessionId> ids;
        for (const QJsonValue id : list.toArray())
            ids.emplace_back(id.toInteger());
        return ids;
    }

    std::vector<std::string> textsIn(const QJsonValue& list)
    {
        std::vector<std::string> texts;
        for (const QJsonValue text : list.toArray())
            texts.push_back(text.toString().toStdString());
        return texts;
    }

    ConnectionInfo connectionIn(const QJsonObject& object, bool secure)
    {
        ConnectionInfo info;
        info.address = addressIn(object.value("remote_socket_address"));
        info.interestOps = static_cast<std::int32_t>(integerAt(object, "interest_ops"));
        info.queued = integerAt(object, "outstanding_requests");
        info.received = integerAt(object, "packets_received");
        info.sent = integerAt(object, "packets_sent");
        info.secure = secure;
        const std::int64_t id = integerAt(object, "session_id");
        if (id == 0)
            return info; // In `stats`, or before the handshake.
        SessionInfo& session = info.session.emplace();
        session.id = SessionId(id);
        session.lastOperation = textAt(object, "last_operation");
        session.establishedMs = integerAt(object, "established");
        session.timeoutMs = integerAt(object, "session_timeout");
        if (const std::int64_t cxid = integerAt(object, "last_cxid"); cxid >= 0)
            session.lastCxid = cxid;
        session.lastZxid = Zxid(integerAt(object, "last_zxid"));
        session.lastResponseMs = integerAt(object, "last_response_time");
        session.lastLatencyMs = integerAt(object, "last_latency");
        session.minLatencyMs = integerAt(object, "min_latency");
        session.avgLatencyMs = integerAt(object, "avg_latency");
        session.maxLatencyMs = integerAt(object, "max_latency");
        return info;
    }

    void appendConnections(
        const QJsonValue& list, bool secure, std::vector<ConnectionInfo>& connections)
    {
        for (const QJsonValue entry : list.toArray())
            connections.push_back(connectionIn(entry.toObject(), secure));
    }

    /// "min_session_timeout" is minSessionTimeout in zoo.cfg.
    std::string settingName(const QString& key)
    {
        std::string name;
        bool upper = false;
        for (const char c : key.toStdString()) {
            if (c == '_') {
                upper = true;
                continue;
            }
            name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            upper = false;
        }
        return name;
    }

    bool isFrame(const QString& key)
    {
        return key == QLatin1String("command") || key == QLatin1String("error");
    }

} // namespace

Result<QJsonObject> parseAdminAnswer(const QByteArray& bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject()) {
        const std::string why = problem.error == QJsonParseError::NoError
            ? "it is no object"
            : problem.errorString().toStdString();
        return failure(Errc::protocol, "this is no AdminServer's answer: " + why);
    }
    const QJsonObject answer = document.object();
    const QString error = answer.value("error").toString();
    if (error.isEmpty())
        return answer;
    if (error.startsWith(QLatin1String("Unknown command")))
        return failure(Errc::unimplemented, "the AdminServer: " + error.toStdString());
    if (error == QLatin1String("This ZooKeeper instance is not currently serving requests")) {
        return failure(Errc::systemError,
            "the server runs but does not serve requests; most likely it has no quorum");
    }
    return failure(Errc::systemError, "the AdminServer: " + error.toStdString());
}

Result<ServerStats> serverStatsFrom(const QJsonObject& answer)
{
    const QJsonObject figures = answer.value("server_stats").toObject();
    if (figures.isEmpty())
        return lacks("server_stats");
    ServerStats stats;
    stats.version = textAt(answer, "version");
    stats.mode = textAt(figures, "server_state");
    stats.readOnly = answer.value("read_only").toBool() || stats.mode == "read-only";
    stats.minLatencyMs = figures.value("min_latency").toDouble();
    stats.avgLatencyMs = figures.value("avg_latency").toDouble();
    stats.maxLatencyMs = figures.value("max_latency").toDouble();
    stats.received = integerAt(figures, "packets_received");
    stats.sent = integerAt(figures, "packets_sent");
    stats.connections = integerAt(figures, "num_alive_client_connections");
    stats.outstanding = integerAt(figures, "outstanding_requests");
    stats.zxid = Zxid(integerAt(figures, "last_processed_zxid"));
    stats.nodeCount = integerAt(answer, "node_count");
    if (const QJsonValue proposals = answer.value("proposal_stats"); proposals.isObject()) {
        const QJsonObject sizes = proposals.toObject();
        ProposalBytes& bytes = stats.proposals.emplace();
        bytes.last = integerAt(sizes, "last_buffer_size");
        bytes.min = integerAt(sizes, "min_buffer_size");
        bytes.max = integerAt(sizes, "max_buffer_size");
    }
    return stats;
}

Result<StatAnswer> statFrom(const QJsonObject& answer)
{
    const Result<ServerStats> server = serverStatsFrom(answer);
    if (!server)
        return tl::unexpected(server.error());
    Result<std::vector<ConnectionInfo>> connections = connectionsFrom(answer);
    if (!connections)
        return tl::unexpected(connections.error());
    StatAnswer stat;
    stat.server = *server;
    stat.connections = std::move(*connections);
    return stat;
}

Result<std::vector<ConnectionInfo>> connectionsFrom(const QJsonObject& answer)
{
    if (!answer.value("connections").isArray())
        return lacks("connections");
    std::vector<ConnectionInfo> connections;
    appendConnections(answer.value("connections"), false, connections);
    appendConnections(answer.value("secure_connections"), true, connections);
    return connections;
}

Result<Monitor> monitorFrom(const QJsonObject& answer)
{
    if (!answer.contains("version"))
        return lacks("version");
    Monitor monitor;
    for (auto field = answer.begin(); field != answer.end(); ++field) {
        if (!isFrame(field.key()))
            monitor.values.insert_or_assign(field.key().toStdString(), plainText(*field));
    }
    return monitor;
}

Result<Configuration> configurationFrom(const QJsonObject& answer)
{
    if (!answer.contains("data_dir"))
        return lacks("data_dir");
    Configuration configuration;
    for (auto field = answer.begin(); field != answer.end(); ++field) {
        if (!isFrame(field.key()))
            configuration.settings.insert_or_assign(settingName(field.key()), plainText(*field));
    }
    return configuration;
}

Result<Environment> environmentFrom(const QJsonObject& answer)
{
    if (!answer.contains("zookeeper.version"))
        return lacks("zookeeper.version");
    Environment environment;
    for (auto field = answer.begin(); field != answer.end(); ++field) {
        if (!isFrame(field.key()))
            environment.insert_or_assign(field.key().toStdString(), plainText(*field));
    }
    return environment;
}

Result<SessionDump> dumpFrom(const QJsonObject& answer)
{
    if (!answer.value("session_id_to_ephemeral_paths").isObject())
        return lacks("session_id_to_ephemeral_paths");
    SessionDump dump;
    const QJsonObject expiries = answer.value("expiry_time_to_session_ids").toObject();
    for (auto expiry = expiries.begin(); expiry != expiries.end(); ++expiry) {
        SessionDump::Bucket& bucket = dump.expiries.emplace_back();
        bucket.when = expiry.key().toStdString();
        bucket.sessions = sessionIdsIn(*expiry);
    }
    const QJsonObject ephemerals = answer.value("session_id_to_ephemeral_paths").toObject();
    for (auto owner = ephemerals.begin(); owner != ephemerals.end(); ++owner) {
        const std::optional<SessionId> id = sessionIdIn(owner.key());
        if (!id)
            return noSuchAnswer("dump", owner.key().toStdString());
        dump.ephemerals[*id] = textsIn(*owner);
    }
    return dump;
}

Result<WatchSummary> watchSummaryFrom(const QJsonObject& answer)
{
    if (!answer.contains("num_total_watches"))
        return lacks("num_total_watches");
    WatchSummary summary;
    summary.connections = integerAt(answer, "num_connections");
    summary.paths = integerAt(answer, "num_paths");
    summary.watches = integerAt(answer, "num_total_watches");
    return summary;
}

Result<WatchesBySession> watchesFrom(const QJsonObject& answer)
{
    if (!answer.value("session_id_to_watched_paths").isObject())
        return lacks("session_id_to_watched_paths");
    WatchesBySession watches;
    const QJsonObject sessions = answer.value("session_id_to_watched_paths").toObject();
    for (auto session = sessions.begin(); session != sessions.end(); ++session) {
        const std::optional<SessionId> id = sessionIdIn(session.key());
        if (!id)
            return noSuchAnswer("wchc", session.key().toStdString());
        watches[*id] = textsIn(*session);
    }
    return watches;
}

Result<WatchesByPath> watchesByPathFrom(const QJsonObject& answer)
{
    if (!answer.value("path_to_session_ids").isObject())
        return lacks("path_to_session_ids");
    WatchesByPath watches;
    const QJsonObject paths = answer.value("path_to_session_ids").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path)
        watches[path.key().toStdString()] = sessionIdsIn(*path);
    return watches;
}

Result<DirectorySizes> directorySizesFrom(const QJsonObject& answer)
{
    if (!answer.contains("datadir_size"))
        return lacks("datadir_size");
    DirectorySizes sizes;
    sizes.dataBytes = integerAt(answer, "datadir_size");
    sizes.logBytes = integerAt(answer, "logdir_size");
    return sizes;
}

Result<std::vector<TreeDigest>> digestsFrom(const QJsonObject& answer)
{
    if (!answer.value("digests").isArray())
        return lacks("digests");
    std::vector<TreeDigest> digests;
    for (const QJsonValue entry : answer.value("digests").toArray()) {
        const QJsonObject digest = entry.toObject();
        TreeDigest& added = digests.emplace_back();
        added.zxid = Zxid(integerAt(digest, "zxid"));
        added.digest = static_cast<std::uint64_t>(integerAt(digest, "digest"));
    }
    return digests;
}

Result<WriteState> writeStateFrom(const QJsonObject& answer)
{
    if (!answer.value("read_only").isBool())
        return lacks("read_only");
    return answer.value("read_only").toBool() ? WriteState::readOnly : WriteState::readWrite;
}

Result<void> doneFrom(const QJsonObject&) { return {}; }

} // namespace zs::admin
