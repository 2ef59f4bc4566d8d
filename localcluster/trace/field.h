// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace zs::trace {

/// A member and its name on the line.
template <class T>
struct Field {
    std::string_view name;
    T& value;
};
template <class T>
Field(const char*, T&) -> Field<T>;

/// A member that was added to its kind later: it keeps its default where a line lacks it.
template <class T>
struct LaterField {
    std::string_view name;
    T& value;
};
template <class T>
LaterField(const char*, T&) -> LaterField<T>;

} // namespace zs::trace
