// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/known_format.h"

#include "ui/node/clickhouse_format.h"
#include "ui/node/explanation_rows.h"
#include "ui/node/hbase_format.h"
#include "ui/node/java_stream.h"
#include "ui/node/solr_format.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace zs::ui {

namespace {

struct Known {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Known)
};

Explanation explainBroker(std::string_view id, const QJsonObject& json)
{
    Rows rows(json);
    rows.add("endpoints", Known::tr("Listeners"));
    rows.add("host", Known::tr("Host"));
    rows.add("port", Known::tr("Port"));
    rows.add("listener_security_protocol_map", Known::tr("Security of the listeners"));
    rows.add("rack", Known::tr("Rack"));
    if (json[QLatin1String("jmx_port")].toInt(-1) > 0)
        rows.add("jmx_port", Known::tr("JMX port"));
    rows.addTime("timestamp", Known::tr("Registered"));
    return {Known::tr("Kafka broker %1").arg(qt(id)), rows.rows};
}

Explanation explainTopic(std::string_view topic, const QJsonObject& json)
{
    const QJsonObject partitions = json[QLatin1String("partitions")].toObject();
    Explanation said{Known::tr("Kafka topic %1").arg(qt(topic)), {}};
    said.rows.push_back({Known::tr("Partitions"), QString::number(partitions.size())});
    Rows rows(json);
    rows.add("topic_id", Known::tr("Topic id"));
    said.rows.insert(said.rows.end(), rows.rows.begin(), rows.rows.end());
    std::vector<int> ids; // By number: as text 10 would come before 2.
    for (const QString& id : partitions.keys())
        ids.push_back(id.toInt());
    std::sort(ids.begin(), ids.end());
    for (const int id : ids) {
        if (said.rows.size() >= mostExplainedRows)
            break;
        said.rows.push_back({Known::tr("Replicas of partition %1").arg(id),
            inWords(partitions[QString::number(id)])});
    }
    return said;
}

Explanation explainPartition(const LastNames& names, const QJsonObject& json)
{
    Rows rows(json);
    const bool hasLeader = json[QLatin1String("leader")].toInt() >= 0;
    if (hasLeader)
        rows.add("leader", Known::tr("Leader"));
    else
        rows.rows.push_back({Known::tr("Leader"), Known::tr("none: the partition is offline")});
    rows.add("isr", Known::tr("In-sync replicas"));
    rows.add("leader_epoch", Known::tr("Leader epoch"));
    rows.add("controller_epoch", Known::tr("Controller epoch"));
    return {Known::tr("Kafka partition %1 of topic %2").arg(qt(names[1]), qt(names[3])), rows.rows};
}

Explanation explainController(const QJsonObject& json)
{
    Rows rows(json);
    rows.add("brokerid", Known::tr("Broker"));
    rows.addTime("timestamp", Known::tr("Elected"));
    return {Known::tr("Kafka controller"), rows.rows};
}

Explanation explainCurator(const QJsonObject& json)
{
    Rows rows(json);
    rows.add("name", Known::tr("Service"));
    rows.add("id", Known::tr("Instance"));
    rows.add("address", Known::tr("Address"));
    rows.add("port", Known::tr("Port"));
    rows.add("sslPort", Known::tr("TLS port"));
    rows.add("serviceType", Known::tr("Kind"));
    rows.addTime("registrationTimeUTC", Known::tr("Registered"));
    if (json.contains(QLatin1String("enabled")))
        rows.add("enabled", Known::tr("Enabled"));
    rows.add("payload", Known::tr("Payload"));
    return {Known::tr("Curator service instance"), rows.rows};
}

std::optional<Explanation> explainJson(const LastNames& names, const QJsonObject& json)
{
    if (names[1] == "ids" && names[2] == "brokers" && hasAll(json, {"endpoints"}))
        return explainBroker(names[0], json);
    if (names[1] == "topics" && names[2] == "brokers"
        && json[QLatin1String("partitions")].isObject())
        return explainTopic(names[0], json);
    if (names[0] == "state" && names[2] == "partitions" && hasAll(json, {"leader", "isr"}))
        return explainPartition(names, json);
    if (names[0] == "controller" && hasAll(json, {"brokerid", "timestamp"}))
        return explainController(json);
    if (hasAll(json, {"name", "id", "registrationTimeUTC", "serviceType"}))
        return explainCurator(json);
    return explainSolr(names, json);
}

