// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace zs::ui {

/// Tab goes on as one reads: by the layouts as they are now, whatever widget was made first; what
/// stands in no layout by its place. Qt's own chain has the order in which widgets were made, which
/// puts the buttons of a dialog's frame before its fields, and rows that come later after all else.
/// A window has it by `focusNextPrevChild(next) { return moveFocus(*this, next); }`.

/// What takes the focus by Tab in `root`, `root` among it, as it is shown now.
[[nodiscard]] std::vector<QWidget*> focusOrder(QWidget& root);
/// nullptr where nothing takes it.
[[nodiscard]] QWidget* firstInFocusOrder(QWidget& root);
/// From where the focus is to what comes next, round the end, and scrolls to it. False: there is
/// nothing that takes it.
bool moveFocus(QWidget& window, bool forwards);

} // namespace zs::ui
