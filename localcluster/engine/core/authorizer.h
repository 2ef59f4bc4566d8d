// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "localcluster/engine/core/acl_cache.h"

#include <string_view>

namespace zs::engine {

/// Who a connection has proved to be: ("ip", address) from the start, one more for each successful
/// auth, and the subject of its TLS certificate.
class Identities {
public:
    void add(AuthId id);
    [[nodiscard]] const std::vector<AuthId>& all() const { return m_ids; }
    [[nodiscard]] bool isSuper() const { return m_super; }

private:
    std::vector<AuthId> m_ids;
    bool m_super = false;
};

/// The one place that decides who may do what. Denies by default; an unknown scheme never matches.
/// Source: ZooKeeperServer.checkACL and the providers of Apache ZooKeeper 3.8.4.
class Authorizer {
public:
    struct Options {
        bool skipAcl = false;
        bool x509Enabled = false;  ///< A TLS port that asks for certificates exists.
        std::string superDigest;   ///< Empty: nobody becomes super by a password.
    };

    explicit Authorizer(Options options) : m_options(std::move(options)) {}

    /// Whether one of `identities` has any of the bits `needed` by the list.
    [[nodiscard]] bool allows(const AclCache& acls, AclRef acl, std::int32_t needed,
        const Identities& identities) const;

    /// The list as it is stored: duplicates dropped, `auth` expanded to the caller's identities,
    /// in place. False: InvalidACL (empty, unknown scheme, malformed id, nobody behind `auth`).
    [[nodiscard]] bool fixUp(std::vector<Acl>& list, const Identities& identities) const;

    /// What an auth packet does. False: AuthFailed.
    [[nodiscard]] bool authenticate(Identities& identities, std::string_view scheme,
        std::string_view credentials, std::string_view peerAddress) const;

private:
    [[nodiscard]] bool matches(const AuthId& entry, const AuthId& identity) const;
    [[nodiscard]] bool isValid(const AuthId& entry) const;

    Options m_options;
};

} // namespace zs::engine
