// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zs::engine {

/// The secret of a server's hash tables, from the operating system's randomness: without it nobody
/// can craft names that all fall into one place. Nothing that leaves a server depends on it.
struct HashKey {
    std::uint64_t low = 0, high = 0;
};

/// SipHash-1-3 of the text. Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF".
[[nodiscard]] std::uint64_t keyedHash(const HashKey& key, std::string_view text);

/// For tables by path; looks up without a copy.
struct PathHash {
    using is_transparent = void;
    HashKey key;
    std::size_t operator()(std::string_view text) const { return keyedHash(key, text); }
};

} // namespace zs::engine
