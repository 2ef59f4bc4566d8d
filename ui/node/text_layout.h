// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/data_format.h"

#include <optional>
#include <string>

namespace zs::ui {

/// JSON and XML know where a line may break, YAML what its indentation says, properties which
/// blanks are none of the key's and the value's.
[[nodiscard]] bool canLayOut(DataFormat format);

/// The text in lines indented by two blanks; nullopt where it is not well-formed, or where a new
/// layout could change what it says (XML with a DTD). JSON keeps every number, string and key as
/// it was spelled, and their order; XML keeps its declaration, and white space beside other text;
/// YAML keeps its lines, comments among them, up to checkedBytes() of them: beyond, nullopt;
/// properties keep their lines too, see layOutProperties().
/// Pure. `utf8` must be valid.
[[nodiscard]] std::optional<std::string> layOut(std::string_view utf8, DataFormat format);

} // namespace zs::ui
