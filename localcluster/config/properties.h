// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::config {

/// One `key=value` of a properties file, unescaped, as UTF-8; value without outer white space.
struct Property {
    std::string key;
    std::string value;
    int line = 0; ///< Where it begins, counted from 1.

    bool operator==(const Property&) const = default;
};

/// The settings of a Java properties file in file order, duplicates included (the last one wins).
/// Bytes that are valid UTF-8 are read as UTF-8, others as ISO-8859-1, which Java 8 writes.
/// Source: java.util.Properties.load. Fails: invalidInput, for a bad \uXXXX, whose line `badLine`
/// becomes, where it is given.
[[nodiscard]] Result<std::vector<Property>> parseProperties(
    std::string_view text, int* badLine = nullptr);

/// `key` so that parseProperties gives it back: also what would end it ("=", ":", a blank) or make
/// the line a comment is escaped.
[[nodiscard]] std::string escapePropertyKey(std::string_view key);

/// `value` so that parseProperties gives it back: backslashes and a leading blank are escaped.
[[nodiscard]] std::string escapePropertyValue(std::string_view value);

} // namespace zs::config
