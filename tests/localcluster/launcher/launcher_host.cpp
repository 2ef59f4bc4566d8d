// SPDX-License-Identifier: Apache-2.0
// A program that owns a local cluster: launcher_host FOLDER. Pauses server 1 once all serve, prints
// "ready RELAY PID PID PID" or "failed: REASON", then runs until it is killed.
#include "localcluster/launcher/run_state.h"
#include "tests/localcluster/launcher/cluster_player.h"

#include <iostream>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    using namespace zs;
    using launcher::test::ClusterPlayer;
    const QString folder = application.arguments().at(1);
    ClusterPlayer player(ClusterPlayer::profileIn(folder, 3));
    player.cluster->start();
    if (!player.waitUntilServing(3)) {
        std::cout << "failed: " << testing::PrintToString(player.failures) << std::endl;
        return 1;
    }
    player.cluster->pause(ServerId(1));
    const launcher::RunState run = launcher::RunState::load(folder);
    std::cout << "ready " << run.relay.pid;
    for (const auto& [id, key] : run.servers)
        std::cout << ' ' << key.pid;
    std::cout << std::endl;
    return application.exec();
}
