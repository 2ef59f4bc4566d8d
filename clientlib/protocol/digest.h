// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/result.h"

#include <array>
#include <string>
#include <string_view>

namespace zs {

[[nodiscard]] std::string base64(ByteView bytes);

/// The id that the digest scheme gives to "user:password": the user, a colon, and the base64 of the
/// SHA-1 over the whole text. Source: DigestAuthenticationProvider.generateDigest of Apache
/// ZooKeeper 3.8; acluser1:111111 gives acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=.
[[nodiscard]] std::string digestId(std::string_view userAndPassword);
/// The same with another algorithm by its Java name ("SHA-256"), as the setting
/// DigestAuthenticationProvider.digestAlg may ask for. Fails: invalidInput, for an unknown name.
[[nodiscard]] Result<std::string> digestId(
    std::string_view userAndPassword, std::string_view algorithm);

using Md5Sum = std::array<std::uint8_t, 16>;

/// Fails: unimplemented, where this system's OpenSSL has MD5 switched off (FIPS).
[[nodiscard]] Result<Md5Sum> md5(ByteView bytes);

} // namespace zs
