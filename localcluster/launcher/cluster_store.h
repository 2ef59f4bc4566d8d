// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/launcher/cluster_profile.h"

#include <vector>

namespace zs::launcher {

/// Where this user's clusters are kept, one folder each.
[[nodiscard]] QString defaultClusterHome();

/// The profiles below `home`, by name. Folders without one, or with a damaged one, are left out.
[[nodiscard]] std::vector<ClusterProfile> listClusters(const QString& home);

/// True while processes of the cluster run, whoever started them.
[[nodiscard]] bool isClusterRunning(const QString& folder);

/// A new cluster of the same servers and settings in `folder`, without data and with ports of its
/// own once it is planned. Fails: nodeExists when there is a cluster; io.
[[nodiscard]] Result<ClusterProfile> copyCluster(
    const ClusterProfile& profile, const QString& folder);

/// Deletes the folder with all data. Fails: badArguments while it runs; io.
[[nodiscard]] Result<void> deleteCluster(const ClusterProfile& profile);

/// Writes a folder that runs without Zooscope's console: zoo-N.cfg files with peers at their own
/// ports (no relay), data folders with myid, and start.sh and stop.sh, which use zooscope-server
/// or an Apache release's zkServer.sh. Data is not copied. `folder` must be empty or not there.
/// Fails: nodeExists, io, noSpace.
[[nodiscard]] Result<void> exportCluster(const ClusterProfile& profile, const QString& folder);

} // namespace zs::launcher
