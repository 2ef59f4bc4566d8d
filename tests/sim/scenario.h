// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/ensemble.h"

namespace zs::sim {

/// How one seed went.
struct Outcome {
    std::string failure; ///< Empty: all invariants held and the ensemble recovered.
    std::string trace;   ///< Only with `keepTrace`, or after a failure.
    std::map<std::string, int> marks;
    Instant::duration virtualTime{};
};

/// One run from one seed: it draws the size of the ensemble, the delays and which faults are on;
/// lets them happen for a while; then heals everything and demands that all servers serve under
/// one leader and that a write reaches all of them.
[[nodiscard]] Outcome runElectionScenario(
    std::uint64_t seed, Bug bug = Bug::none, bool keepTrace = false);

} // namespace zs::sim
