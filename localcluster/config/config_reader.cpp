// SPDX-License-Identifier: Apache-2.0
#include "localcluster/config/config_reader.h"

#include "localcluster/config/config_check.h"
#include "localcluster/config/setting_table.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace zs::config {

namespace {

    std::string inQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

    bool equalsIgnoringCase(std::string_view a, std::string_view lowerCase)
    {
        return std::equal(a.begin(), a.end(), lowerCase.begin(), lowerCase.end(),
            [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == y; });
    }

    /// A whole number as Java's Long.decode takes it: sign, decimal, or hexadecimal after 0x.
    std::optional<std::int64_t> wholeNumber(std::string_view text)
    {
        const bool negative = !text.empty() && text.front() == '-';
        if (negative || (!text.empty() && text.front() == '+'))
            text.remove_prefix(1);
        const bool isHex = text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X";
        if (isHex)
            text.remove_prefix(2);
        std::int64_t value = 0;
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value, isHex ? 16 : 10);
        if (text.empty() || text.front() == '-' || error != std::errc() || end != last)
            return std::nullopt;
        return negative ? -value : value;
    }

    /// Reads one file's settings into a ParsedConfig.
    class Reader {
    public:
        Reader(ParsedConfig& out, const std::string& file) : m_out(out), m_file(file) {}

        void readMain(const std::vector<Property>& properties)
        {
            for (const Property& property : lastOfEach(properties)) {
                if (!readMember(property))
                    readSetting(property);
            }
        }
        void readDynamic(const std::vector<Property>& properties)
        {
            for (const Property& property : lastOfEach(properties)) {
                if (property.key == "version")
                    error(property, "dynamic file shouldn't have version inside; it is the "
                                    "hexadecimal ending of the file's name");
                else if (!readMember(property))
                    error(property,
                        "Unrecognised parameter: " + property.key
                            + "; a dynamic configuration file holds server.N, group.G and "
                              "weight.N only");
            }
        }

    private:
        void error(const Property& property, std::string text)
        {
            m_out.errors.push_back({m_file, property.line, std::move(text)});
        }
        void warn(const Property& property, std::string text)
        {
            m_out.warnings.push_back({m_file, property.line, std::move(text)});
        }

        std::vector<Property> lastOfEach(const std::vector<Property>& properties)
        {
            std::vector<Property> last;
            for (const Property& property : properties) {
                const auto earlier = std::find_if(last.begin(), last.end(),
                    [&](const Property& p) { return p.key == property.key; });
                if (earlier == last.end()) {
                    last.push_back(property);
                    continue;
                }
                warn(property,
                    property.key + " is set again here and replaces line "
                        + std::to_string(earlier->line));
                *earlier = property;
            }
            return last;
        }

        std::optional<std::int64_t> suffixNumber(const Property& property, std::size_t prefixSize)
        {
            const auto number = wholeNumber(std::string_view(property.key).substr(prefixSize));
            if (!number || *number < 0)
                error(property,
                    property.key + " has no whole number behind its dot, as in "
                        + property.key.substr(0, prefixSize) + "1");
            return number && *number >= 0 ? number : std::nullopt;
        }

        /// server.N, group.G and weight.N; false when it is none of them.
        bool readMember(const Property& property)
        {
            const std::string_view key = property.key;
            if (key.starts_with("server.") || key.starts_with("group.")
                || key.starts_with("weight.")) {
                m_out.memberFile = m_file;
                m_out.memberLines[property.key] = property.line;
            }
            if (key.starts_with("server.")) {
                if (const auto id = suffixNumber(property, 7))
                    readServer(property, ServerId(*id));
            } else if (key.starts_with("group.")) {
                if (const auto id = suffixNumber(property, 6))
                    readGroup(property, *id);
            } else if (key.starts_with("weight.")) {
                const auto id = suffixNumber(property, 7);
                const auto weight = wholeNumber(property.value);
                if (!weight || *weight < 0)
                    error(property, "For input string: " + inQuotes(property.value)
                            + "; a weight is a whole number from 0 up");
                else if (id)
                    m_out.config.weights[ServerId(*id)] = *weight;
            } else {
                return false;
            }
            return true;
        }

        void readServer(const Property& property, ServerId id)
        {
            if (id.value > 255) {
                error(property, "server ids above 255 do not fit into session ids");
                return;
            }
            auto server = parseServerSpec(id, property.value);
            if (!server)
                return error(property, property.key + ": " + server.error().detail);
            auto& servers = m_out.config.servers;
            const auto at = std::lower_bound(servers.begin(), servers.end(), id,
                [](const ServerSpec& spec, ServerId wanted) { return spec.id < wanted; });
            if (at != servers.end() && at->id == id) // "server.1" and "server.01".
                return error(property, property.key + " names the same server as another line");
            servers.insert(at, std::move(*server));
        }

        void readGroup(const Property& property, std::int64_t group)
        {
            std::vector<ServerId> members;
            std::stringstream parts(property.value);
            for (std::string part; std::getline(parts, part, ':');) {
                const auto id = wholeNumber(part);
                if (!id || *id < 0)
                    return error(property, "For input string: " + inQuotes(part)
                            + "; a group lists server ids with colons between, e.g. 1:2:3");
                members.push_back(ServerId(*id));
            }
            m_out.config.groups[group] = std::move(members);
        }

        void readSetting(const Property& property)
        {
            const std::string_view key = property.key;
            if (const Setting* setting = findSetting(key)) {
                std::visit([&](const auto& kind) { set(property, kind); }, setting->kind);
            } else if (key.starts_with("authProvider.") || key.starts_with("ssl.authProvider.")
                || key.starts_with("metricsProvider.")) {
                set(property, LaterSetting {});
            } else {
                warnUnknown(property);
                m_out.config.unknown.push_back(property);
            }
        }

        void warnUnknown(const Property& property)
        {
            std::string_view key = property.key;
            if (key.starts_with("zookeeper.")) {
                key.remove_prefix(10);
                if (findSetting(key))
                    return warn(property,
                        property.key + " has no effect in a configuration file; write "
                            + std::string(key) + " instead");
            }
            const std::string_view near = nearestKey(key);
            warn(property,
                "unknown key " + property.key + " is ignored"
                    + (near.empty() ? "" : "; did you mean " + std::string(near) + "?"));
        }

        void set(const Property& property, const TextSetting& kind)
        {
            m_out.config.*kind.member = property.value;
        }
        void set(const Property& property, const NumberSetting& kind)
        {
            const auto number = wholeNumber(property.value);
            if (!number || *number < kind.least || *number > kind.most)
                return error(property,
                    (number ? property.value + " is out of range: "
                            : "For input string: " + inQuotes(property.value) + ": ")
                        + property.key + " must be a whole number from "
                        + std::to_string(kind.least) + " to " + std::to_string(kind.most));
            m_out.config.*kind.member = *number;
        }
        void set(const Property& property, const HoursSetting& kind)
        {
            static constexpr std::pair<std::string_view, std::int64_t> units[]
                = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
            std::string_view digits = property.value;
            std::int64_t factor = 3'600'000;
            for (const auto& [suffix, unit] : units) {
                if (digits.ends_with(suffix)) {
                    digits.remove_suffix(suffix.size());
                    factor = unit;
                    break;
                }
            }
            const auto number = wholeNumber(digits);
            if (!number || *number < 0 || *number > 1'000'000)
                return error(property,
                    "For input string: " + inQuotes(property.value) + ": " + property.key
                        + " must be a number of hours, or a number with ms, s, m, h or d behind "
                          "it, e.g. 24 or 30m");
            m_out.config.*kind.member = *number * factor;
        }
        void set(const Property& property, const FlagSetting& kind)
        {
            using Words = FlagSetting::Words;
            const std::string& value = property.value;
            const bool isTrue = equalsIgnoringCase(value, "true");
            bool& flag = m_out.config.*kind.member;
            switch (kind.words) {
            case Words::strict:
                if (!isTrue && !equalsIgnoringCase(value, "false"))
                    return error(property,
                        "Invalid option " + value + " for " + property.key
                            + ". Choose 'true' or 'false.'");
                flag = isTrue;
                return;
            case Words::property:
                flag = isTrue;
                if (!isTrue && !equalsIgnoringCase(value, "false"))
                    warn(property,
                        property.key + "=" + value + " counts as false; write true or false");
                return;
            case Words::noMeansFalse:
            case Words::yesMeansTrue:
                flag = kind.words == Words::yesMeansTrue ? value == "yes" : value != "no";
                if (value != "yes" && value != "no")
                    warn(property,
                        property.key + "=" + value + " counts as " + (flag ? "yes" : "no")
                            + "; write yes or no");
                return;
            }
        }
        void set(const Property& property, const PeerTypeSetting& kind)
        {
            if (equalsIgnoringCase(property.value, "observer"))
                m_out.config.*kind.member = PeerType::observer;
            else if (equalsIgnoringCase(property.value, "participant"))
                m_out.config.*kind.member = PeerType::participant;
            else
                error(property, "Unrecognised peertype: " + property.value
                        + "; it must be participant or observer");
        }
        void set(const Property& property, const LaterSetting&)
        {
            warn(property,
                property.key + " is known to Apache ZooKeeper but has no effect here yet");
            m_out.config.later[property.key] = property.value;
        }

        ParsedConfig& m_out;
        const std::string& m_file;
    };

    /// Fails: invalidInput, as what is to be said behind the file's name.
    Result<std::string> readWhole(const std::string& file)
    {
        std::error_code error;
        if (std::filesystem::is_directory(file, error))
            return failure(Errc::invalidInput, "is a directory, and not a file");
        errno = 0;
        std::ifstream in(file, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (in && !in.bad())
            return text;
        return failure(Errc::invalidInput,
            errno == 0 || errno == ENOENT
                ? "file is missing"
                : "file cannot be read: " + std::generic_category().message(errno));
    }

    /// Line breaks and other control characters must not get into a log, nor into a terminal.
    std::string withoutControls(std::string_view text)
    {
        std::string out;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            const bool isC1 = byte == 0xc2 && at + 1 < text.size()
                && static_cast<unsigned char>(text[at + 1]) < 0xa0; // U+0080 to U+009F.
            out += isC1 || byte < ' ' || byte == 0x7f ? '?' : text[at];
            at += isC1 ? 1 : 0;
        }
        return out;
    }

} // namespace

