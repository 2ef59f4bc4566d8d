// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"
#include "localcluster/launcher/managed_process.h"

#include <map>

namespace zs::launcher {

/// What runs of a cluster: run.json in its folder, written whenever that changes, so that another
/// program finds the processes of a cluster that was left running.
struct RunState {
    ProcessKey relay;
    QString control; ///< The relay's control socket.
    std::map<ServerId, ProcessKey> servers;

    /// Without processes that have ended. An unreadable file is the same as none.
    [[nodiscard]] static RunState load(const QString& folder);
    /// Removes the file when nothing runs. Fails: io, noSpace.
    [[nodiscard]] Result<void> save(const QString& folder) const;
    [[nodiscard]] bool anyRuns() const { return relay.pid != 0 || !servers.empty(); }
};

} // namespace zs::launcher
