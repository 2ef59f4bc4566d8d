// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/acl.h"
#include "localcluster/engine/core/acl_cache.h"
#include "localcluster/engine/core/server_settings.h"

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
        std::string superDigest = {}; ///< Empty: nobody becomes super by a password.
        std::string x509SuperUser = {}; ///< The subject that is super; empty: none.
        bool digestEnabled = true; ///< False: the digest scheme does not exist here.
        std::string digestAlgorithm = "SHA1"; ///< By its Java name; must be a known one.
        /// Who has none of these schemes may only authenticate; empty: all may ask.
        std::vector<std::string> enforcedSchemes = {};
    };

    explicit Authorizer(Options options) : m_options(std::move(options)) {}

    /// Who a connection is before it said anything: its address, and the subject of its verified
    /// certificate (empty: none).
    [[nodiscard]] Identities arrived(std::string address, std::string x509Subject) const;

    /// Whether the connection may ask for anything but authentication.
    [[nodiscard]] bool mayAsk(const Identities& identities) const;

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

/// What a server's settings say of it.
[[nodiscard]] Authorizer::Options authorizerOptions(const ServerSettings& settings);

} // namespace zs::engine
