// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster_config.h"

#include "localcluster/launcher/setting_lines.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace zs::launcher {
namespace {

using config::Remark;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ClusterConfig)
};

constexpr std::string_view loopback = "127.0.0.1";

/// Written by the launcher unless the server's own lines have the key.
struct DefaultSetting {
    std::string_view key;
    std::string_view value;
};
constexpr std::array defaultSettings{
    DefaultSetting{"4lw.commands.whitelist", "*"},    // The console asks servers by them.
    DefaultSetting{"admin.enableServer", "false"}, // All would want port 8080.
};

bool isMemberKey(std::string_view key)
{
    return key.starts_with("server.");
}

/// Settings that the profile holds as values of their own, or that the launcher alone decides.
bool isOurs(std::string_view key)
{
    constexpr std::array ours{"tickTime", "initLimit", "syncLimit", "clientPort",
        "clientPortAddress", "dataDir", "dataLogDir", "peerType", "dynamicConfigFile"};
    return isMemberKey(key)
        || std::any_of(ours.begin(), ours.end(), [key](const char* own) { return key == own; });
}

bool hasKey(const std::string& text, std::string_view key)
{
    for (const SettingLine& line : settingLines(text)) {
        if (line.key == key)
            return true;
    }
    return false;
}

/// How the file of `self` names `member`.
config::ServerSpec specOf(
    const ClusterProfile& profile, const ServerProfile& self, const ServerProfile& member)
{
    config::PeerAddress address;
    address.host = loopback;
    address.quorumPort = member.quorumPort;
    address.electionPort = member.electionPort;
    const auto link = profile.relayPorts.find(LinkEnds(self.id, member.id));
    if (link != profile.relayPorts.end()) {
        address.quorumPort = link->second.quorum;
        address.electionPort = link->second.election;
    }
    config::ServerSpec spec;
    spec.id = member.id;
    spec.addresses.push_back(address);
    spec.type = member.role;
    return spec;
}

std::string memberKey(ServerId id)
{
    return "server." + std::to_string(id.value);
}

QString fileName(ServerId id)
{
    return QStringLiteral("zoo-%1.cfg").arg(id.value);
}

/// The edit of one file.
class Editor {
public:
    Editor(const ClusterProfile& profile, ServerId id, std::string_view text)
        : m_before(profile)
        , m_id(id)
        , m_file(fileName(id).toStdString())
        , m_lines(settingLines(text))
        , m_parsed(config::parseConfig(text, m_file))
    {
        m_edit.profile = profile;
        m_edit.errors = m_parsed.errors;
        m_edit.warnings = m_parsed.warnings;
    }

    ConfigEdit run()
    {
        takeValues();
        std::string extra;
        for (const SettingLine& line : m_lines) {
            if (isOurs(line.key))
                checkOurs(line);
            else if (!isDefault(line))
                extra += line.text + "\n";
        }
        for (const ServerProfile& member : m_before.servers) {
            if (m_before.isEnsemble() && !m_seen.contains(memberKey(member.id)))
                complain(0, Words::tr("the line of %1 is missing; every member names all members")
                                .arg(QString::fromStdString(memberKey(member.id))));
        }
        m_edit.profile.find(m_id)->extra = extra;
        if (m_edit.errors.empty()) {
            if (const auto checked = checkProfile(m_edit.profile); !checked)
                m_edit.errors.push_back({m_file, 0, checked.error().detail});
        }
        if (!m_edit.errors.empty())
            m_edit.profile = m_before;
        return std::move(m_edit);
    }

private:
    void complain(int line, const QString& what)
    {
        m_edit.errors.push_back({m_file, line, what.toStdString()});
    }

    void takeValues()
    {
        const config::ServerConfig& config = m_parsed.config;
        m_edit.profile.tickTimeMs = config.tickTimeMs;
        if (m_before.isEnsemble()) {
            m_edit.profile.initLimitTicks = config.initLimitTicks;
            m_edit.profile.syncLimitTicks = config.syncLimitTicks;
        }
        ServerProfile& server = *m_edit.profile.find(m_id);
        if (config.clientPort < 1)
            complain(0, Words::tr("clientPort is missing; the console connects to it"));
        else
            server.clientPort = static_cast<std::uint16_t>(config.clientPort);
        for (const config::ServerSpec& spec : config.servers) {
            if (spec.id != m_id || spec.addresses.size() != 1)
                continue;
            server.quorumPort = spec.addresses[0].quorumPort;
            server.electionPort = spec.addresses[0].electionPort;
        }
    }

    [[nodiscard]] static bool isDefault(const SettingLine& line)
    {
        return std::any_of(defaultSettings.begin(), defaultSettings.end(),
            [&line](const DefaultSetting& setting) {
                return line.text == std::string(setting.key) + "=" + std::string(setting.value);
            });
    }

