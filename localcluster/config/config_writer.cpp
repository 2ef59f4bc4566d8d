// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_writer.h"

#include "localcluster/config/setting_table.h"

namespace zs::config {

namespace {

    /// A setting's value as text.
    struct ValueText {
        const ServerConfig& config;

        std::string operator()(const TextSetting& kind) const { return config.*kind.member; }
        std::string operator()(const NumberSetting& kind) const
        {
            return std::to_string(config.*kind.member);
        }
        std::string operator()(const HoursSetting& kind) const
        {
            const std::int64_t ms = config.*kind.member;
            return ms % 3'600'000 == 0 ? std::to_string(ms / 3'600'000) : std::to_string(ms) + "ms";
        }
        std::string operator()(const FlagSetting& kind) const
        {
            const bool isWord = kind.words == FlagSetting::Words::noMeansFalse
                || kind.words == FlagSetting::Words::yesMeansTrue;
            return config.*kind.member ? (isWord ? "yes" : "true") : (isWord ? "no" : "false");
        }
        std::string operator()(const PeerTypeSetting& kind) const
        {
            return config.*kind.member == PeerType::observer ? "observer" : "participant";
        }
        std::string operator()(const LaterSetting&) const { return {}; }
    };

} // namespace

std::string writeConfig(const ServerConfig& config)
{
    static const ServerConfig defaults;
    std::string out;
    const auto add = [&](std::string_view key, std::string_view value) {
        out += escapePropertyKey(key) + "=" + escapePropertyValue(value) + "\n";
    };
    for (const Setting& setting : settingTable()) {
        const std::string value = std::visit(ValueText {config}, setting.kind);
        if (value != std::visit(ValueText {defaults}, setting.kind))
            add(setting.key, value);
    }
    for (const auto& [key, value] : config.later)
        add(key, value);
    if (config.dynamicConfigFile.empty()) {
        for (const ServerSpec& server : config.servers)
            add("server." + std::to_string(server.id.value), toText(server));
        for (const auto& [group, members] : config.groups) {
            std::string list;
            for (const ServerId id : members)
                list += (list.empty() ? "" : ":") + std::to_string(id.value);
            add("group." + std::to_string(group), list);
        }
        for (const auto& [id, weight] : config.weights)
            add("weight." + std::to_string(id.value), std::to_string(weight));
    }
    for (const Property& property : config.unknown)
        add(property.key, property.value);
    return out;
}

} // namespace zs::config
