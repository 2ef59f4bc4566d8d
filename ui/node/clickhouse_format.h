// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/explanation_rows.h"

#include <optional>
#include <string_view>

namespace zs::ui {

/// What ClickHouse's replicated tables store: entries of the replication log and of the queues,
/// headers of parts, and the address of a replica; known by path and first words. Sources:
/// ReplicatedMergeTreeLogEntry.cpp, ReplicatedMergeTreePartHeader.cpp,
/// ReplicatedMergeTreeAddress.cpp, MergeTreePartInfo.cpp. Pure but for the language.
/// @param text may be binary: a part's header is.
[[nodiscard]] std::optional<Explanation> explainClickHouse(
    const LastNames& names, std::string_view text);

} // namespace zs::ui
