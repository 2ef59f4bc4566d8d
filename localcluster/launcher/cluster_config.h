// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/config_reader.h"
#include "localcluster/launcher/cluster_profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::launcher {

/// The very text of zoo-N.cfg as start() writes it. Peers stand at the relay's ports where links go
/// through it, else at their own; the server itself always stands at its own.
[[nodiscard]] std::string configText(const ClusterProfile& profile, ServerId id);

/// What a person's edit of zoo-N.cfg came to.
struct ConfigEdit {
    ClusterProfile profile;               ///< With the edit; unchanged when there are errors.
    std::vector<config::Remark> errors;   ///< Why the cluster could not start with it.
    std::vector<config::Remark> warnings; ///< What else is to be known.
};

/// Reads an edited zoo-N.cfg back into the profile: the server's own three ports and the timing
/// may change (timing for all servers), every other setting is kept as the server's own line.
/// Folders and the other members are the launcher's; a line that changes one is an error which
/// names the line. The text is checked by localcluster/config. Pure.
[[nodiscard]] ConfigEdit editConfig(
    const ClusterProfile& profile, ServerId id, std::string_view text);

/// All that keeps this profile from being started, by the files that it would be started with.
[[nodiscard]] std::vector<config::Remark> checkConfigs(const ClusterProfile& profile);

} // namespace zs::launcher
