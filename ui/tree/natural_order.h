// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zs::ui {

/// Orders names as people read them: runs of digits by their number ("n2" before "n10"), ASCII
/// letters without regard to case. Total: names that read alike are ordered by their bytes.
/// Pure and thread-safe.
[[nodiscard]] int naturalCompare(std::string_view a, std::string_view b);

[[nodiscard]] inline bool naturalLess(std::string_view a, std::string_view b)
{
    return naturalCompare(a, b) < 0;
}

/// `names` in natural order, without repetitions.
[[nodiscard]] std::vector<std::string> naturallySorted(std::vector<std::string> names);

/// Where the ten digits begin that ZooKeeper appends to a sequential node's name; npos when the
/// name does not end in exactly such a run. A guess: servers do not record it.
[[nodiscard]] std::size_t sequenceSuffix(std::string_view name);

} // namespace zs::ui
