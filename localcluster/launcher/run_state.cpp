// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/run_state.h"

#include "localcluster/launcher/private_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace zs::launcher {
namespace {

QString fileIn(const QString& folder)
{
    return folder + QStringLiteral("/run.json");
}

QJsonObject toJson(const ProcessKey& key)
{
    return {{"pid", key.pid}, {"start", QString::number(key.startTicks)}};
}

ProcessKey keyOf(const QJsonObject& json)
{
    const ProcessKey key{json["pid"].toInteger(), json["start"].toString().toULongLong()};
    return ManagedProcess::isAlive(key) ? key : ProcessKey();
}

} // namespace

RunState RunState::load(const QString& folder)
{
    RunState state;
    QFile file(fileIn(folder));
    if (!file.open(QIODevice::ReadOnly))
        return state;
    constexpr qint64 maxBytes = 64 * 1024;
    const QJsonObject json = QJsonDocument::fromJson(file.read(maxBytes)).object();
    state.relay = keyOf(json["relay"].toObject());
    state.control = json["control"].toString();
    for (const QJsonValue& value : json["servers"].toArray()) {
        const QJsonObject server = value.toObject();
        const ProcessKey key = keyOf(server);
        if (key.pid != 0)
            state.servers[ServerId(server["id"].toInt())] = key;
    }
    return state;
}

Result<void> RunState::save(const QString& folder) const
{
    if (!anyRuns()) {
        QFile::remove(fileIn(folder));
        return {};
    }
    QJsonArray list;
    for (const auto& [id, key] : servers) {
        QJsonObject server = toJson(key);
        server["id"] = static_cast<int>(id.value);
        list.append(server);
    }
    const QJsonObject json{
        {"relay", toJson(relay)}, {"control", control}, {"servers", list}};
    return writePrivateFile(fileIn(folder), QJsonDocument(json).toJson());
}

} // namespace zs::launcher
