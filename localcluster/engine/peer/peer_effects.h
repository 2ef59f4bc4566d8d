// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/election/election_port.h"
#include "localcluster/engine/zab/peer_settings.h"
#include "localcluster/engine/zab/zab_effects.h"

namespace zs::engine {

/// What io has to do after a turn. Within each list the order counts; between the lists none.
struct PeerEffects {
    Effects client; ///< Its `log` stays empty: see `disk`.
    std::vector<PortEffect> election; ///< Never Elected or ConfigHeard.
    std::vector<QuorumEffect> quorum;
    std::vector<DiskTask> disk;
    /// Sentences for the server's log, in order.
    std::vector<std::string> remarks;
    std::vector<std::string> warnings; ///< The same, for an operator to act upon.
    /// This member's addresses changed: listen there from now on.
    std::optional<Member> moved;
    /// Nothing can go on (say why): end the process with exit code 10, as Apache does.
    std::optional<std::string> fatal;
    std::optional<Instant> nextTimer; ///< Call `tick` then at the latest.
    void clear()
    {
        client.clear();
        election.clear();
        quorum.clear();
        disk.clear();
        remarks.clear();
        warnings.clear();
        moved.reset();
        fatal.reset();
        nextTimer.reset();
    }
};

} // namespace zs::engine
