// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <optional>
#include <tuple>

namespace zs {

/// Request `sasl` (102): a token of the mechanism; empty for the first one of DIGEST-MD5.
struct SaslRequest {
    Bytes token;
    static constexpr auto fields(auto& r) { return std::tie(r.token); }
    bool operator==(const SaslRequest&) const = default;
};

/// Its answer. Null: the server has no SASL set up, or the exchange failed.
struct SaslResponse {
    std::optional<Bytes> token;
    static constexpr auto fields(auto& r) { return std::tie(r.token); }
    bool operator==(const SaslResponse&) const = default;
};

} // namespace zs
