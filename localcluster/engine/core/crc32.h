// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <array>

namespace zs::engine {

/// CRC-32 (IEEE, as java.util.zip.CRC32) of what gave `crc` so far, followed by `bytes`. Start: 0.
[[nodiscard]] std::uint32_t crc32(std::uint32_t crc, ByteView bytes);

/// 60 bytes, as a node's digest takes them, in registers: 8 bytes a word, the first in its lowest
/// bits. Only the upper half of the first word counts.
using DigestWords = std::array<std::uint64_t, 8>;

/// The same of these 60 bytes, in half the time: it is done six times for each create.
[[nodiscard]] std::uint32_t crc32(std::uint32_t crc, const DigestWords& words);

} // namespace zs::engine
