// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/transaction.h"

#include <optional>
#include <vector>

namespace zs {

/// One write: what was asked and what came of it. Neither data nor ACL, only how large.
struct WriteFact {
    OpCode op = OpCode::error;
    Path path; ///< Of a sequential node that was made: with its number.
    std::optional<std::int32_t> versionAsked; ///< nullopt: any, or the operation knows none.
    std::optional<std::int32_t> versionGot;   ///< That of data or ACL, as `op` says.
    Zxid zxid; ///< As the answer's Stat tells; 0: it tells none.
    std::optional<std::size_t> dataBytes; ///< nullopt: none were sent.
    bool ephemeral = false; ///< Of a node that was to be made: it goes with the session.
    Errc code = Errc::ok;

    bool operator==(const WriteFact&) const = default;
};

/// What a transaction asks for, one fact an operation; `check` is one too.
[[nodiscard]] std::vector<WriteFact> factsOf(const Transaction& transaction);
/// Adds what came of it. `results` belongs to `facts`, in order.
void addResults(std::vector<WriteFact>& facts, const std::vector<MultiResult>& results);

} // namespace zs
