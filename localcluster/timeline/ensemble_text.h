// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/ids.h"

#include <string_view>
#include <vector>

namespace zs::timeline {

/// The members that a configuration names.
struct EnsembleText {
    std::vector<ServerId> voters;    ///< Ascending.
    std::vector<ServerId> observers; ///< Ascending.
    bool weighted = false;           ///< Groups or weights: a majority is not what counts.
};

/// Reads the `server.N=` lines of a zoo.cfg or of /zookeeper/config. Other lines, and what it
/// cannot read, are ignored: a picture with fewer facts is better than none.
[[nodiscard]] EnsembleText readEnsemble(std::string_view config);

} // namespace zs::timeline
