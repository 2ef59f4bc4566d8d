// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/server_usage.h"

#include "tests/bench/load_connection.h"

#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace zs::bench {

namespace {

    std::ifstream openProc(pid_t pid, const char* name)
    {
        std::ifstream file("/proc/" + std::to_string(pid) + "/" + name);
        if (!file)
            fail("no process " + std::to_string(pid));
        return file;
    }

} // namespace

std::chrono::microseconds cpuTime(pid_t pid)
{
    if (pid == 0)
        return {};
    std::string line;
    std::ifstream file = openProc(pid, "stat");
    std::getline(file, line);
    // The name in parentheses may hold spaces: count fields from behind it, where field 3 starts.
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        rest >> skipped;
    long user = 0;
    long system = 0;
    rest >> user >> system;
    return std::chrono::microseconds((user + system) * (1'000'000 / ::sysconf(_SC_CLK_TCK)));
}

long residentBytes(pid_t pid)
{
    if (pid == 0)
        return 0;
    std::ifstream file = openProc(pid, "statm");
    long size = 0;
    long resident = 0;
    file >> size >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

} // namespace zs::bench
