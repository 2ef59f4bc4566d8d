// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/ensemble.h"

namespace zs::sim {

/// What a run leaves out of what its seed draws: how a failure is made small.
struct Reduction {
    std::set<std::string> without; ///< Names of faults.
    int clients = -1;              ///< At most so many; < 0: all.
    int steps = -1;                ///< At most so many disturbances; < 0: all.
    [[nodiscard]] std::string options() const; ///< Of sim_run: " --without kill …".
};

/// How one seed went.
struct Outcome {
    std::string failure; ///< Empty: all invariants held and the ensemble recovered.
    std::string trace;   ///< Only with `keepTrace`.
    std::map<std::string, int> marks;
    std::set<std::string> faults; ///< That were on.
    int clients = 0;
    int steps = 0;
    Instant::duration virtualTime{};
    std::uint64_t events = 0;
};

/// One run from one seed: it draws the size of the ensemble, its limits, the load and which faults
/// are on and how hot; lets them happen for a while; then heals everything and demands that all
/// servers serve under one leader, that a new write is committed, that all of them become equal,
/// and that the history of each register is linearizable.
[[nodiscard]] Outcome runScenario(std::uint64_t seed, Bug bug = Bug::none, bool keepTrace = false,
    const Reduction& reduction = {});

/// The smallest reduction found under which the seed still fails.
[[nodiscard]] Reduction minimize(std::uint64_t seed, Bug bug = Bug::none);

} // namespace zs::sim
