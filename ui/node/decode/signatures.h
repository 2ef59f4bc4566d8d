// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

namespace zs::ui {

/// A few words on binary data that starts with a known signature, else empty. Pure; not translated.
[[nodiscard]] std::string_view knownSignature(ByteView data);

} // namespace zs::ui
