// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <set>
#include <string>
#include <vector>

class QWidget;

namespace zs::ui {

/// Looks at one window as it is shown now, for those who use keys alone, a screen reader, large
/// targets or another language. Each function tells what is wrong with it, a line each.
class ScreenCheck {
public:
    /// `data` are texts that people or servers wrote: in no language of the interface.
    ScreenCheck(QWidget& window, std::set<QString> data);

    /// What takes the focus or a click has a name; a button without words a tip, with its keys.
    [[nodiscard]] std::vector<std::string> names() const;
    /// What is clicked is at least 24 px wide and high.
    [[nodiscard]] std::vector<std::string> targets() const;
    /// No text has less room than it needs, but for what is elided on purpose; nothing sticks out
    /// of what can be scrolled to.
    [[nodiscard]] std::vector<std::string> clipped() const;
    /// No words of another language than the interface has now.
    [[nodiscard]] std::vector<std::string> words(const QString& language) const;

private:
    [[nodiscard]] std::vector<QWidget*> seen() const;

    QWidget& m_window;
    std::set<QString> m_data;
};

/// "nodeView/dataPage/save (QPushButton)"
[[nodiscard]] std::string placeOf(const QWidget& widget);

} // namespace zs::ui