std::string toText(const Remark& remark)
{
    return withoutControls(remark.file
        + (remark.line > 0 ? ":" + std::to_string(remark.line) : "") + ": " + remark.text);
}

ParsedConfig parseConfig(
    std::string_view text, const std::string& file, std::optional<std::string_view> dynamicText)
{
    ParsedConfig out;
    int badLine = 0;
    const auto properties = parseProperties(text, &badLine);
    if (!properties) {
        out.errors.push_back({file, badLine, properties.error().detail});
        return out;
    }
    Reader(out, file).readMain(*properties);
    checkMainFile(out, file, *properties);
    if (dynamicText) {
        const std::string dynamicFile = out.config.dynamicConfigFile;
        if (const auto dynamic = parseProperties(*dynamicText, &badLine))
            Reader(out, dynamicFile).readDynamic(*dynamic);
        else
            out.errors.push_back({dynamicFile, badLine, dynamic.error().detail});
    }
    if (out.config.dynamicConfigFile.empty() || dynamicText) {
        checkMembers(out, file, *properties);
        checkEffects(out, file, *properties);
    }
    return out;
}

Result<ServerId> parseMyId(std::string_view text)
{
    std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
        line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    std::int64_t id = -1;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), id);
    if (line.empty() || error != std::errc() || end != line.data() + line.size() || id < 0
        || id > 255)
        return failure(Errc::invalidInput,
            (line.empty() ? "the first line is empty; it"
                          : "serverid " + std::string(line.substr(0, 40))
                        + " is not a number; the file's first line")
                + " must be the N of this server's server.N line, from 0 to 255");
    return ServerId(id);
}

