// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace zs::ui {
class Languages;
}

namespace zs::app {

/// `zooscope --tour DIR`: the main job end to end in the real windows, driven by mouse and keys,
/// on a server that it starts itself, or, when `servers` is not empty, on those of that connect
/// string (it must parse), where it makes and deletes a node /tour and refuses to touch one that is
/// there already. In the language of `languages` and the installed theme. Each step is checked
/// against the server through a second session, and leaves a picture in `folder`. Prints one line a
/// step.
/// Yields the exit code: 0 only when every step was seen to work.
[[nodiscard]] int runTour(
    const QString& folder, const QString& servers, ui::Languages& languages);

} // namespace zs::app
