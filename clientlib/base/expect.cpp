// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/expect.h"

#include <cstdio>
#include <cstdlib>

namespace zs {

void expectationFailed(const char* condition, const char* file, int line) noexcept
{
    std::fprintf(stderr, "%s:%d: expectation failed: %s\n", file, line, condition);
    std::abort();
}

} // namespace zs
