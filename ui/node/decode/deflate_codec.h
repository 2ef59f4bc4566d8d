// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/codec.h"

namespace zs::ui {

/// See unpack().
[[nodiscard]] Unpacking unpackGzip(ByteView stored, std::size_t mostBytes);
[[nodiscard]] Unpacking unpackZlib(ByteView stored, std::size_t mostBytes);

} // namespace zs::ui
