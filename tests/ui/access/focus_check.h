// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include <string>
#include <vector>

class QWidget;

namespace zs::ui {

/// Goes through one window by Tab and back by Shift+Tab, as keys arrive, and tells what is wrong
/// with the way, a line each: a control that is never reached, one that is not left again, one that
/// is out of sight when it has the focus, a way back that is another one, and steps against the
/// order in which one reads. The focus is afterwards where it was.
///
/// The order in which one reads: where two controls differ, by the parts of their nearest common
/// pane, nothing goes up but to a part at the right, and nothing to the left in one row. The step
/// from the last to the first is the one that may.
class FocusCheck {
public:
    /// `window` must be the active one.
    explicit FocusCheck(QWidget& window) : m_window(window) {}

    [[nodiscard]] std::vector<std::string> wrong();

private:
    using Way = std::vector<QPointer<QWidget>>;

    /// From where the focus is, until it is there again.
    [[nodiscard]] Way walk(bool forwards);
    /// Where the focus is after one key; the same widget where it is a trap.
    [[nodiscard]] QWidget* step(QWidget* from, bool forwards);
    void compare(const Way& there, const Way& back);
    void findMissing(const Way& way);
    void findJumps(const Way& way);

    QWidget& m_window;
    std::vector<std::string> m_wrong;
};

} // namespace zs::ui
