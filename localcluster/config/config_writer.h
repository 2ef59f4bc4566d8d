// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"

#include <string>

namespace zs::config {

/// The text of a zoo-N.cfg that parseConfig reads back as an equal value: every setting that
/// differs from its default, then the members, then what was unknown. UTF-8, one setting a line.
[[nodiscard]] std::string writeConfig(const ServerConfig& config);

} // namespace zs::config
