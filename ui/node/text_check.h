// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/data_format.h"

#include <QString>

#include <optional>

namespace zs::ui {

/// Why a text is not what its format asks for, and where, from 1, in characters.
struct TextProblem {
    int line = 1;
    int column = 1;
    QString what; ///< A clause without a full stop, in the language of the interface.
};

/// The first problem, or nullopt: the text is well-formed, or nobody checks its format or size
/// (checkedBytes()). JSON must be one value, as RFC 8259 says; XML well-formed, without outside
/// entities; YAML 1.2 as yaml-cpp reads it, with any number of documents; properties as
/// java.util.Properties loads them. Pure. `utf8` must be valid.
[[nodiscard]] std::optional<TextProblem> findProblem(std::string_view utf8, DataFormat format);

/// How large a text may be to be checked while somebody types.
[[nodiscard]] std::size_t checkedBytes(DataFormat format);

} // namespace zs::ui
