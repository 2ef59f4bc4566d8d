// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace zs::ui {

/// The program's mark in the theme's accent, square.
class AppMark : public QWidget {
    Q_OBJECT
public:
    explicit AppMark(int sizePx, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// The mark as window icon, in the colours of its file: window managers know no theme of ours.
[[nodiscard]] QIcon appIcon();

} // namespace zs::ui
