// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace zs::test {

/// While it lives no file of this process grows beyond a length, as on a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t mostBytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{mostBytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    using Handler = void (*)(int);
    rlimit m_before{};
    Handler m_handler = std::signal(SIGXFSZ, SIG_IGN);
};

} // namespace zs::test
