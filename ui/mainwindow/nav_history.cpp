// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/nav_history.h"

namespace zs::ui {

void NavHistory::visit(const Path& path)
{
    if (m_here > 0 && m_paths[m_here - 1] == path)
        return;
    m_paths.erase(m_paths.begin() + static_cast<std::ptrdiff_t>(m_here), m_paths.end());
    m_paths.push_back(path);
    if (m_paths.size() > maxPaths)
        m_paths.erase(m_paths.begin());
    m_here = m_paths.size();
}

std::optional<Path> NavHistory::back()
{
    if (!canGoBack())
        return std::nullopt;
    --m_here;
    return m_paths[m_here - 1];
}

std::optional<Path> NavHistory::forward()
{
    if (!canGoForward())
        return std::nullopt;
    ++m_here;
    return m_paths[m_here - 1];
}

} // namespace zs::ui
