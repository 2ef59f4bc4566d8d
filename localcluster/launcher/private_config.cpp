// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/private_config.h"

#include <algorithm>
#include <array>

namespace zs::launcher {
namespace {

    constexpr std::array ownedKeys{"dataDir", "dataLogDir", "clientPort", "clientPortAddress",
        "secureClientPort", "secureClientPortAddress", "4lw.commands.whitelist",
        "admin.enableServer", "admin.serverAddress", "admin.serverPort", "dynamicConfigFile",
        "standaloneEnabled", "peerType"};
    constexpr std::array memberPrefixes{"server.", "group.", "weight."};

    /// The key of a line as java.util.Properties sees it; empty for a comment or a blank line.
    std::string_view keyOf(std::string_view line)
    {
        const auto first = line.find_first_not_of(" \t\f");
        if (first == std::string_view::npos || line[first] == '#' || line[first] == '!')
            return {};
        line.remove_prefix(first);
        return line.substr(0, line.find_first_of("=: \t\f"));
    }

    bool isOurs(std::string_view key)
    {
        return std::ranges::any_of(ownedKeys, [key](const char* owned) { return key == owned; })
            || std::ranges::any_of(
                memberPrefixes, [key](const char* prefix) { return key.starts_with(prefix); });
    }

    /// In a properties file a backslash starts an escape.
    std::string escaped(std::string_view value)
    {
        std::string text;
        for (const char c : value) {
            if (c == '\\')
                text += '\\';
            text += c;
        }
        return text;
    }

    /// True when the line goes on in the next one: it ends in an odd number of backslashes.
    bool continues(std::string_view line)
    {
        const auto last = line.find_last_not_of('\\');
        const auto kept = last == std::string_view::npos ? 0 : last + 1;
        return (line.size() - kept) % 2 == 1;
    }

} // namespace

std::string privateConfig(std::string_view sample, const PrivateSettings& settings)
{
    std::string text;
    bool dropping = false;
    bool inValue = false;
    while (!sample.empty()) {
        const auto end = std::min(sample.find('\n'), sample.size());
        const std::string_view line = sample.substr(0, end);
        sample.remove_prefix(std::min(end + 1, sample.size()));
        const bool continued = inValue;
        const std::string_view key = continued ? std::string_view() : keyOf(line);
        if (!continued)
            dropping = isOurs(key);
        inValue = (continued || !key.empty()) && continues(line);
        const bool hasSetting = continued || !key.empty();
        if (!dropping && hasSetting)
            text.append(line).append("\n");
    }
    text += "dataDir=" + escaped(settings.dataDir) + "\n";
    text += "clientPort=" + std::to_string(settings.clientPort) + "\n";
    text += "clientPortAddress=127.0.0.1\n4lw.commands.whitelist=*\nadmin.enableServer=false\n";
    return text;
}

} // namespace zs::launcher
