// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zs::ui {

/// The text with each level of its blocks indented by two blanks; comments, order and spelling
/// stay. nullopt where it is not well-formed, or where that would change what it says, which is
/// read and compared. Pure. `utf8` must be valid; see readYaml() for what its size costs.
[[nodiscard]] std::optional<std::string> layOutYaml(std::string_view utf8);

} // namespace zs::ui
