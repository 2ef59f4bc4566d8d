// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/codec.h"

namespace zs::ui {

/// See unpack().
[[nodiscard]] Unpacking unpackSnappyFramed(ByteView stored, std::size_t mostBytes);
[[nodiscard]] Unpacking unpackSnappyJava(ByteView stored, std::size_t mostBytes);
[[nodiscard]] Unpacking unpackSnappyRaw(ByteView stored, std::size_t mostBytes);

} // namespace zs::ui
