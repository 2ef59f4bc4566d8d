// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/gui_watch.h"

#include <QJsonObject>

namespace zs::bench {

/// How many levels below a node are opened.
enum class Depth { children, grandchildren };

/// The window on a server that serves already: from the program's start to its first paint and,
/// with the connecting, to a painted tree; then the children of `root` in the tree, or theirs too:
/// from the click to the painted rows, how long the event loop was held meanwhile, a filter over
/// all of them, and resident memory before and after; over grandchildren also what a frame takes
/// that the wheel, or the handle of the scroll bar, asks for. Times in ms, memory in MB; "cpu":
/// what this thread worked, which other programs do not lengthen.
[[nodiscard]] QJsonObject measureWorkspace(
    GuiWatch& watch, const QString& servers, const QString& root, Depth depth);

/// A value of `bytes` bytes in one line, then in lines of 80, from the click to its paint. Writes
/// the node `/bench-value`.
[[nodiscard]] QJsonObject measureValue(GuiWatch& watch, const QString& servers, int bytes);

/// Deletes `root` and all below it by the dialog, without a backup: from the click to its end.
[[nodiscard]] QJsonObject measureDeletion(
    GuiWatch& watch, const QString& servers, const QString& root);

} // namespace zs::bench
