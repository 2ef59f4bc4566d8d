// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

class QsciScintilla;

namespace zs::ui {

/// Letters of `editor` that it shows by their number ("u202e"), as Scintilla shows controls. The
/// bytes of its text stay as they are. Threads: GUI thread.

/// Characters that turn the direction of a line, or have no width: in somebody's data they make one
/// thing look like another. Not those that end lines: soft breaks may be made of them.
void showHiddenLetters(const QsciScintilla& editor);

/// The letters of scripts in `utf8` that no installed font can write. By itself Qt would open each
/// font of the system to look for one, some 60 ms for a script, and draw an empty box.
void showLettersWithoutFont(const QsciScintilla& editor, std::string_view utf8);

} // namespace zs::ui
