// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <optional>
#include <vector>

namespace zs::ui {

/// A field of a protobuf message as it stands on the wire.
struct ProtobufField {
    std::uint32_t number = 0;
    std::uint64_t value = 0; ///< Of a number; 0 where there are bytes.
    ByteView bytes;          ///< Of a string or an inner message, in the bytes that were read.
    bool isBytes = false;
};

/// The fields of a message, in order; nullopt where the bytes are none, or have more than
/// `mostFields`. No length is believed. Groups, which proto2 gave up, are refused. Pure.
constexpr std::size_t mostProtobufFields = 1'000;
[[nodiscard]] std::optional<std::vector<ProtobufField>> readProtobuf(ByteView message);

} // namespace zs::ui
