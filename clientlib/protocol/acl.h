// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/jute/codec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs {

/// Permission bits of an ACL entry.
namespace perm {
    inline constexpr std::int32_t read = 1;
    inline constexpr std::int32_t write = 2;
    inline constexpr std::int32_t create = 4;
    inline constexpr std::int32_t remove = 8;
    inline constexpr std::int32_t admin = 16;
    inline constexpr std::int32_t all = 31;
}

/// Who: an authentication scheme and an id in that scheme's syntax.
struct AuthId {
    std::string scheme; ///< world, auth, digest, ip, x509, sasl, super …
    std::string id;
    static constexpr auto fields(auto& r)
    {
        return std::tuple(jute::NullAsEmpty{r.scheme}, jute::NullAsEmpty{r.id});
    }
    friend auto operator<=>(const AuthId&, const AuthId&) = default;
};

/// One entry of an access control list: who may do what.
struct Acl {
    std::int32_t perms = 0; ///< Bits of `perm`; servers store any value.
    AuthId who;
    static constexpr auto fields(auto& r) { return std::tie(r.perms, r.who); }
    friend auto operator<=>(const Acl&, const Acl&) = default;
};

/// Everybody may do everything: world:anyone:cdrwa.
[[nodiscard]] const std::vector<Acl>& openAcl();

/// The letters of zkCli in its order, e.g. "cdrwa"; bits beyond 31 are left out.
[[nodiscard]] std::string permsText(std::int32_t perms);

} // namespace zs
