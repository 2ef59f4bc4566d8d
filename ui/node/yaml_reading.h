// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/text_check.h"

namespace YAML {
class EventHandler;
}

namespace zs::ui {

/// Hands what a YAML text says to `handler`, document by document; nullopt when it was well-formed
/// to its end. yaml-cpp takes about a second for a megabyte.
[[nodiscard]] std::optional<TextProblem> readYaml(
    std::string_view utf8, YAML::EventHandler& handler);

} // namespace zs::ui
