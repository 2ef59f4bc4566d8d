// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localcluster/launcher/cluster_profile.h"
#include "localcluster/launcher/run_state.h"

#include <QString>

#include <map>

namespace zs::app {

/// What is found out about a cluster from outside, whoever runs it.
struct ClusterStatus {
    struct Server {
        qint64 pid = 0; ///< 0: it does not run.
        bool paused = false;
        QString mode; ///< What `srvr` says: leader, follower, observer, standalone; empty: nothing.
        QString zxid;
    };

    launcher::ClusterProfile profile;
    std::map<ServerId, Server> servers;
    QString faults; ///< "cut 1>2 delay"; empty when unknown.

    [[nodiscard]] bool anyRuns() const;
    /// More than half of the participants are a leader, its followers or a standalone server.
    [[nodiscard]] bool quorumServes() const;
    [[nodiscard]] bool allServe() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QByteArray json() const;
};

/// Asks the servers (`srvr`) and the relay, all at once, and waits for the answers, at most
/// `limit`. Blocks, handling events: for the command line.
[[nodiscard]] ClusterStatus askCluster(
    const launcher::ClusterProfile& profile, std::chrono::milliseconds limit);

} // namespace zs::app
