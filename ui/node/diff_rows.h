// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"
#include "ui/node/line_match.h"
#include "ui/node/three_way_merge.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

/// What a row's ground says; the sign repeats it where there is one.
enum class RowGround { none, added, removed, changed, conflict, filler };

/// One row of a view that compares. The text is for looking at: over-long lines are cut around
/// what differs, and carriage returns are drawn.
struct DiffRow {
    std::string text; ///< UTF-8 without line feeds.
    RowGround ground = RowGround::none;
    char sign = ' ';              ///< '+' or '-' in a unified view.
    std::vector<ByteRange> marks; ///< Changed words, in bytes of `text`.
    int conflict = -1;            ///< Number of the conflict that starts in this row.
};
using DiffRows = std::vector<DiffRow>;

/// All lines of both texts below each other: those of `before` that went, then those of `after`
/// that came. Pure, as all here.
[[nodiscard]] DiffRows unifiedRows(std::string_view before, std::string_view after);

/// The three texts of a merge, padded so that equal lines stand beside each other.
struct MergeRows {
    DiffRows base;
    DiffRows server;
    DiffRows mine;
};
[[nodiscard]] MergeRows sideRows(const std::vector<MergePart>& parts, bool withBase);

/// The result as far as it is decided; an open conflict is one row with a "?".
[[nodiscard]] DiffRows resultRows(
    const std::vector<MergePart>& parts, const std::vector<MergeChoice>& choices);

/// What a side puts into a conflict, for a button: the words that differ when it is one line,
/// empty otherwise.
struct ConflictWords {
    std::string server;
    std::string mine;
};
[[nodiscard]] ConflictWords conflictWords(const MergePart& part);

/// Bytes that are no text as lines of sixteen, in hexadecimal and ASCII. Those beyond 256 KiB are
/// left out, which the last line says by their number alone.
[[nodiscard]] std::string hexDump(ByteView bytes);

} // namespace zs::ui
