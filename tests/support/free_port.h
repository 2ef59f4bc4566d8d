// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace zs::test {

/// A TCP port of the loopback interface for a server of this test: below those that the kernel
/// gives to outgoing connections, and kept from all other tests that ask here (or free_port() of
/// tests/interop/servers.py) for as long as this process runs. Ends the program when there is none.
[[nodiscard]] std::uint16_t freePort();

} // namespace zs::test
