// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace zs::timeline {

/// One zstd frame that tells its content's size and checksum.
[[nodiscard]] std::string pack(std::string_view bytes);
/// The content of one zstd frame, of at most `maxBytes`.
/// Fails: corrupt, when it is damaged, tells no size, or is larger.
[[nodiscard]] Result<std::string> unpack(std::string_view frame, std::size_t maxBytes);

} // namespace zs::timeline