ParsedConfig loadConfig(const std::string& file)
{
    const auto text = readWhole(file);
    if (!text) {
        ParsedConfig out;
        out.errors.push_back({file, 0, text.error().detail});
        return out;
    }
    ParsedConfig out = parseConfig(*text, file);
    const std::string dynamicFile = out.config.dynamicConfigFile;
    if (!dynamicFile.empty() && out.errors.empty()) {
        const auto dynamicText = readWhole(dynamicFile);
        if (!dynamicText) {
            out.errors.push_back({file, 0,
                "dynamicConfigFile " + dynamicFile + ": " + dynamicText.error().detail});
            return out;
        }
        out = parseConfig(*text, file, *dynamicText);
    }
    if (!out.errors.empty() || !out.config.isEnsemble())
        return out;
    const std::string idFile = out.config.dataDir + "/myid";
    const auto idText = readWhole(idFile);
    if (!idText) {
        out.errors.push_back({idFile, 0,
            "myid " + idText.error().detail
                + "; write the N of this server's server.N line into it"});
    } else if (const auto id = parseMyId(*idText)) {
        out.myId = *id;
        checkMyId(out, file, idFile);
    } else {
        out.errors.push_back({idFile, 1, id.error().detail});
    }
    return out;
}

Result<void> verdict(const ParsedConfig& parsed)
{
    if (parsed.errors.empty())
        return {};
    std::string all;
    for (const Remark& remark : parsed.errors)
        all += (all.empty() ? "" : "\n") + toText(remark);
    return failure(Errc::invalidInput, all);
}

} // namespace zs::config
