// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace zs {

/// Prints the broken expectation to stderr and aborts. Thread-safe; never returns.
[[noreturn]] void expectationFailed(const char* condition, const char* file, int line) noexcept;

} // namespace zs

/// A broken expectation is a bug, not an error: the process ends at once. Stays on in release.
#define ZS_EXPECT(condition)                                                                       \
    (static_cast<bool>(condition) ? static_cast<void>(0)                                           \
                                  : ::zs::expectationFailed(#condition, __FILE__, __LINE__))
