// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

namespace zs::test {

/// The theme of this test program, installed on first use, in the mode asked for.
inline ui::Theme& installedTheme(ui::ThemeMode mode = ui::ThemeMode::light)
{
    static ui::Theme& theme = ui::Theme::install(mode);
    theme.setMode(mode);
    return theme;
}

} // namespace zs::test
