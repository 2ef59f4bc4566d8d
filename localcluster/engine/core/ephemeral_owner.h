// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace zs::engine {

/// What a stored ephemeralOwner means. Source: EphemeralType of Apache ZooKeeper 3.8.
enum class OwnerKind { none, session, container, ttl };

inline constexpr std::int64_t containerOwner = INT64_MIN; ///< 0x8000000000000000
inline constexpr std::int64_t maxTtlMs = 0xffffffffff;    ///< 40 bits.

/// With `extendedTypes` off a TTL value is taken as a session id, as Apache takes it.
[[nodiscard]] constexpr OwnerKind ownerKind(std::int64_t owner, bool extendedTypes = true)
{
    if (owner == 0)
        return OwnerKind::none;
    if (owner == containerOwner)
        return OwnerKind::container;
    if (extendedTypes && (static_cast<std::uint64_t>(owner) >> 56) == 0xff)
        return OwnerKind::ttl;
    return OwnerKind::session;
}
[[nodiscard]] constexpr std::int64_t ttlOwner(std::int64_t ttlMs)
{
    return static_cast<std::int64_t>(0xff00000000000000ULL | static_cast<std::uint64_t>(ttlMs));
}
[[nodiscard]] constexpr std::int64_t ttlMsOf(std::int64_t owner) { return owner & maxTtlMs; }

} // namespace zs::engine
