// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

namespace zs::engine {

/// CRC-32 (IEEE, as java.util.zip.CRC32) of what gave `crc` so far, followed by `bytes`. Start: 0.
[[nodiscard]] std::uint32_t crc32(std::uint32_t crc, ByteView bytes);

} // namespace zs::engine
