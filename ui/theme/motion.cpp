// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/motion.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QStyle>

#include <utility>

namespace zs::ui {
namespace {

bool& chosen()
{
    static bool reduced = false;
    return reduced;
}

} // namespace

bool isMotionReduced()
{
    // The program's style answers 0 by the user's choice, and passes on what the desktop says.
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

bool isMotionUnwanted()
{
    return chosen();
}

void setMotionReduced(bool reduced)
{
    static const int flashTime = QApplication::cursorFlashTime();
    if (std::exchange(chosen(), reduced) == reduced)
        return;
    QApplication::setCursorFlashTime(reduced ? 0 : flashTime);
    Q_EMIT Theme::instance().changed();
}

} // namespace zs::ui
