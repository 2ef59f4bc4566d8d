// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

/// Magic numbers of a recording's frames; see recording.h.
namespace zs::timeline::frames {

inline constexpr std::uint32_t head = 0x184D2A50; ///< The sixteen that zstd lets be skipped.
inline constexpr std::uint32_t pack = 0x184D2A51;
inline constexpr std::uint32_t bookmarks = 0x184D2A52;
inline constexpr std::uint32_t end = 0x184D2A53;
inline constexpr std::uint32_t firstSkipped = 0x184D2A50;
inline constexpr std::uint32_t lastSkipped = 0x184D2A5F;
inline constexpr std::string_view headText = "ZSTRACE1";
inline constexpr std::uint64_t headerBytes = 8; ///< Magic and size, little-endian.

} // namespace zs::timeline::frames
