// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/service_control.h"

#include "localcluster/config/config_reader.h"
#include "localcluster/engine/io/file.h"

#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    constexpr int stopTimeoutMs = 30'000;
    constexpr std::chrono::seconds statusTimeout{5};

    std::string pidFile(const config::ServerConfig& config)
    {
        return config.dataDir + "/zookeeper_server.pid";
    }

    enum class Needs { soundFile, dataDir };

    /// The configuration, or nothing; its errors are printed. Who stops a server, or asks for it,
    /// needs no more than to find it: the file may have been edited since it was started.
    std::optional<config::ServerConfig> load(const std::string& file, Needs needs)
    {
        std::fprintf(stderr, "Using config: %s\n", file.c_str()); // There, as zkServer.sh does.
        config::ParsedConfig parsed = config::loadConfig(file);
        for (const config::Remark& remark : parsed.errors)
            std::fprintf(stderr, "%s\n", toText(remark).c_str());
        const bool isEnough = needs == Needs::dataDir && !parsed.config.dataDir.empty();
        if (!parsed.errors.empty() && !isEnough)
            return std::nullopt;
        return std::move(parsed.config);
    }

    /// The server that the pid file names, if it lives: one of ours, or Apache's, which zkServer.sh
    /// started. A number that the system has given to another program since counts as none.
    std::optional<pid_t> runningServer(const config::ServerConfig& config)
    {
        const auto text = readTextFile(pidFile(config));
        pid_t pid = 0;
        if (!text)
            return std::nullopt;
        const auto [end, error]
            = std::from_chars(text->data(), text->data() + text->size(), pid);
        if (error != std::errc() || end == text->data() || pid <= 0)
            return std::nullopt;
        const auto name = readTextFile("/proc/" + std::to_string(pid) + "/comm");
        // Whoever renames this program has renamed the one that asks, too.
        const auto own = readTextFile("/proc/self/comm");
        const bool isServer = name
            && (name->starts_with("zooscope-server") || *name == "java\n" || name == own);
        return isServer ? std::optional(pid) : std::nullopt;
    }

    std::string logFileOf(const RunOptions& options, const config::ServerConfig& config)
    {
        return options.logFile.empty() ? config.dataDir + "/zooscope-server.log" : options.logFile;
    }

    /// A word as a shell takes it, whatever is in it.
    std::string quoted(const std::string& word)
    {
        std::string text = "'";
        for (const char c : word)
            text += c == '\'' ? std::string("'\\''") : std::string(1, c);
        return text + "'";
    }

    /// The background process: cut off from the terminal, then a server.
    [[noreturn]] void runDetached(RunOptions& options, Fd result, const std::string& pidPath)
    {
        ::setsid();
        const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(null, fd);
        const auto tell = [&](std::string_view text) {
            // A parent that does not read any more is no reason to stop.
            [[maybe_unused]] const auto written = ::write(result.get(), text.data(), text.size());
            result.reset();
        };
        bool hasPidFile = false; // Else it may be that of a server that runs.
        options.onStarted = [&](const std::string&) {
            const auto kept = replaceFile(pidPath, std::to_string(::getpid()) + "\n");
            hasPidFile = kept.has_value();
            tell(kept ? "R" : "F" + kept.error().detail);
        };
        options.onFailed = [&](const std::string& why) { tell("F" + why); };
        ::signal(SIGPIPE, SIG_IGN);
        try {
            setUpLog(options.logFile);
            const ExitCode code = runServer(options);
            if (hasPidFile)
                ::unlink(pidPath.c_str());
            std::exit(static_cast<int>(code));
        } catch (const std::exception& error) {
            tell(std::string("F") + error.what());
            std::exit(static_cast<int>(ExitCode::unexpected));
        }
    }

    /// What the background process tells: "R" when it serves, "F" and a reason when not.
    std::string readAnswer(const Fd& from)
    {
        std::string answer;
        char buffer[1024];
        ssize_t got = 0;
        while ((got = ::read(from.get(), buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR))
            answer.append(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
        return answer;
    }

    /// True once the process has ended.
    bool waitForEnd(pid_t pid, int timeoutMs)
    {
        const Fd handle(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
        if (!handle)
            return errno == ESRCH;
        pollfd wait {handle.get(), POLLIN, 0};
        int ready = 0;
        do {
            ready = ::poll(&wait, 1, timeoutMs);
        } while (ready < 0 && errno == EINTR);
        return ready > 0;
    }

    std::string askServer(const std::string& host, std::uint16_t port, std::string_view word)
    {
        using asio::ip::tcp;
        asio::io_context loop;
        tcp::resolver resolver(loop);
        asio::error_code error;
        const auto found = resolver.resolve(host, std::to_string(port), error);
        if (error)
            return {};
        tcp::socket socket(loop);
        std::string answer;
        asio::async_connect(socket, found, [&](const asio::error_code& failed, const auto&) {
            if (failed)
                return;
            asio::async_write(
                socket, asio::buffer(word), [&](const asio::error_code& broken, std::size_t) {
                    if (!broken)
                        asio::async_read(socket, asio::dynamic_buffer(answer),
                            [](const asio::error_code&, std::size_t) {});
                });
        });
        loop.run_for(statusTimeout);
        return answer;
    }

} // namespace

ExitCode startService(RunOptions options)
{
    const auto config = load(options.configFile, Needs::soundFile);
    if (!config)
        return ExitCode::invalidConfig;
    std::printf("Starting zookeeper ... ");
    if (const auto pid = runningServer(*config)) {
        std::printf("already running as process %d.\n", static_cast<int>(*pid));
        return ExitCode::unexpected;
    }
    options.logFile = logFileOf(options, *config);
    int ends[2];
    if (auto made = makeDirectories(config->dataDir); !made || ::pipe2(ends, O_CLOEXEC) != 0) {
        std::printf("FAILED TO START: %s\n",
            made ? systemError("cannot make a pipe").detail.c_str() : made.error().detail.c_str());
        return ExitCode::unexpected;
    }
    Fd readEnd(ends[0]);
    Fd writeEnd(ends[1]);
    std::fflush(stdout); // Else the child would print it again.
    const pid_t child = ::fork();
    if (child == 0) {
        readEnd.reset();
        runDetached(options, std::move(writeEnd), pidFile(*config));
    }
    writeEnd.reset();
    const std::string answer = child < 0 ? "Fcannot fork" : readAnswer(readEnd);
    if (answer == "R") {
        std::printf("STARTED\n");
        return ExitCode::ok;
    }
    std::printf("FAILED TO START: %s\nSee %s\n",
        answer.empty() ? "it ended without a word" : answer.c_str() + 1, options.logFile.c_str());
    return ExitCode::unexpected;
}

ExitCode printCommand(const RunOptions& options)
{
    const auto config = load(options.configFile, Needs::soundFile);
    if (!config)
        return ExitCode::invalidConfig;
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    std::string line = quoted(unknown ? "zooscope-server" : program.string()) + " start-foreground";
    line += " --log " + quoted(logFileOf(options, *config));
    if (!options.trace.empty())
        line += " --trace " + quoted(options.trace);
    if (options.traceDetail)
        line += " --trace-detail";
    if (options.noCoreDumps)
        line += " --no-core-dumps";
    line += " " + quoted(options.configFile) + " < /dev/null > /dev/null 2>&1";
    std::printf("%s\n", line.c_str());
    return ExitCode::ok;
}

ExitCode stopService(const std::string& configFile)
{
    const auto config = load(configFile, Needs::dataDir);
    if (!config)
        return ExitCode::invalidConfig;
    std::printf("Stopping zookeeper ... ");
    const auto pid = runningServer(*config);
    if (!pid) {
        const bool isStale = ::unlink(pidFile(*config).c_str()) == 0;
        std::printf(isStale ? "no zookeeper to stop (the process that %s named is gone)\n"
                            : "no zookeeper to stop (could not find file %s)\n",
            pidFile(*config).c_str());
        return ExitCode::ok;
    }
    if (::kill(*pid, SIGTERM) != 0 && errno != ESRCH) {
        std::printf("FAILED: %s\n", systemError("cannot signal it").detail.c_str());
        return ExitCode::unexpected;
    }
    if (!waitForEnd(*pid, stopTimeoutMs)) {
        ::kill(*pid, SIGKILL);
        static_cast<void>(waitForEnd(*pid, stopTimeoutMs));
    }
    ::unlink(pidFile(*config).c_str());
    std::printf("STOPPED\n");
    return ExitCode::ok;
}

ExitCode restartService(RunOptions options)
{
    const ExitCode stopped = stopService(options.configFile);
    return stopped == ExitCode::ok ? startService(std::move(options)) : stopped;
}

ExitCode serviceStatus(const std::string& configFile)
{
    const auto config = load(configFile, Needs::dataDir);
    if (!config)
        return ExitCode::invalidConfig;
    const bool isAny = config->clientPortAddress.empty() || config->clientPortAddress == "0.0.0.0"
        || config->clientPortAddress == "::";
    const std::string host = isAny ? "localhost" : config->clientPortAddress;
    if (config->clientPort <= 0) {
        std::printf(config->clientPort == 0
                ? "clientPort=0: the port is chosen at each start; the line \"serving clients on\" "
                  "of the server's log tells it.\n"
                : "Client port not found in the configuration.\n");
        return ExitCode::unexpected;
    }
    std::printf("Client port found: %lld. Client address: %s. Client SSL: false.\n",
        static_cast<long long>(config->clientPort), host.c_str());
    const std::string answer
        = askServer(host, static_cast<std::uint16_t>(config->clientPort), "srvr");
    const std::size_t mode = answer.find("Mode: ");
    if (mode != std::string::npos) {
        std::printf("%s\n", answer.substr(mode, answer.find('\n', mode) - mode).c_str());
        return ExitCode::ok;
    }
    std::printf(answer.empty() ? "Error contacting service. It is probably not running.\n"
                               : "Error contacting service. It runs, but does not serve.\n");
    return ExitCode::unexpected;
}

} // namespace zs::engine::io
