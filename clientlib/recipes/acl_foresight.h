// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"

#include <optional>
#include <vector>

namespace zs {

/// What setting an ACL means for one node.
enum class AclOutcome {
    changes, ///< It is (or would be) replaced.
    equal,   ///< It grants the same already; nothing is sent.
    refused, ///< This session has no ADMIN there.
};

/// Whether a session may replace an ACL (needs ADMIN), as far as can be told from outside.
enum class AclRight { yes, no, unknown };

/// Judges by what getACL showed: since 3.4.14 and 3.5.5 servers hide the secret part of digest ids
/// from readers without ADMIN, so an ACL with digest ids tells by itself. Else `identities` are
/// compared as PrepRequestProcessor.checkACL of Apache ZooKeeper 3.8 does; nullopt: not known.
[[nodiscard]] AclRight mayAdminister(
    const std::vector<Acl>& shown, const std::optional<std::vector<AuthId>>& identities);

/// What replacing `shown` by `wanted` would mean. An unknown right counts as a right. A `wanted`
/// with the scheme auth, which the server expands, never equals.
[[nodiscard]] AclOutcome foresee(const std::vector<Acl>& shown, const std::vector<Acl>& wanted,
    const std::optional<std::vector<AuthId>>& identities);

/// Whether `address` (IPv4, as text) is in `range` ("10.0.0.0/8", or an address alone).
/// False for what is no IPv4, as before ZooKeeper 3.9.4.
[[nodiscard]] bool ipMatches(std::string_view range, std::string_view address);

} // namespace zs
