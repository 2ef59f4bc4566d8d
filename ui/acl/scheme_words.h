// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/acl.h"

#include <QString>

namespace zs::ui {

/// The Lucide icon of an authentication scheme.
[[nodiscard]] QString schemeIcon(const std::string& scheme);
/// A principal in a sentence: "digest:deploy", without the hash, or "world:anyone".
[[nodiscard]] QString principalName(const AuthId& who);
/// The word of a permission ("admin") and what it allows, for tool tips.
[[nodiscard]] QString permWord(std::int32_t bit);
[[nodiscard]] QString permMeaning(std::int32_t bit);

} // namespace zs::ui
