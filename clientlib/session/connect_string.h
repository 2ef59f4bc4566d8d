// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/path.h"
#include "clientlib/session/endpoint.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs {

enum class ConnectStringFault {
    empty,       ///< All of it.
    emptyServer, ///< Two commas, or one at an end.
    url,
    noHost,
    badCharacter,
    severalColons, ///< IPv6 without brackets.
    openBracket,
    noIpv6, ///< Between the brackets.
    textBehindBracket,
    badPort,
    badChroot,
};

/// What is wrong with a connect string, for words in other languages than those of parse().
struct ConnectStringProblem {
    ConnectStringFault fault = ConnectStringFault::empty;
    std::string part;      ///< The server, or the chroot, that is wrong.
    PathProblem ofChroot; ///< Of `badChroot` alone.
    bool operator==(const ConnectStringProblem&) const = default;
};

/// What "h1:2181,h2:2181/chroot" means.
struct ConnectString {
    std::vector<Endpoint> servers; ///< In the order written; never empty after `parse`.
    Path chroot;                   ///< "/" for none.

    /// Blanks around the servers are left out; a port that is missing is 2181.
    /// Fails: invalidInput, naming the part that is wrong and what would be right.
    [[nodiscard]] static Result<ConnectString> parse(std::string_view text);
    /// The same, with the mistake as values.
    [[nodiscard]] static tl::expected<ConnectString, ConnectStringProblem> check(
        std::string_view text);
    bool operator==(const ConnectString&) const = default;
};

} // namespace zs
