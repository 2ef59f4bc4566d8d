// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/path.h"
#include "clientlib/session/endpoint.h"

#include <string_view>
#include <vector>

namespace zs {

/// What "h1:2181,h2:2181/chroot" means.
struct ConnectString {
    std::vector<Endpoint> servers; ///< In the order written; never empty after `parse`.
    Path chroot;                   ///< "/" for none.

    /// Blanks around the servers are left out; a port that is missing is 2181.
    /// Fails: invalidInput, naming the part that is wrong and what would be right.
    [[nodiscard]] static Result<ConnectString> parse(std::string_view text);
    bool operator==(const ConnectString&) const = default;
};

} // namespace zs
