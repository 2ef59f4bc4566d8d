// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

/// A stretch of lines in which base, server and mine are compared. Lines keep their line feed, and
/// all of them are views of the texts that were merged.
struct MergePart {
    enum class Kind {
        same,     ///< Nobody changed it.
        server,   ///< Changed on the server alone.
        mine,     ///< Changed by the draft alone.
        both,     ///< Both made the same change.
        conflict, ///< Both changed it, differently: somebody must decide.
    };
    Kind kind = Kind::same;
    std::vector<std::string_view> base;
    std::vector<std::string_view> server;
    std::vector<std::string_view> mine;
};

/// What to take where both sides changed the same lines.
enum class MergeChoice { open, server, mine, serverThenMine };

/// Merges by lines, as diff3 does: parts in which only one side differs from the base are taken
/// from that side. Joined, the base's (server's, mine's) lines of all parts are that text again.
/// Conflicts are as small as whole lines allow. Pure; the texts must outlive the result.
[[nodiscard]] std::vector<MergePart> mergeThreeWay(
    std::string_view base, std::string_view server, std::string_view mine);

/// The lines that a part gives to the result; none for an open conflict.
[[nodiscard]] std::vector<std::string_view> mergedLines(const MergePart& part, MergeChoice choice);

/// All parts in order; `choices` has one for each conflict, and none is open.
[[nodiscard]] std::string mergedText(
    const std::vector<MergePart>& parts, const std::vector<MergeChoice>& choices);

} // namespace zs::ui
