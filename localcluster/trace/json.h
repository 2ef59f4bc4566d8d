// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zs::trace {

/// One value of a trace line. Whole numbers keep all 64 bits.
struct Json {
    using Array = std::vector<Json>;
    /// Names and values apart, since clang 14 takes no pair with a type that is still incomplete.
    struct Object {
        std::vector<std::string> names;
        std::vector<Json> values;
    };
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value;

    /// The member `key`, or null. Only objects have members; a repeated key counts once, first.
    [[nodiscard]] const Json* find(std::string_view key) const;
};

/// Depth to which values may nest; a trace line needs three.
inline constexpr int maxJsonDepth = 8;

/// Parses exactly one JSON value (RFC 8259, strict UTF-8). Memory is bounded by a multiple of the
/// text. Fails: marshalling, naming the byte.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

/// Appends `text` as a JSON string. Bytes that are no UTF-8 become U+FFFD.
void appendJsonString(std::string& out, std::string_view text);

} // namespace zs::trace
