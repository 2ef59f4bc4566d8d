// SPDX-License-Identifier: Apache-2.0
// zooscope-relay: stands between the servers of one local cluster, so that links can be broken.
#include "localcluster/relay/relay.h"

#include <asio/signal_set.hpp>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include <sys/resource.h>

namespace {

constexpr const char* helpText =
    R"(zooscope-relay: the links of a local cluster, which can be cut, delayed and reset

Usage: zooscope-relay PLAN

PLAN is a file of the lines
  control PATH                          the Unix socket that takes commands
  server ID QUORUM ELECTION CLIENT      where a server really listens
  line FROM TO QUORUM ELECTION          where FROM dials to reach TO
  again                                 servers may run already, on their real ports
  first COMMAND                         in force before the first connection
Commands, one a line, each answered by "ok …" or "error …":
  cut 1>2 2>1       bytes of these directions are held
  delay MS 1>2      they come late; 0 ends it
  heal 1>2, heal all
  drop 1-2          the connections between the two are reset
  join ID QUORUM ELECTION CLIENT OTHER:OUT-QUORUM:OUT-ELECTION:BACK-QUORUM:BACK-ELECTION …
                    a server more; "out": where it dials OTHER, "back": where that one dials it
  state, quit
Exit codes: 0 ended by SIGTERM or quit, 1 failed, 2 bad arguments or plan, 3 a port is taken.
)";

enum ExitCode { ok = 0, failed = 1, badPlan = 2, portTaken = 3 };

int complain(ExitCode code, const std::string& what)
{
    std::fprintf(stderr, "zooscope-relay: %s\n", what.c_str());
    return code;
}

/// Nine servers need a few hundred descriptors.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

int run(const char* planFile)
{
    std::ifstream file(planFile);
    std::stringstream text;
    if (!file || !(text << file.rdbuf()))
        return complain(badPlan, std::string("cannot read ") + planFile);
    auto plan = zs::relay::parsePlan(text.str());
    if (!plan)
        return complain(badPlan, std::string(planFile) + ": " + plan.error().detail);
    asio::io_context loop{1};
    asio::signal_set signals(loop, SIGTERM, SIGINT);
    signals.async_wait([&loop](const asio::error_code&, int) { loop.stop(); });
    zs::relay::Relay relay(loop, std::move(*plan));
    if (const auto opened = relay.open(); !opened)
        return complain(opened.error().code == zs::Errc::nodeExists ? portTaken : failed,
            opened.error().detail);
    std::printf("zooscope-relay: ready\n");
    std::fflush(stdout);
    loop.run();
    return ok;
}

} // namespace

int main(int argc, char** argv)
{
    (void)std::signal(SIGPIPE, SIG_IGN);
    raiseFileLimit();
    if (argc == 2 && std::strcmp(argv[1], "--help") == 0) {
        std::fputs(helpText, stdout);
        return ok;
    }
    if (argc != 2 || argv[1][0] == '-')
        return complain(badPlan, "name one plan file; --help tells more");
    try {
        return run(argv[1]);
    } catch (const std::exception& error) {
        return complain(failed, error.what());
    }
}
