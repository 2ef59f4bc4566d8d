// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace zs {

/// What people need to know of a server's TLS certificate. Plain text, for no decision but isFor.
struct Certificate {
    std::string subject;    ///< "CN=zk1, O=Example"
    std::string issuer;
    std::string commonName; ///< Of the subject; empty when it has none.
    std::chrono::sys_seconds validFrom;
    std::chrono::sys_seconds validUntil;
    std::vector<std::string> dnsNames;  ///< Subject alternative names.
    std::vector<std::string> addresses; ///< The same, IP addresses as text.
    std::string sha256;                 ///< The fingerprint: "ab:cd:…", 32 bytes.
    bool operator==(const Certificate&) const = default;
};

/// Whether the certificate names `host`: a DNS name, or an IP address in the same form as
/// `addresses`. A wildcard stands for exactly one label, the first of at least three. The common
/// name counts only where there are no alternative names at all, as in Apache's client. No name is
/// looked up. Source: RFC 6125.
[[nodiscard]] bool isFor(const Certificate& certificate, std::string_view host);

/// The names that it is for, comma-separated, or "no name".
[[nodiscard]] std::string namesOf(const Certificate& certificate);

/// One line: subject, issuer, validity (UTC), names and fingerprint.
[[nodiscard]] std::string describe(const Certificate& certificate);

/// "2026-11-22 04:24:00 UTC"
[[nodiscard]] std::string toText(std::chrono::sys_seconds time);

} // namespace zs
