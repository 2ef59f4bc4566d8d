// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/acl/acl_rules.h"

#include <QString>

#include <optional>

namespace zs::ui {

/// A node's ACL as this console saw it last.
struct SeenAcl {
    std::vector<Acl> entries;
    QString when; ///< As people write it; empty: the server tells it now.
};

/// Why a node may not be read (NoAuth): who this session is, as far as it is known, and whom the
/// node lets in, where that was told. Never a hash, and never a guess.
[[nodiscard]] QString refusalWords(
    const Path& path, const SessionIdentities& me, const std::optional<SeenAcl>& acl);

} // namespace zs::ui
