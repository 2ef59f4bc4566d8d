// SPDX-License-Identifier: Apache-2.0
// A server for the launcher's tests. The environment variable ZS_FAKE_SERVER names its part:
//   good       prints the readiness line, ends with 0 at SIGTERM
//   deaf       the same, but ignores SIGTERM
//   silent     never prints the line
//   refuses    prints two lines to stderr, the last without an end, and exits with 2
//   asks       prints "may I bind?", then SIGUSR1 means no (exit 1) and SIGUSR2 means yes (good)
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace {

std::string portOf(const char* configFile)
{
    std::ifstream config(configFile);
    std::string port;
    for (std::string line; std::getline(config, line);)
        if (line.starts_with("clientPort="))
            port = line.substr(line.find('=') + 1);
    return port;
}

int waitForSignal(const sigset_t& set)
{
    int signal = 0;
    sigwait(&set, &signal);
    return signal;
}

} // namespace

int main(int argc, char** argv)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGUSR1, SIGUSR2})
        sigaddset(&set, signal);
    sigprocmask(SIG_BLOCK, &set, nullptr);

    const char* named = std::getenv("ZS_FAKE_SERVER");
    const std::string part = named ? named : "";
    if (argc != 3 || argv[1] != "--exit-with-parent=" + std::to_string(getppid())) {
        std::cerr << "wrong arguments" << std::endl;
        return 3;
    }
    if (part == "refuses") {
        std::cerr << "Invalid config, exiting abnormally\nzoo.cfg:3: the disk is on fire";
        return 2;
    }
    if (part == "asks") {
        std::cout << "may I bind?" << std::endl;
        if (waitForSignal(set) == SIGUSR1)
            return 1;
    }
    if (part != "silent")
        std::cout << "INFO serving clients on 127.0.0.1:" << portOf(argv[2]) << std::endl;
    while (waitForSignal(set) != SIGTERM || part == "deaf") { }
    return 0;
}
