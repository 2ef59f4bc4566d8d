// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/codec.h"

namespace zs::ui {

/// See unpack().
[[nodiscard]] Unpacking unpackLz4(ByteView stored, std::size_t mostBytes);

} // namespace zs::ui
