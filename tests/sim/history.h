// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::sim {

/// One operation on one znode as a client saw it. Times are of one clock, in ns.
struct Operation {
    enum class Kind { create, set, remove, read };
    /// `unknown`: the connection broke; it may have taken effect, then or later, or never.
    enum class Outcome { ok, nodeExists, noNode, badVersion, unknown };
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    std::string node;
    int client = 0;
    Kind kind = Kind::read;
    std::string value;         ///< Written, or read.
    std::int32_t version = -1; ///< Expected by set and remove (-1: any); answered, by a read.
    std::int32_t newVersion = -1; ///< Answered by a set; -1: not known.
    std::int64_t called = 0;
    std::int64_t returned = never;
    Outcome outcome = Outcome::unknown;
    bool operator==(const Operation&) const = default;
};
using History = std::vector<Operation>;

/// A line of JSON: {"node":"/a","client":1,"op":"set","value":"7","version":-1,"newVersion":3,
/// "called":10,"returned":20,"outcome":"ok"}. Numbers that have their default may be left out.
[[nodiscard]] std::string toJson(const Operation& operation);
/// One operation a line. Fails: marshalling, naming the line.
[[nodiscard]] Result<History> parseHistory(std::string_view lines);

} // namespace zs::sim
