// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace zs::ui {

/// Tells screen readers of the rows of a ZnodeTreeWidget; Qt's own interface for tree views reads
/// QTreeView's items, of which there are none. Rows are children by their number, from 0. The first
/// call counts, on the GUI thread.
void installTreeAccess();

} // namespace zs::ui