std::optional<Explanation> explainJava(ByteView content)
{
    const std::optional<JavaStream> stream = readJavaStream(content);
    if (!stream)
        return std::nullopt;
    Explanation said{Known::tr("Java serialization"), {}};
    if (!stream->text.empty())
        said.rows.push_back({Known::tr("Text"), qt(stream->text)});
    for (const JavaStream::Class& type : stream->classes) {
        const bool isFirst = &type == &stream->classes.front();
        said.rows.push_back({isFirst ? Known::tr("Class") : Known::tr("Extends"), qt(type.name)});
        said.rows.push_back({QStringLiteral("serialVersionUID"),
            QString::number(type.serialVersionUid)});
        QStringList fields;
        for (const std::string& field : type.fields)
            fields << qt(field);
        if (!fields.isEmpty())
            said.rows.push_back({Known::tr("Fields"), fields.join(QStringLiteral(", "))});
    }
    return said;
}

/// "dubbo://10.0.0.7:20880/com.foo.BarService?version=1.0", also as a node's name with every sign
/// escaped.
std::optional<Explanation> explainDubbo(std::string_view text)
{
    const std::string url = text.find("%3A%2F%2F") != std::string_view::npos
            || text.find("%3a%2f%2f") != std::string_view::npos
        ? percentDecoded(text)
        : std::string(text);
    const std::string_view all = url;
    const std::size_t scheme = all.find("://");
    constexpr std::string_view schemeCharacters = "abcdefghijklmnopqrstuvwxyz0123456789+-.";
    if (scheme == 0 || scheme == std::string_view::npos
        || all.find_first_not_of(schemeCharacters) != scheme)
        return std::nullopt;
    const std::string_view rest = all.substr(scheme + 3);
    const std::size_t slash = rest.find('/');
    const std::size_t question = rest.find('?');
    if (slash == std::string_view::npos || question == std::string_view::npos || slash > question)
        return std::nullopt;
    const std::string_view query = rest.substr(question + 1);
    if (query.find("interface=") == std::string_view::npos
        && query.find("category=") == std::string_view::npos)
        return std::nullopt; // An address like any other.
    Explanation said{Known::tr("Dubbo URL"), {}};
    said.rows.push_back({Known::tr("Protocol"), qt(all.substr(0, scheme))});
    said.rows.push_back({Known::tr("Address"), qt(rest.substr(0, slash))});
    said.rows.push_back({Known::tr("Service"), qt(rest.substr(slash + 1, question - slash - 1))});
    for (std::string_view left = query; !left.empty() && said.rows.size() < mostExplainedRows;) {
        const std::string_view pair = left.substr(0, left.find('&'));
        left.remove_prefix(std::min(pair.size() + 1, left.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string value = percentDecoded(pair.substr(std::min(equals + 1, pair.size())));
        if (pair.substr(0, equals) == "timestamp")
            said.rows.push_back({Known::tr("Registered"), inTime(QJsonValue(qt(value)))});
        else
            said.rows.push_back({qt(pair.substr(0, equals)), qt(value)});
    }
    return said;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

std::string percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool isEscape = text[at] == '%' && at + 2 < text.size()
            && hexValue(text[at + 1]) >= 0 && hexValue(text[at + 2]) >= 0;
        if (!isEscape) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(hexValue(text[at + 1]) * 16 + hexValue(text[at + 2]));
        at += 2;
    }
    return out;
}

std::optional<Explanation> explain(const Path& path, ByteView content)
{
    constexpr std::size_t mostBytes = std::size_t(256) << 10; // Registrations are small.
    if (content.size() > mostBytes)
        return std::nullopt;
    if (auto java = explainJava(content))
        return java;
    const LastNames names = lastNames(path.text());
    if (auto hbase = explainHBase(names, content))
        return hbase;
    if (auto clickHouse = explainClickHouse(names, zs::textOf(content)))
        return clickHouse;
    if (auto dubbo = explainDubbo(path.name()))
        return dubbo;
    if (auto dubbo = explainDubbo(zs::textOf(content)))
        return dubbo;
    const auto bytes = QByteArray::fromRawData(
        reinterpret_cast<const char*>(content.data()), static_cast<qsizetype>(content.size()));
    if (content.empty() || content.front() != '{')
        return std::nullopt;
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    return json.isObject() ? explainJson(names, json.object()) : std::nullopt;
}

} // namespace zs::ui
