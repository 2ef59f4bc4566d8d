// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/row_layout.h"

#include <algorithm>

namespace zs::ui {

RowLayout::RowLayout(
    const QAbstractItemModel& model, const QSet<QPersistentModelIndex>& expanded)
    : m_model(&model)
{
    ByParent byParent;
    for (const QPersistentModelIndex& index : expanded) {
        if (index.isValid())
            byParent[index.parent()].push_back(index);
    }
    fill(m_top, byParent);
}

void RowLayout::fill(Level& level, const ByParent& expanded)
{
    m_levels.insert(level.parent, &level);
    level.rows = m_model->rowCount(level.parent);
    level.total = level.rows;
    std::vector<QModelIndex> open = expanded.value(level.parent); // Few, or none.
    std::sort(open.begin(), open.end(),
        [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    for (const QModelIndex& index : open) {
        Branch branch{index.row(), level.total - level.rows, std::make_unique<Level>()};
        branch.below->parent = index;
        branch.below->start = level.start + branch.row + branch.before + 1;
        fill(*branch.below, expanded);
        if (branch.below->total == 0) {
            m_levels.remove(index);
            continue;
        }
        level.total += branch.below->total;
        level.branches.push_back(std::move(branch));
    }
}

std::optional<RowLayout::Place> RowLayout::placeOf(int number) const
{
    if (number < 0 || number >= m_top.total)
        return std::nullopt;
    const Level* level = &m_top;
    while (true) {
        const int within = number - level->start;
        // The last branch that stands above.
        auto next = std::partition_point(level->branches.begin(), level->branches.end(),
            [within](const Branch& branch) { return branch.row + branch.before < within; });
        const auto until = [&](int row) {
            return next == level->branches.end() ? level->rows - 1 - row : next->row - row;
        };
        if (next == level->branches.begin())
            return Place{level, within, until(within)};
        const Branch& above = *std::prev(next);
        const int below = within - (above.row + above.before) - 1;
        if (below >= above.below->total) {
            const int row = within - above.before - above.below->total;
            return Place{level, row, until(row)};
        }
        level = above.below.get();
    }
}

QModelIndex RowLayout::indexIn(const Level& level, int row) const
{
    if (&level != &m_top && !level.parent.isValid())
        return {}; // It went since.
    return m_model->index(row, 0, level.parent);
}

QModelIndex RowLayout::at(int number) const
{
    const std::optional<Place> place = placeOf(number);
    return place ? indexIn(*place->level, place->row) : QModelIndex();
}

std::optional<int> RowLayout::numberOf(const QModelIndex& index) const
{
    if (!index.isValid() || index.model() != m_model)
        return std::nullopt;
    const auto found = m_levels.constFind(index.parent());
    if (found == m_levels.cend() || index.row() >= (*found)->rows)
        return std::nullopt;
    const Level& level = **found;
    const auto next = std::partition_point(level.branches.begin(), level.branches.end(),
        [&index](const Branch& branch) { return branch.row < index.row(); });
    int above = 0;
    if (next != level.branches.begin())
        above = std::prev(next)->before + std::prev(next)->below->total;
    return level.start + index.row() + above;
}

std::vector<RowLayout::Run> RowLayout::runs(int first, int last) const
{
    std::vector<Run> found;
    for (int number = first; number <= last;) {
        const std::optional<Place> place = placeOf(number);
        if (!place)
            break;
        const int further = std::min(place->untilBranch, last - number);
        found.push_back({indexIn(*place->level, place->row),
            indexIn(*place->level, place->row + further)});
        number += further + 1;
    }
    return found;
}

} // namespace zs::ui
