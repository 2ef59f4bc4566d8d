// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace zs::ui {

/// Makes the compiled-in files known to Qt under ":/zooscope". Needed once, because a linker drops
/// the self-registration of resources in a static library. May be called again; GUI thread.
void initResources();

} // namespace zs::ui
