// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/free_space.h"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::engine::io {

namespace {

    /// The disk works on a step for one part of the time, and is left alone for so many.
    constexpr int pauseFactor = 4;

    std::size_t sizeOf(const Fd& file)
    {
        struct stat facts {};
        return ::fstat(file.get(), &facts) == 0 ? static_cast<std::size_t>(facts.st_size) : 0;
    }

} // namespace

bool shrink(const Fd& file, std::size_t sizeBytes, const Pause& pause)
{
    std::size_t size = sizeOf(file);
    while (size > sizeBytes) {
        size -= std::min(freeStepBytes, size - sizeBytes);
        const auto before = std::chrono::steady_clock::now();
        if (::ftruncate(file.get(), static_cast<off_t>(size)) != 0 || ::fsync(file.get()) != 0)
            return false;
        if (!pause(pauseFactor * (std::chrono::steady_clock::now() - before)))
            return false;
    }
    return true;
}

void freeSpace(const std::vector<Fd>& files, const Pause& pause)
{
    for (const Fd& file : files) {
        // The last step is left to closing it.
        if (sizeOf(file) > freeStepBytes && !shrink(file, freeStepBytes, pause))
            return;
    }
}

} // namespace zs::engine::io
