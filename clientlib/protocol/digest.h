// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <string>
#include <string_view>

namespace zs {

[[nodiscard]] std::string base64(ByteView bytes);

/// The id that the digest scheme gives to "user:password": the user, a colon, and the base64 of the
/// SHA-1 over the whole text. Source: DigestAuthenticationProvider.generateDigest of Apache
/// ZooKeeper 3.8; acluser1:111111 gives acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=.
[[nodiscard]] std::string digestId(std::string_view userAndPassword);

} // namespace zs
