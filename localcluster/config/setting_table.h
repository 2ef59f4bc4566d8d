// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/config/server_config.h"

#include <span>
#include <string_view>
#include <variant>

namespace zs::config {

/// How a setting's value is read.
struct TextSetting {
    std::string ServerConfig::* member;
};
struct NumberSetting {
    std::int64_t ServerConfig::* member;
    std::int64_t least;
    std::int64_t most;
};
/// Hours, or a number with ms, s, m, h or d behind it; held in milliseconds.
struct HoursSetting {
    std::int64_t ServerConfig::* member;
};
struct FlagSetting {
    bool ServerConfig::* member;
    enum class Words {
        strict,       ///< true or false in any case; anything else is an error, as in Apache.
        property,     ///< A Java property: whatever is not "true" is false.
        noMeansFalse, ///< Whatever is not "no" is true.
        yesMeansTrue, ///< Whatever is not "yes" is false.
    } words;
};
struct PeerTypeSetting {
    PeerType ServerConfig::* member;
};
/// Known to Apache; accepted with a warning and kept as text until the engine has it.
struct LaterSetting {};

using SettingKind = std::variant<TextSetting, NumberSetting, HoursSetting, FlagSetting,
    PeerTypeSetting, LaterSetting>;

struct Setting {
    std::string_view key;
    SettingKind kind;
    /// Where it does something; elsewhere checkEffects warns.
    enum class Scope { server, ensemble, admin } scope = Scope::server;
};

/// Every key that is known, beside `server.N`, `group.G` and `weight.N`, in the order in which a
/// written file lists them.
[[nodiscard]] std::span<const Setting> settingTable();
[[nodiscard]] const Setting* findSetting(std::string_view key);
/// The known key that `key` was probably meant to be; empty when none is near.
[[nodiscard]] std::string_view nearestKey(std::string_view key);

} // namespace zs::config
