// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <string>

namespace zs {

/// An identity that a client presents after each (re)connect.
struct Identity {
    std::string scheme; ///< e.g. "digest"
    Bytes secret;       ///< For digest "user:password". Never logged.
    bool operator==(const Identity&) const = default;
};

} // namespace zs
