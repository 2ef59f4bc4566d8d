// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/open_files.h"

#include "localcluster/engine/io/file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace zs::engine::io {

namespace {

    constexpr const char* sizeLabel = "\nFDSize:";
    constexpr rlim_t mostAtOnce = 1024;

    /// Above all descriptors in use: the size of the system's table of them; 0: not told.
    int descriptorLimit()
    {
        const auto status = readTextFile("/proc/self/status");
        const std::size_t label = status ? status->find(sizeLabel) : std::string::npos;
        const std::size_t digits
            = label == std::string::npos ? label : status->find_first_of("0123456789", label);
        int limit = 0;
        if (digits != std::string::npos)
            std::from_chars(status->data() + digits, status->data() + status->size(), limit);
        return limit;
    }

    /// poll(2) takes no more than the process may have open.
    std::size_t countAtOnce()
    {
        rlimit limit {};
        if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
            return 0;
        return static_cast<std::size_t>(std::min(limit.rlim_cur, mostAtOnce));
    }

} // namespace

std::int64_t countOpenFiles()
{
    const int limit = descriptorLimit();
    std::vector<pollfd> asked(countAtOnce());
    if (limit == 0 || asked.empty())
        return -1;
    std::int64_t count = 0;
    for (int next = 0; next < limit;) {
        nfds_t size = 0;
        for (; size < asked.size() && next < limit; ++size)
            asked[size] = {next++, 0, 0};
        int done = 0;
        do {
            done = ::poll(asked.data(), size, 0);
        } while (done < 0 && errno == EINTR);
        if (done < 0)
            return -1;
        for (nfds_t i = 0; i < size; ++i)
            count += (asked[i].revents & POLLNVAL) ? 0 : 1;
    }
    return count;
}

std::int64_t openFiles()
{
    struct stat status {};
    if (::stat("/proc/self/fd", &status) == 0 && status.st_size > 0)
        return static_cast<std::int64_t>(status.st_size);
    return countOpenFiles();
}

} // namespace zs::engine::io
