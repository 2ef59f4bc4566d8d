// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/solr_format.h"

#include <QCoreApplication>

namespace zs::ui {

namespace {

struct Solr {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Solr)
};

QString text(const QJsonObject& json, const char* key)
{
    return inWords(json[QLatin1String(key)]);
}

/// "core_node3 on 10.0.0.7:8983_solr, active, leader"
QString replicaWords(const QString& name, const QJsonObject& replica)
{
    const QString place = Solr::tr("%1 on %2", "a replica, and the server that has it")
                              .arg(name, text(replica, "node_name"));
    QStringList words{place, text(replica, "state")};
    // Written as text: "leader":"true".
    if (text(replica, "leader") == QLatin1String("true"))
        words << Solr::tr("leader");
    return words.join(QStringLiteral(", "));
}

/// The rows of one collection's state, as far as there is room.
void addCollection(const QJsonObject& state, Explanation& said)
{
    const QJsonObject shards = state[QLatin1String("shards")].toObject();
    said.rows.push_back({Solr::tr("Shards"), QString::number(shards.size())});
    Rows rows(state);
    const QJsonObject router = state[QLatin1String("router")].toObject();
    Rows routerRows(router);
    routerRows.add("name", Solr::tr("Router"));
    rows.add("configName", Solr::tr("Configset"));
    rows.add("replicationFactor", Solr::tr("Replication factor"));
    for (const Rows* some : {&routerRows, &rows})
        said.rows.insert(said.rows.end(), some->rows.begin(), some->rows.end());
    for (auto shard = shards.begin(); shard != shards.end(); ++shard) {
        const QJsonObject replicas
            = shard.value().toObject()[QLatin1String("replicas")].toObject();
        QStringList words{text(shard.value().toObject(), "state")};
        for (auto replica = replicas.begin(); replica != replicas.end(); ++replica)
            words << replicaWords(replica.key(), replica.value().toObject());
        if (said.rows.size() >= mostExplainedRows)
            return;
        said.rows.push_back({Solr::tr("Shard %1").arg(shard.key()),
            words.join(QStringLiteral("; "))});
    }
}

/// `{"name":{"shards":{…},"router":{…}}}`
std::optional<Explanation> explainState(const LastNames& names, const QJsonObject& json)
{
    if (names[2] != "collections" || json.size() != 1 || json.begin().key() != qt(names[1]))
        return std::nullopt;
    const QJsonObject state = json.begin().value().toObject();
    if (!state[QLatin1String("shards")].isObject())
        return std::nullopt;
    Explanation said{Solr::tr("Solr collection %1").arg(json.begin().key()), {}};
    addCollection(state, said);
    return said;
}

/// Of Solr before 9: all collections in one node.
std::optional<Explanation> explainClusterState(const QJsonObject& json)
{
    Explanation said{Solr::tr("Solr state of all collections"), {}};
    for (auto one = json.begin(); one != json.end(); ++one) {
        const QJsonValue shards = one.value().toObject()[QLatin1String("shards")];
        if (!shards.isObject())
            return std::nullopt;
        if (said.rows.size() < mostExplainedRows)
            said.rows.push_back({one.key(),
                Solr::tr("shards: %1", "how many").arg(shards.toObject().size())});
    }
    return said.rows.empty() ? std::nullopt : std::optional(said);
}

/// Each key with its value.
Explanation everyKey(const QString& title, const QJsonObject& json)
{
    Explanation said{title, {}};
    for (auto one = json.begin(); one != json.end() && said.rows.size() < mostExplainedRows; ++one)
        said.rows.push_back({one.key(), inWords(one.value())});
    return said;
}

std::optional<Explanation> explainLeader(const LastNames& names, const QJsonObject& json)
{
    if (!hasAll(json, {"core", "node_name", "base_url"}))
        return std::nullopt;
    // Below "leaders/shard1/leader", or in Solr 4 "leaders/shard1".
    const bool isBelow = names[0] == "leader" && names[2] == "leaders";
    if (!isBelow && names[1] != "leaders")
        return std::nullopt;
    Rows rows(json);
    rows.add("core", Solr::tr("Core"));
    rows.add("node_name", Solr::tr("Server"));
    rows.add("base_url", Solr::tr("Address"));
    return Explanation{Solr::tr("Solr leader of %1 of collection %2")
                           .arg(qt(names[isBelow ? 1 : 0]), qt(names[isBelow ? 3 : 2])),
        rows.rows};
}

/// `{"operation":"createcollection","name":"orders",…}`
std::optional<Explanation> explainWork(const LastNames& names, const QJsonObject& json)
{
    const bool isQueue = names[2] == "overseer"
        && (names[1] == "queue" || names[1] == "queue-work"
            || names[1] == "collection-queue-work");
    if (!isQueue || !json[QLatin1String("operation")].isString())
        return std::nullopt;
    Explanation said{Solr::tr("Solr work for the overseer"), {}};
    said.rows.push_back({Solr::tr("Operation"), text(json, "operation")});
    QJsonObject others = json;
    others.remove(QLatin1String("operation"));
    const Explanation rest = everyKey(QString(), others);
    said.rows.insert(said.rows.end(), rest.rows.begin(), rest.rows.end());
    return said;
}

} // namespace

std::optional<Explanation> explainSolr(const LastNames& names, const QJsonObject& json)
{
    if (names[0] == "state.json")
        return explainState(names, json);
    if (names[0] == "clusterstate.json")
        return explainClusterState(json);
    if (names[0] == "clusterprops.json")
        return everyKey(Solr::tr("Solr properties of the cluster"), json);
    if (names[0] == "aliases.json" && json[QLatin1String("collection")].isObject())
        return everyKey(Solr::tr("Solr aliases of collections"),
            json[QLatin1String("collection")].toObject());
    if (names[0] == "leader" && names[1] == "overseer_elect" && json.contains(QLatin1String("id")))
        return everyKey(Solr::tr("Solr overseer"), json);
    if (auto leader = explainLeader(names, json))
        return leader;
    return explainWork(names, json);
}

} // namespace zs::ui
