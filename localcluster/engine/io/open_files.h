// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace zs::engine::io {

/// How many descriptors this process has open; -1: the system does not tell. Cheap enough for the
/// loop with ten thousand of them. May read /proc.
[[nodiscard]] std::int64_t openFiles();

/// The same by asking for each possible descriptor, a thousand with one call: what `openFiles` does
/// where /proc/self/fd does not tell their number, as before Linux 6.2. To list that directory
/// takes fifty times as long.
[[nodiscard]] std::int64_t countOpenFiles();

} // namespace zs::engine::io
