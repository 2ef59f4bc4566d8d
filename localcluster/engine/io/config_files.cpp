// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/config_files.h"

#include "localcluster/config/properties.h"
#include "localcluster/engine/io/file.h"
#include "localcluster/engine/peer/membership_text.h"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    std::string nextName(const std::string& configFile) { return configFile + ".dynamic.next"; }

    std::string dynamicName(const std::string& configFile, std::int64_t version)
    {
        return configFile + ".dynamic." + toHexText(version).substr(2);
    }

    int modeOf(const std::string& file)
    {
        struct stat status {};
        return ::stat(file.c_str(), &status) == 0 ? static_cast<int>(status.st_mode & 0777) : 0644;
    }

    /// The lines of a configuration's text as Apache writes them into a file: sorted, none empty.
    std::string linesOf(std::string_view text, bool withVersion)
    {
        std::vector<std::string> lines;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            if (!line.empty() && (withVersion || !line.starts_with("version")))
                lines.emplace_back(line);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        std::sort(lines.begin(), lines.end());
        std::string joined;
        for (const std::string& line : lines)
            joined += (joined.empty() ? "" : "\n") + line;
        return joined;
    }

    bool movesOut(const std::string& key, bool clientPortToo)
    {
        constexpr const char* prefixes[]
            = {"server.", "group", "weight", "dynamicConfigFile", "peerType"};
        return std::any_of(std::begin(prefixes), std::end(prefixes),
                   [&](const char* prefix) { return key.starts_with(prefix); })
            || (clientPortToo && key.starts_with("clientPort")
                && !key.starts_with("clientPortListenBacklog"));
    }

    /// Without the settings that move out: each from its first line to the next setting's, or to
    /// the comment or empty line before that.
    std::string withoutMembers(
        std::string_view text, const std::vector<config::Property>& settings, bool clientPortToo)
    {
        std::string kept;
        int number = 0;
        bool skipping = false;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++number;
            const auto begins = std::find_if(settings.begin(), settings.end(),
                [&](const config::Property& setting) { return setting.line == number; });
            const std::size_t first = line.find_first_not_of(" \t\r\f");
            if (begins != settings.end())
                skipping = movesOut(begins->key, clientPortToo);
            else if (first == std::string_view::npos || line[first] == '#' || line[first] == '!')
                skipping = false;
            if (!skipping)
                kept += std::string(line) + "\n";
        }
        return kept;
    }

    /// Makes the static file point to the dynamic one.
    Result<void> editStatic(
        const std::string& configFile, const std::string& dynamicFile, bool clientPortToo)
    {
        const auto text = readTextFile(configFile);
        if (!text)
            return tl::unexpected(text.error());
        const auto settings = config::parseProperties(*text);
        if (!settings)
            return failure(settings.error().code, configFile + ": " + settings.error().detail);
        std::error_code error;
        const auto path = std::filesystem::weakly_canonical(dynamicFile, error);
        return replaceFile(configFile,
            withoutMembers(*text, *settings, clientPortToo) + "dynamicConfigFile="
                + config::escapePropertyValue(error ? dynamicFile : path.string()) + "\n",
            modeOf(configFile));
    }

} // namespace

Result<void> keepConfig(const std::string& configFile, const WriteConfig& task)
{
    if (!task.committed)
        return replaceFile(
            nextName(configFile), linesOf(task.text, /*withVersion=*/true), modeOf(configFile));
    const std::string dynamicFile = dynamicName(configFile, task.version);
    if (auto done = replaceFile(
            dynamicFile, linesOf(task.text, /*withVersion=*/false), modeOf(configFile));
        !done)
        return done;
    if (auto done = editStatic(configFile, dynamicFile, task.namesClientPort); !done)
        return done;
    const std::string next = nextName(configFile);
    if (task.dropsNext && ::unlink(next.c_str()) != 0 && errno != ENOENT)
        return tl::unexpected(systemError("cannot delete " + next));
    return {};
}

Result<std::optional<Membership>> readProposedConfig(const std::string& configFile)
{
    const std::string next = nextName(configFile);
    std::error_code error;
    if (!std::filesystem::exists(next, error))
        return std::nullopt;
    const auto text = readTextFile(next);
    if (!text)
        return tl::unexpected(text.error());
    auto membership = readMembership(*text);
    if (!membership)
        return failure(membership.error().code, next + ": " + membership.error().detail);
    return std::optional(std::move(*membership));
}

Result<void> backUpConfig(const std::string& configFile)
{
    const auto text = readTextFile(configFile);
    if (!text)
        return tl::unexpected(text.error());
    return replaceFile(configFile + ".bak", *text, modeOf(configFile));
}

} // namespace zs::engine::io
