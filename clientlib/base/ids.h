// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>

namespace zs {

/// A transaction id: 32 bits of epoch above 32 bits of counter. Compared as the signed 64-bit
/// number that Apache's servers compare.
struct Zxid {
    std::int64_t value = 0;

    constexpr Zxid() = default;
    explicit constexpr Zxid(std::int64_t raw) : value(raw) {}
    constexpr Zxid(std::uint32_t epoch, std::uint32_t counter)
        : value(static_cast<std::int64_t>((std::uint64_t(epoch) << 32) | counter)) {}

    [[nodiscard]] constexpr std::uint32_t epoch() const
    {
        return static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) >> 32);
    }
    [[nodiscard]] constexpr std::uint32_t counter() const
    {
        return static_cast<std::uint32_t>(value);
    }
    friend constexpr auto operator<=>(const Zxid&, const Zxid&) = default;
    static constexpr auto fields(auto& r) { return std::tie(r.value); }
};

/// A client session's id; its top byte is the id of the server that opened it. 0: none.
struct SessionId {
    std::int64_t value = 0;

    constexpr SessionId() = default;
    explicit constexpr SessionId(std::int64_t raw) : value(raw) {}
    friend constexpr auto operator<=>(const SessionId&, const SessionId&) = default;
    static constexpr auto fields(auto& r) { return std::tie(r.value); }
};

/// A server's number in its ensemble: the N of `server.N` and of the file `myid`.
struct ServerId {
    std::int64_t value = 0;

    constexpr ServerId() = default;
    explicit constexpr ServerId(std::int64_t raw) : value(raw) {}
    friend constexpr auto operator<=>(const ServerId&, const ServerId&) = default;
    static constexpr auto fields(auto& r) { return std::tie(r.value); }
};

/// "0x" and lower-case digits, as ZooKeeper prints zxids and session ids.
[[nodiscard]] std::string toHexText(std::int64_t value);
[[nodiscard]] inline std::string toText(Zxid zxid) { return toHexText(zxid.value); }
[[nodiscard]] inline std::string toText(SessionId id) { return toHexText(id.value); }

} // namespace zs

template <>
struct std::hash<zs::SessionId> {
    std::size_t operator()(zs::SessionId id) const noexcept
    {
        // Ids of one server differ in their low bits only; the multiplication spreads them.
        return static_cast<std::size_t>(
            static_cast<std::uint64_t>(id.value) * 0x9e3779b97f4a7c15ULL >> 7);
    }
};
