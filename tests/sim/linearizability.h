// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/history.h"

namespace zs::sim {

/// What a check came to.
struct Verdict {
    enum class Kind {
        linearizable,
        violated,
        undecided, ///< More states than the limit had to be looked at.
    };
    Kind kind = Kind::linearizable;
    std::string node; ///< Whose operations cannot be ordered, or took too long.
    History longest;  ///< When violated: the longest order that begins as a correct one would.
};

/// Whether the operations of each znode can be put into one order that respects real time and in
/// which every answer is what a znode with data and a version would give.
/// Method: Wing and Gong's search with Lowe's memory of (operations done, state); znodes are
/// independent of each other (Herlihy and Wing: linearizability is local).
/// An operation of unknown outcome may be ordered at any time after its call, or last of all, which
/// is as good as never. `maxStates`: of one znode.
[[nodiscard]] Verdict checkLinearizable(const History& history, std::size_t maxStates = 200'000);

} // namespace zs::sim
