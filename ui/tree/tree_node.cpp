// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/tree_node.h"

#include "ui/tree/natural_order.h"

#include <algorithm>

namespace zs::ui {

std::size_t placeOf(const TreeChildren& children, std::string_view name)
{
    const auto place = std::lower_bound(children.begin(), children.end(), name,
        [](const std::unique_ptr<TreeNode>& node, std::string_view wanted) {
            return naturalLess(node->name, wanted);
        });
    return static_cast<std::size_t>(place - children.begin());
}

} // namespace zs::ui
