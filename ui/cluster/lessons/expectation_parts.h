// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/lessons/expectations.h"

#include <optional>
#include <vector>

/// What the files of expectations share. Pure.
namespace zs::ui::expect {

[[nodiscard]] inline std::vector<ServerId> idsOf(const Ids& numbers)
{
    std::vector<ServerId> ids;
    for (const int number : numbers)
        ids.emplace_back(number);
    return ids;
}

[[nodiscard]] inline std::optional<Instant> timeOf(const timeline::Moment* moment)
{
    return moment ? std::optional(moment->t) : std::nullopt;
}

[[nodiscard]] inline std::optional<Instant> timeOf(const ClientAnswer* answer)
{
    return answer ? std::optional(answer->at) : std::nullopt;
}

} // namespace zs::ui::expect
