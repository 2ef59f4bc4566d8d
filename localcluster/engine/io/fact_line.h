// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::engine::io {

/// Builds one line of facts: `kind key=value …`, or a JSON object.
class FactLine {
public:
    FactLine(bool json, std::string_view kind);
    FactLine& text(std::string_view key, std::string_view value);
    FactLine& number(std::string_view key, std::int64_t value);
    FactLine& flag(std::string_view key, bool value);
    /// Hexadecimal digits; nullopt is null.
    FactLine& data(std::string_view key, std::optional<ByteView> value);
    FactLine& list(std::string_view key, const std::vector<std::string>& values);
    /// Facts within facts: an object, or `(kind key=value …)`.
    FactLine& lines(std::string_view key, std::vector<FactLine> inner);
    /// The finished line, without its end.
    [[nodiscard]] std::string str() &&;

private:
    void key(std::string_view name);
    [[nodiscard]] std::string quoted(
        std::string_view value, std::string_view alsoSpecial) const;

    bool m_json;
    std::string m_line;
};

/// `text` in double quotes with JSON's escapes; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string quoteJson(std::string_view text);

} // namespace zs::engine::io