    void checkOurs(const SettingLine& line)
    {
        m_seen.insert(line.key);
        const auto properties = config::parseProperties(line.text);
        if (!properties || properties->size() != 1)
            return; // parseConfig has complained.
        const std::string& value = properties->front().value;
        if (isMemberKey(line.key))
            return checkMember(line, value);
        const std::map<std::string_view, std::string> fixed{
            {"clientPortAddress", std::string(loopback)},
            {"dataDir", dataFolder(m_before, m_id).toStdString()},
            {"peerType",
                m_before.find(m_id)->role == config::PeerType::observer ? "observer"
                                                                        : "participant"},
        };
        const auto found = fixed.find(line.key);
        if (line.key == "dataLogDir" || line.key == "dynamicConfigFile")
            complain(line.line,
                Words::tr("%1 cannot be used here: the launcher keeps all files of a server in its "
                          "own folder. Remove the line")
                    .arg(QString::fromStdString(line.key)));
        else if (found != fixed.end() && value != found->second)
            complain(line.line,
                Words::tr("%1 belongs to the launcher and must stay %2")
                    .arg(QString::fromStdString(line.key), QString::fromStdString(found->second)));
    }

    void checkMember(const SettingLine& line, const std::string& value)
    {
        const auto member = std::find_if(m_before.servers.begin(), m_before.servers.end(),
            [&line](const ServerProfile& server) { return memberKey(server.id) == line.key; });
        if (member == m_before.servers.end())
            return complain(line.line,
                Words::tr("%1 is not a server of this cluster; add servers to the cluster, not to "
                          "one file")
                    .arg(QString::fromStdString(line.key)));
        const auto spec = config::parseServerSpec(member->id, value);
        if (!spec)
            return; // parseConfig has complained.
        const ServerProfile& self = *m_before.find(m_id);
        const config::ServerSpec want = specOf(m_before, self, *member);
        const bool isOwn = member->id == m_id;
        const bool same = isOwn
            ? spec->addresses.size() == 1 && spec->addresses[0].host == loopback
                && spec->type == want.type && !spec->client && !spec->secureClient
            : *spec == want;
        if (!same)
            complain(line.line,
                isOwn ? Words::tr("only the two ports of a server's own line may change: it is %1")
                            .arg(QString::fromStdString(toText(want)))
                      : Words::tr("the address of another member belongs to the launcher: it is "
                                  "%1. Change the ports of that server in its own file")
                            .arg(QString::fromStdString(toText(want))));
    }

    const ClusterProfile& m_before;
    const ServerId m_id;
    const std::string m_file;
    const std::vector<SettingLine> m_lines;
    const config::ParsedConfig m_parsed;
    std::set<std::string> m_seen;
    ConfigEdit m_edit;
};

} // namespace

std::string configText(const ClusterProfile& profile, ServerId id)
{
    const ServerProfile& self = *profile.find(id);
    std::string text;
    const auto add = [&text](std::string_view key, const std::string& value) {
        text.append(key).append("=").append(value).append("\n");
    };
    add("tickTime", std::to_string(profile.tickTimeMs));
    if (profile.isEnsemble()) {
        add("initLimit", std::to_string(profile.initLimitTicks));
        add("syncLimit", std::to_string(profile.syncLimitTicks));
    }
    add("clientPort", std::to_string(self.clientPort));
    add("clientPortAddress", std::string(loopback));
    add("dataDir", config::escapePropertyValue(dataFolder(profile, id).toStdString()));
    for (const DefaultSetting& setting : defaultSettings) {
        if (!hasKey(self.extra, setting.key))
            add(setting.key, std::string(setting.value));
    }
    if (self.role == config::PeerType::observer)
        add("peerType", "observer");
    if (profile.isEnsemble()) {
        for (const ServerProfile& member : profile.servers)
            add(memberKey(member.id), toText(specOf(profile, self, member)));
    }
    text += self.extra;
    if (!text.ends_with('\n'))
        text += '\n';
    return text;
}

ConfigEdit editConfig(const ClusterProfile& profile, ServerId id, std::string_view text)
{
    return Editor(profile, id, text).run();
}

std::vector<Remark> checkConfigs(const ClusterProfile& profile)
{
    std::vector<Remark> problems;
    if (const auto checked = checkProfile(profile); !checked) {
        problems.push_back({"profile.json", 0, checked.error().detail});
        return problems;
    }
    for (const ServerProfile& server : profile.servers) {
        const config::ParsedConfig parsed = config::parseConfig(
            configText(profile, server.id), fileName(server.id).toStdString());
        problems.insert(problems.end(), parsed.errors.begin(), parsed.errors.end());
    }
    return problems;
}

QString linkFaultsOff(const ClusterProfile& profile)
{
    if (!profile.isEnsemble())
        return Words::tr("There is but one server, so there are no links.");
    if (!profile.relayed)
        return Words::tr("The links of this cluster do not go through the relay (its profile says "
                         "so).");
    for (const ServerProfile& server : profile.servers) {
        const config::ParsedConfig parsed
            = config::parseConfig("dataDir=.\n" + server.extra, "extra");
        const auto quorumTls = parsed.config.later.find("sslQuorum");
        if (quorumTls != parsed.config.later.end() && quorumTls->second != "false")
            return Words::tr("%1 sets sslQuorum: the relay cannot read what servers say to each "
                             "other under TLS, so links cannot be broken.")
                .arg(fileName(server.id));
        if (parsed.config.reconfigEnabled)
            return Words::tr("%1 sets reconfigEnabled: the members then share one list of "
                             "addresses, so links cannot go through the relay.")
                .arg(fileName(server.id));
    }
    return {};
}

} // namespace zs::launcher
