// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/command_line.h"

#include "localcluster/engine/io/host_facts.h"
#include "localcluster/engine/io/inspect.h"
#include "localcluster/engine/io/repair.h"
#include "localcluster/engine/io/service_control.h"

#include <charconv>
#include <cstdio>
#include <spdlog/spdlog.h>

namespace zs::engine::io {

namespace {

    constexpr const char* helpText = 
        R"(zooscope-server: a server that speaks ZooKeeper's protocol and keeps its files

Usage:
  zooscope-server [OPTIONS] CONFIG                 serve in the foreground
  zooscope-server start-foreground CONFIG          the same
  zooscope-server start|stop|restart|status CONFIG as zkServer.sh does
  zooscope-server print-cmd CONFIG                 print the command that start runs
  zooscope-server inspect [--json] FILE...         print transaction logs and snapshots
  zooscope-server repair [--yes] CONFIG            put damaged files aside until the rest can be
                                                   read (the server must be stopped; without --yes
                                                   it only says what it would do)
Options:
  --log FILE            write the log to FILE instead of stderr
  --exit-with-parent[=PID]
                        end when the process that started this one (PID) ends
  --trace FILE|unix:PATH
                        write every step of the server as JSON lines to FILE, or to the Unix socket
                        on which somebody listens at PATH
  --trace-detail        also each reply and each watch event
  --no-core-dumps       a crash leaves no file that holds what clients wrote
  --help, --version

CONFIG is a zoo.cfg: key=value lines such as
  dataDir=/var/lib/zookeeper
  clientPort=2181        (0: a free port; the line "serving clients on" tells which)
Exit codes: 0 ok, 1 failed, 2 bad arguments or configuration, 3 data directory not usable.
)";

    struct Arguments {
        std::string command = "start-foreground";
        std::vector<std::string> operands;
        RunOptions run;
        bool json = false;
        bool yes = false;
        bool help = false;
        bool version = false;
        std::string problem; ///< Empty: none.
    };

    bool isCommand(const std::string& word)
    {
        for (const char* known : {"start", "start-foreground", "stop", "restart", "status",
                 "print-cmd", "inspect", "repair", "version"}) {
            if (word == known)
                return true;
        }
        return false;
    }

    void parseParent(const std::string& option, Arguments& out)
    {
        out.run.exitWithParent = true;
        const std::string digits = option.substr(option.find('=') + 1);
        pid_t pid = 0;
        const auto [end, error]
            = std::from_chars(digits.data(), digits.data() + digits.size(), pid);
        if (error != std::errc() || end != digits.data() + digits.size() || pid <= 0)
            out.problem = option + " does not name a process id";
        else
            out.run.parent = pid;
    }

    Arguments parse(const std::vector<std::string>& words)
    {
        Arguments out;
        bool haveCommand = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string& word = words[i];
            if (word == "--help" || word == "-h") {
                out.help = true;
            } else if (word == "--version") {
                out.version = true;
            } else if (word == "--json") {
                out.json = true;
            } else if (word == "--yes") {
                out.yes = true;
            } else if (word == "--exit-with-parent") {
                out.run.exitWithParent = true;
            } else if (word.starts_with("--exit-with-parent=")) {
                parseParent(word, out);
            } else if (word == "--log") {
                if (++i == words.size())
                    out.problem = "--log needs a file name";
                else
                    out.run.logFile = words[i];
            } else if (word == "--no-core-dumps") {
                out.run.noCoreDumps = true;
            } else if (word == "--trace-detail") {
                out.run.traceDetail = true;
            } else if (word == "--trace") {
                if (++i == words.size())
                    out.problem = "--trace needs a file name or unix:PATH";
                else
                    out.run.trace = words[i];
            } else if (word.starts_with("-")) {
                out.problem = "unknown option " + word;
            } else if (!haveCommand && out.operands.empty() && isCommand(word)) {
                out.command = word;
                haveCommand = true;
                out.version = out.version || word == "version"; // As zkServer.sh has it.
            } else {
                out.operands.push_back(word);
            }
        }
        if (!out.problem.empty() || out.help || out.version)
            return out;
        if (out.run.traceDetail && out.run.trace.empty())
            out.problem = "--trace-detail says what goes into a trace; name it with --trace FILE";
        else if (out.operands.empty())
            out.problem = out.command == "inspect" ? "no file is named"
                                                   : "no configuration file is named";
        else if (out.operands.size() > 1 && out.command != "inspect")
            out.problem = "one configuration file at a time; \"" + out.operands[1]
                + "\" is one too many";
        else
            out.run.configFile = out.operands.front();
        return out;
    }

    ExitCode dispatch(Arguments& arguments)
    {
        const std::string& command = arguments.command;
        if (command == "inspect")
            return inspectFiles(arguments.operands, arguments.json);
        if (command == "repair")
            return repair(arguments.run.configFile, arguments.yes);
        if (command == "start")
            return startService(arguments.run);
        if (command == "print-cmd")
            return printCommand(arguments.run);
        if (command == "stop")
            return stopService(arguments.run.configFile);
        if (command == "restart")
            return restartService(arguments.run);
        if (command == "status")
            return serviceStatus(arguments.run.configFile);
        setUpLog(arguments.run.logFile);
        return runServer(arguments.run);
    }

} // namespace

ExitCode runCommandLine(const std::vector<std::string>& words)
{
    Arguments arguments = parse(words);
    if (!arguments.problem.empty()) {
        std::fprintf(stderr, "zooscope-server: %s\nTry: zooscope-server --help\n",
            arguments.problem.c_str());
        return ExitCode::invalidConfig;
    }
    if (arguments.help) {
        std::fputs(helpText, stdout);
        return ExitCode::ok;
    }
    if (arguments.version) {
        std::printf("zooscope-server %s, built on %s\n", serverVersion().c_str(),
            builtOn().c_str());
        return ExitCode::ok;
    }
    try {
        return dispatch(arguments);
    } catch (const std::exception& error) { // spdlog's or std::filesystem's: a bad --log file, …
        std::fprintf(stderr, "zooscope-server: %s\n", error.what());
        return ExitCode::unexpected;
    }
}

} // namespace zs::engine::io
