// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/server_usage.h"

#include "tests/bench/load_connection.h"

#include <fstream>
#include <string>
#include <time.h>
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

std::chrono::nanoseconds cpuTime(const std::vector<pid_t>& pids)
{
    std::chrono::nanoseconds sum{};
    for (const pid_t pid : pids) {
        clockid_t clock{};
        timespec used{};
        if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
            fail("no process " + std::to_string(pid));
        sum += std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
    }
    return sum;
}

long residentBytes(const std::vector<pid_t>& pids)
{
    long pages = 0;
    for (const pid_t pid : pids) {
        std::ifstream file = openProc(pid, "statm");
        long size = 0;
        long resident = 0;
        file >> size >> resident;
        pages += resident;
    }
    return pages * ::sysconf(_SC_PAGESIZE);
}

} // namespace zs::bench
