// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/launcher/cluster_profile.h"

#include <chrono>
#include <map>
#include <set>

namespace zs::launcher {

/// What is broken between servers now. A direction is (sender, receiver).
struct LinkFaults {
    std::set<LinkEnds> cut;
    std::map<LinkEnds, std::chrono::milliseconds> delay;

    [[nodiscard]] bool empty() const { return cut.empty() && delay.empty(); }
    bool operator==(const LinkFaults&) const = default;
};

} // namespace zs::launcher
