// SPDX-License-Identifier: Apache-2.0
// profile.json: a ClusterProfile as a file.
#include "localcluster/launcher/cluster_profile.h"
#include "localcluster/launcher/private_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace zs::launcher {
namespace {

constexpr int formatVersion = 1;
constexpr qint64 maxFileBytes = 1 << 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ClusterProfile)
};

QString profileFile(const QString& folder)
{
    return folder + QStringLiteral("/profile.json");
}

QJsonObject toJson(const ServerProfile& server)
{
    return {
        {"id", static_cast<int>(server.id.value)},
        {"observer", server.role == config::PeerType::observer},
        {"engine", server.engine == Engine::apache ? "apache" : "ours"},
        {"clientPort", server.clientPort},
        {"quorumPort", server.quorumPort},
        {"electionPort", server.electionPort},
        {"extra", QString::fromStdString(server.extra)},
    };
}

/// 0 for what is no port.
std::uint16_t portOf(const QJsonValue& value)
{
    const int port = value.toInt();
    return port < 0 || port > 65'535 ? std::uint16_t(0) : static_cast<std::uint16_t>(port);
}

ServerProfile serverOf(const QJsonObject& json)
{
    ServerProfile server;
    server.id = ServerId(json["id"].toInt());
    if (json["observer"].toBool())
        server.role = config::PeerType::observer;
    if (json["engine"].toString() == QLatin1String("apache"))
        server.engine = Engine::apache;
    server.clientPort = portOf(json["clientPort"]);
    server.quorumPort = portOf(json["quorumPort"]);
    server.electionPort = portOf(json["electionPort"]);
    server.extra = json["extra"].toString().toStdString();
    return server;
}

ClusterProfile profileOf(const QJsonObject& json, const QString& folder)
{
    ClusterProfile profile;
    profile.folder = QDir::cleanPath(QDir(folder).absolutePath());
    profile.name = json["name"].toString(QDir(profile.folder).dirName());
    for (const QJsonValue& server : json["servers"].toArray())
        profile.servers.push_back(serverOf(server.toObject()));
    profile.tickTimeMs = json["tickTime"].toInteger(profile.tickTimeMs);
    profile.initLimitTicks = json["initLimit"].toInteger(profile.initLimitTicks);
    profile.syncLimitTicks = json["syncLimit"].toInteger(profile.syncLimitTicks);
    profile.apacheInstall = json["apacheInstall"].toString();
    profile.keepRunning = json["keepRunning"].toBool();
    profile.relayed = json["relayed"].toBool(true);
    for (const QJsonValue& value : json["links"].toArray()) {
        const QJsonObject link = value.toObject();
        const LinkEnds ends(ServerId(link["from"].toInt()), ServerId(link["to"].toInt()));
        if (profile.find(ends.first) && profile.find(ends.second))
            profile.relayPorts[ends] = {portOf(link["quorumPort"]), portOf(link["electionPort"])};
    }
    return profile;
}

} // namespace

Result<ClusterProfile> loadProfile(const QString& folder)
{
    QFile file(profileFile(folder));
    if (!file.exists())
        return failure(Errc::noNode,
            Words::tr("There is no cluster in %1: it has no profile.json.")
                .arg(folder)
                .toStdString());
    if (!file.open(QIODevice::ReadOnly))
        return failure(Errc::io,
            Words::tr("%1 could not be read: %2.")
                .arg(file.fileName(), file.errorString())
                .toStdString());
    QJsonParseError problem;
    const QJsonObject json
        = QJsonDocument::fromJson(file.read(maxFileBytes), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return failure(Errc::invalidInput,
            Words::tr("%1 is no profile of a cluster: %2.")
                .arg(file.fileName(), problem.errorString())
                .toStdString());
    if (json["zooscopeCluster"].toInt() != formatVersion)
        return failure(Errc::invalidInput,
            Words::tr("%1 is no profile that this version reads.")
                .arg(file.fileName())
                .toStdString());
    ClusterProfile profile = profileOf(json, folder);
    if (const auto checked = checkProfile(profile); !checked)
        return failure(Errc::invalidInput,
            file.fileName().toStdString() + ": " + checked.error().detail);
    return profile;
}

Result<void> saveProfile(const ClusterProfile& profile)
{
    if (const auto made = makePrivateFolder(profile.folder); !made)
        return made;
    QJsonArray servers;
    for (const ServerProfile& server : profile.servers)
        servers.append(toJson(server));
    QJsonArray links;
    for (const auto& [ends, ports] : profile.relayPorts)
        links.append(QJsonObject{{"from", static_cast<int>(ends.first.value)},
            {"to", static_cast<int>(ends.second.value)}, {"quorumPort", ports.quorum},
            {"electionPort", ports.election}});
    const QJsonObject json{
        {"zooscopeCluster", formatVersion},
        {"name", profile.name},
        {"servers", servers},
        {"tickTime", static_cast<qint64>(profile.tickTimeMs)},
        {"initLimit", static_cast<qint64>(profile.initLimitTicks)},
        {"syncLimit", static_cast<qint64>(profile.syncLimitTicks)},
        {"apacheInstall", profile.apacheInstall},
        {"keepRunning", profile.keepRunning},
        {"relayed", profile.relayed},
        {"links", links},
    };
    return writePrivateFile(profileFile(profile.folder), QJsonDocument(json).toJson());
}

} // namespace zs::launcher
