// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_store.h"

#include "localcluster/launcher/cluster_config.h"
#include "localcluster/launcher/private_file.h"
#include "localcluster/launcher/run_state.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace zs::launcher {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ClusterStore)
};

tl::unexpected<Error> problem(Errc code, const QString& text)
{
    return failure(code, text.toStdString());
}

constexpr const char* startScript = R"sh(#!/bin/sh
# Starts the servers of this folder in the background. Each needs zooscope-server, or zkServer.sh of
# an Apache ZooKeeper release, on PATH; ZK_SERVER=/path/to/zkServer.sh names another one.
cd "$(dirname "$0")" || exit 1
here=$(pwd)
for config in zoo-*.cfg; do
    if [ -z "$ZK_SERVER" ] && command -v zooscope-server >/dev/null; then
        zooscope-server start "$here/$config" || exit 1
    elif command -v "${ZK_SERVER:=zkServer.sh}" >/dev/null; then
        "$ZK_SERVER" start "$here/$config" || exit 1
    else
        echo "Neither zooscope-server nor zkServer.sh is on PATH." >&2
        exit 1
    fi
done
)sh";

constexpr const char* stopScript = R"sh(#!/bin/sh
# Stops what start.sh started.
cd "$(dirname "$0")" || exit 1
here=$(pwd)
for config in zoo-*.cfg; do
    if [ -z "$ZK_SERVER" ] && command -v zooscope-server >/dev/null; then
        zooscope-server stop "$here/$config"
    else
        "${ZK_SERVER:-zkServer.sh}" stop "$here/$config"
    fi
done
)sh";

Result<void> writeScript(const QString& file, const char* text)
{
    const auto written = writePrivateFile(file, text);
    if (!written)
        return written;
    const auto runnable
        = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QFile::setPermissions(file, runnable))
        return problem(Errc::io, Words::tr("%1 could not be made executable.").arg(file));
    return {};
}

} // namespace

QString defaultClusterHome()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
        + QStringLiteral("/clusters");
}

std::vector<ClusterProfile> listClusters(const QString& home)
{
    std::vector<ClusterProfile> all;
    const QDir folder(home);
    for (const QString& name :
        folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::LocaleAware)) {
        if (auto profile = loadProfile(folder.filePath(name)))
            all.push_back(std::move(*profile));
    }
    return all;
}

bool isClusterRunning(const QString& folder)
{
    return RunState::load(folder).anyRuns();
}

Result<ClusterProfile> copyCluster(const ClusterProfile& profile, const QString& folder)
{
    if (loadProfile(folder))
        return problem(Errc::nodeExists, Words::tr("%1 holds a cluster already.").arg(folder));
    ClusterProfile copy = profile;
    copy.folder = QDir::cleanPath(QDir(folder).absolutePath());
    copy.name = QDir(copy.folder).dirName();
    copy.relayPorts.clear();
    for (ServerProfile& server : copy.servers)
        server.clientPort = server.quorumPort = server.electionPort = 0;
    if (const auto saved = saveProfile(copy); !saved)
        return tl::unexpected(saved.error());
    return copy;
}

Result<void> deleteCluster(const ClusterProfile& profile)
{
    if (isClusterRunning(profile.folder))
        return problem(Errc::badArguments,
            Words::tr("The cluster in %1 runs. Stop it first.").arg(profile.folder));
    if (!QDir(profile.folder).removeRecursively())
        return problem(Errc::io,
            Words::tr("%1 could not be deleted as a whole. Look at what is left.")
                .arg(profile.folder));
    return {};
}

Result<void> exportCluster(const ClusterProfile& profile, const QString& folder)
{
    if (const auto checked = checkProfile(profile); !checked)
        return checked;
    ClusterProfile plain = profile;
    plain.relayed = false;
    plain.relayPorts.clear();
    plain.folder = QDir::cleanPath(QDir(folder).absolutePath());
    if (QDir(plain.folder).exists() && !QDir(plain.folder).isEmpty())
        return problem(Errc::nodeExists,
            Words::tr("%1 is not empty. Choose a new folder.").arg(plain.folder));
    for (const ServerProfile& server : plain.servers) {
        const ServerId id = server.id;
        for (const QString& path :
            {plain.folder, serverFolder(plain, id), dataFolder(plain, id)}) {
            if (const auto made = makePrivateFolder(path); !made)
                return made;
        }
        const QByteArray idText = QByteArray::number(qint64(id.value)) + "\n";
        const QByteArray config = QByteArray::fromStdString(configText(plain, id));
        if (const auto done
            = writePrivateFile(dataFolder(plain, id) + QStringLiteral("/myid"), idText);
            !done)
            return done;
        if (const auto done = writePrivateFile(configFile(plain, id), config); !done)
            return done;
    }
    if (const auto done = writeScript(plain.folder + QStringLiteral("/start.sh"), startScript);
        !done)
        return done;
    return writeScript(plain.folder + QStringLiteral("/stop.sh"), stopScript);
}

} // namespace zs::launcher
