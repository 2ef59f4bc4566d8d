// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/ids.h"

#include "clientlib/base/bytes.h"

namespace zs {

std::string toHexText(std::int64_t value) { return "0x" + hex(static_cast<std::uint64_t>(value)); }

} // namespace zs
