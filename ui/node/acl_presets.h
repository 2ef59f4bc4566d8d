// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/acl.h"

#include <QString>

#include <optional>
#include <vector>

namespace zs::ui {

/// ACLs that a new node is offered.
enum class AclPreset { sameAsParent, open, worldReads, mine };
inline constexpr AclPreset aclPresets[]
    = {AclPreset::sameAsParent, AclPreset::open, AclPreset::worldReads, AclPreset::mine};

/// The preset's entries. `parent` is the ACL of the parent where it is known in full; without it
/// there is no `sameAsParent`. `auth` stands for all identities of the session; the server puts
/// them in.
[[nodiscard]] std::optional<std::vector<Acl>> entriesOf(
    AclPreset preset, const std::optional<std::vector<Acl>>& parent);
[[nodiscard]] QString nameOf(AclPreset preset);
/// How many entries, and what the whole world may do: "2 entries, no world access".
[[nodiscard]] QString aclSummary(const std::vector<Acl>& acl);

} // namespace zs::ui
