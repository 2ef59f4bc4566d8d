// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

namespace zs::test {

/// The captures whose frames cannot be taken as they are: lengths that end the stream, a frame of
/// which the file holds the start alone, and words where no word may be.
inline const std::set<std::string> takenOneByOne = {"negative_frame", "oversized_frame",
    "max_frame", "short_connect", "flw_inside_session", "flw_unknown"};

} // namespace zs::test
