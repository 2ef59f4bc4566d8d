// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zs::launcher {

/// What a server of our own gets instead of the values of the sample file.
struct PrivateSettings {
    std::string dataDir; ///< Absolute, UTF-8.
    std::uint16_t clientPort = 0;
};

/// The zoo.cfg of a private standalone server, made from the text of a sample file: its timing
/// settings stay; comments and blank lines (they tell of the sample's cluster), member lines
/// (`server.N`, `group.N`, `weight.N`) and every setting that would let it listen elsewhere or
/// write elsewhere go; `settings`, the loopback address,
/// `4lw.commands.whitelist=*` and `admin.enableServer=false` come in their place.
/// Pure. `dataDir` is escaped as the Java properties format of zoo.cfg demands.
[[nodiscard]] std::string privateConfig(std::string_view sample, const PrivateSettings& settings);

} // namespace zs::launcher
