// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/host_facts.h"

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/io/open_files.h"

#include <climits>
#include <cstdlib>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    std::string currentDirectory()
    {
        char buffer[PATH_MAX];
        return ::getcwd(buffer, sizeof buffer) ? buffer : "";
    }

    std::int64_t maxFiles()
    {
        rlimit limit {};
        return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<std::int64_t>(limit.rlim_cur)
                                                       : -1;
    }

    std::string memoryMb(int pagesName)
    {
        const long long pages = ::sysconf(pagesName);
        return std::to_string(pages * ::sysconf(_SC_PAGESIZE) / (1024 * 1024)) + "MB";
    }

    std::string javaArchitecture(const std::string& machine)
    {
        return machine == "x86_64" ? "amd64" : machine;
    }

    /// The keys of Apache's Environment.list; those about Java say that there is none.
    std::vector<std::pair<std::string, std::string>> environment()
    {
        utsname system {};
        ::uname(&system);
        const passwd* user = ::getpwuid(::getuid());
        const char* temporary = std::getenv("TMPDIR");
        return {{"zookeeper.version", serverVersion() + ", built on " + builtOn()},
            {"host.name", system.nodename}, {"java.version", "none"}, {"java.vendor", "none"},
            {"java.home", ""}, {"java.class.path", ""}, {"java.library.path", ""},
            {"java.io.tmpdir", temporary ? temporary : "/tmp"}, {"java.compiler", "<NA>"},
            {"os.name", system.sysname}, {"os.arch", javaArchitecture(system.machine)},
            {"os.version", system.release}, {"user.name", user ? user->pw_name : ""},
            {"user.home", user ? user->pw_dir : ""}, {"user.dir", currentDirectory()},
            {"os.memory.free", memoryMb(_SC_AVPHYS_PAGES)},
            {"os.memory.max", memoryMb(_SC_PHYS_PAGES)},
            {"os.memory.total", memoryMb(_SC_PHYS_PAGES)}};
    }

} // namespace

std::string serverVersion() { return "3.8.0-zooscope-" ZS_VERSION; }
std::string builtOn() { return ZS_BUILT_ON; }

HostFacts gatherHostFacts(std::string_view word, const config::ServerConfig& config,
    const DataDirectories& directories, const ClientListener& listener,
    std::chrono::steady_clock::duration uptime)
{
    HostFacts host;
    host.version = serverVersion();
    host.builtOn = builtOn();
    host.uptimeMs = std::chrono::duration_cast<std::chrono::milliseconds>(uptime).count();
    if (word == "mntr") {
        host.openFiles = openFiles();
        host.maxFiles = maxFiles();
    }
    if (word == "envi")
        host.environment = environment();
    if (word != "conf" && word != "dirs")
        return host;
    host.dataDirBytes = directorySizeBytes(directories.snapshots);
    host.logDirBytes = directorySizeBytes(directories.logs);
    const auto add = [&](const char* key, const auto& value) {
        if constexpr (std::is_convertible_v<decltype(value), std::string>)
            host.configuration.emplace_back(key, value);
        else
            host.configuration.emplace_back(key, std::to_string(value));
    };
    add("clientPort", listener.port());
    add("secureClientPort", config.secureClientPort);
    add("dataDir", directories.snapshots);
    add("dataDirSize", host.dataDirBytes);
    add("dataLogDir", directories.logs);
    add("dataLogSize", host.logDirBytes);
    add("tickTime", config.tickTimeMs);
    add("maxClientCnxns", config.maxClientCnxns);
    add("minSessionTimeout", config.minSessionTimeout());
    add("maxSessionTimeout", config.maxSessionTimeout());
    add("clientPortListenBacklog", config.clientPortListenBacklog);
    add("serverId", 0);
    return host;
}

void addMemberFacts(
    HostFacts& host, const config::ServerConfig& config, const PeerSettings& settings)
{
    if (host.configuration.empty())
        return; // Another word asks.
    const auto portsOf = [](const std::vector<HostPort>& addresses) {
        std::string ports;
        for (const HostPort& address : addresses)
            ports += (ports.empty() ? "" : "|") + std::to_string(address.port);
        return ports;
    };
    host.configuration.back().second = std::to_string(settings.self.value); // serverId
    const auto self = settings.membership.members.find(settings.self);
    const Member member
        = self == settings.membership.members.end() ? Member() : self->second;
    const std::pair<std::string, std::string> lines[] = {
        {"initLimit", std::to_string(settings.initLimitTicks)},
        {"syncLimit", std::to_string(settings.syncLimitTicks)},
        {"electionAlg", std::to_string(config.electionAlg)},
        {"electionPort", portsOf(member.election)}, {"quorumPort", portsOf(member.quorum)},
        {"peerType", settings.observer ? "1" : "0"}};
    host.configuration.insert(
        host.configuration.end(), std::begin(lines), std::end(lines));
    host.membership = settings.membership.text;
}

} // namespace zs::engine::io
