// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/launcher/cluster.h"
#include "localcluster/launcher/managed_process.h"
#include "localcluster/launcher/run_state.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace zs::launcher::test {

using namespace std::chrono_literals;

/// Ends, with the test, what was left running on purpose.
struct Sweeper {
    ~Sweeper()
    {
        RunState run = RunState::load(folder);
        run.servers[ServerId(0)] = run.relay;
        for (const auto& [id, key] : run.servers) {
            ManagedProcess process;
            if (process.attach(key))
                process.killNow();
        }
    }
    QString folder;
};

/// A cluster of real processes in a scratch folder, with what it told.
class ClusterPlayer {
public:
    static void makeApplication()
    {
        static int argc = 1;
        static char name[] = "cluster_test";
        static char* argv[] = {name, nullptr};
        if (!QCoreApplication::instance())
            static QCoreApplication application(argc, argv);
    }

    /// A profile with the timing of lessons and any free ports.
    [[nodiscard]] static ClusterProfile profileIn(
        const QString& folder, std::size_t participants, std::size_t observers = 0)
    {
        ClusterProfile profile = makeProfile(folder, participants, observers);
        profile.tickTimeMs = 200;
        return profile;
    }

    [[nodiscard]] static ClusterOptions options()
    {
        ClusterOptions options;
        options.serverProgram = QStringLiteral(ZS_SERVER_PATH);
        options.relayProgram = QStringLiteral(ZS_RELAY_PATH);
        options.wishes = {0, 0, 0, 0};
        return options;
    }

    explicit ClusterPlayer(ClusterProfile profile, ClusterOptions how = options())
        : cluster(std::make_unique<Cluster>(std::move(profile), std::move(how)))
    {
        QObject::connect(cluster.get(), &Cluster::failed, cluster.get(),
            [this](ServerId id, const QString& reason) {
                failures.push_back(std::to_string(id.value) + ": " + reason.toStdString());
            });
        QObject::connect(cluster.get(), &Cluster::noticed, cluster.get(),
            [this](const QString& what) { notices.push_back(what.toStdString()); });
        QObject::connect(
            cluster.get(), &Cluster::serving, cluster.get(), [this] { ++servingCount; });
        QObject::connect(
            cluster.get(), &Cluster::stopped, cluster.get(), [this] { ++stoppedCount; });
        QObject::connect(cluster.get(), &Cluster::moments, cluster.get(),
            [this](const std::vector<timeline::Moment>& told) {
                moments.insert(moments.end(), told.begin(), told.end());
            });
    }

    /// Runs the event loop until `done`; false after the limit or a failure.
    bool waitFor(const std::function<bool()>& done, std::chrono::milliseconds limit = 20s)
    {
        QTimer wake; // So that the loop turns at the limit.
        wake.setSingleShot(true);
        wake.start(limit);
        const QDeadlineTimer deadline(limit);
        while (!done()) {
            if (deadline.hasExpired() || !failures.empty())
                return false;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return true;
    }

    [[nodiscard]] std::size_t servingServers() const
    {
        const auto& servers = cluster->profile().servers;
        return static_cast<std::size_t>(std::count_if(servers.begin(), servers.end(),
            [this](const ServerProfile& server) { return cluster->isServing(server.id); }));
    }

    bool waitUntilServing(std::size_t count)
    {
        return waitFor([&] { return servingServers() == count; });
    }

    /// Who told last that it leads, and serves; 0 while nobody does.
    [[nodiscard]] ServerId leader() const
    {
        ServerId found(0);
        for (const timeline::Moment& moment : moments) {
            const auto* state = std::get_if<trace::StateEvent>(&moment.event);
            if (state && state->to == trace::ServerState::leading)
                found = moment.server;
        }
        return cluster->isServing(found) ? found : ServerId(0);
    }

    bool stop()
    {
        cluster->stop();
        return waitFor([&] { return stoppedCount > 0; });
    }

    /// What the launcher itself told of one kind: "fault kill 1", "process 1 killed" …
    [[nodiscard]] std::vector<std::string> told() const
    {
        std::vector<std::string> all;
        for (const timeline::Moment& moment : moments) {
            if (const auto* fault = std::get_if<trace::FaultEvent>(&moment.event)) {
                std::string text = fault->what;
                for (const ServerId id : fault->servers)
                    text += " " + std::to_string(id.value);
                all.push_back(text + (fault->on ? "" : " over"));
            } else if (const auto* process = std::get_if<trace::ProcessEvent>(&moment.event)) {
                all.push_back(std::string(namesOf(process->what)[std::size_t(process->what)]) + " "
                    + std::to_string(process->server.value));
            }
        }
        return all;
    }

    std::unique_ptr<Cluster> cluster;
    std::vector<std::string> failures;
    std::vector<std::string> notices;
    std::vector<timeline::Moment> moments;
    int servingCount = 0;
    int stoppedCount = 0;
};

} // namespace zs::launcher::test
