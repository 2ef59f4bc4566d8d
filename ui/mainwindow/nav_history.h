// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <optional>
#include <vector>

namespace zs::ui {

/// Back and forward over visited nodes, as in a browser. Pure.
class NavHistory {
public:
    static constexpr std::size_t maxPaths = 200;

    /// Somebody went to `path`: what was forward of here is gone. The same path again is no step.
    void visit(const Path& path);
    [[nodiscard]] bool canGoBack() const { return m_here > 1; }
    [[nodiscard]] bool canGoForward() const { return m_here < m_paths.size(); }
    /// The path to show now; nullopt at the end.
    std::optional<Path> back();
    std::optional<Path> forward();

private:
    std::vector<Path> m_paths;
    std::size_t m_here = 0; ///< One past the present path.
};

} // namespace zs::ui
