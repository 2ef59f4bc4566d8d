// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_check.h"
#include "localcluster/config/setting_table.h"

namespace zs::config {

namespace {

    using Scope = Setting::Scope;

    /// The keys of a scope that the file sets, each with its line: "cnxTimeout (line 4), …".
    std::string keysOf(Scope scope, const std::vector<Property>& properties)
    {
        std::string keys;
        for (const Property& property : properties) {
            const Setting* setting = findSetting(property.key);
            if (setting && setting->scope == scope)
                keys += (keys.empty() ? "" : ", ") + property.key + " (line "
                    + std::to_string(property.line) + ")";
        }
        return keys;
    }

    bool isSet(std::string_view key, const std::vector<Property>& properties)
    {
        for (const Property& property : properties) {
            if (property.key == key)
                return true;
        }
        return false;
    }

} // namespace

void checkEffects(
    ParsedConfig& parsed, const std::string& file, const std::vector<Property>& properties)
{
    const ServerConfig& config = parsed.config;
    const auto warn = [&](std::string text) {
        parsed.warnings.push_back({file, 0, std::move(text)});
    };
    if (!config.isEnsemble()) {
        if (const std::string keys = keysOf(Scope::ensemble, properties); !keys.empty())
            warn("no effect on a standalone server, as in Apache ZooKeeper: " + keys);
        if (config.readOnlyMode)
            warn("readonlymode.enabled: a standalone server is never read-only; it only makes isro "
                 "answer");
    }
    // Apache's own default wants an AdminServer: nobody is warned who did not ask for it.
    const bool wantsAdmin = config.adminEnableServer || !isSet("admin.enableServer", properties);
    if (const std::string keys = keysOf(Scope::admin, properties); wantsAdmin && !keys.empty())
        warn("there is no AdminServer yet, so these have no effect: " + keys);
    if (!config.x509SuperUser.empty() && config.secureClientPort == -1)
        warn("X509AuthenticationProvider.superUser has no effect without secureClientPort: nobody "
             "can show a certificate");
}

} // namespace zs::config
