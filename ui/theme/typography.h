// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QMetaType>
#include <QString>

#include <vector>

class QWidget;

namespace zs::ui {

/// The text styles of the design: size / line height in logical pixels, weight.
enum class TextStyle {
    pageTitle,   ///< 22/28 semibold
    figure,      ///< 18/22 semibold: a count that is the matter itself
    dialogTitle, ///< 16/24 semibold
    panelTitle,  ///< 13/20 semibold
    control,     ///< 13/20 medium
    body,        ///< 13/20 regular
    label,       ///< 12/16 regular
    labelStrong, ///< 12/16 medium
    note,        ///< 12/18 regular: sentences in notes
    caption,     ///< 11/16 regular: counts; the smallest
    chip,        ///< 11/16 semibold
    monoEditor,  ///< 13/20 mono
    mono,        ///< 12/16 mono
    monoStrong,  ///< 12/16 mono, semibold
    monoSmall,   ///< 11/16 mono
};

/// Loads the compiled-in fonts; Theme::install does it.
void loadFonts();

[[nodiscard]] QFont fontFor(TextStyle style);
/// In logical pixels, from one baseline to the next.
[[nodiscard]] int lineHeight(TextStyle style);
/// The mono style of the same size.
[[nodiscard]] TextStyle monoOf(TextStyle style);

/// A part of a line that is written in one font.
struct TextRun {
    QString text;
    bool mono = false;
    bool operator==(const TextRun&) const = default;
};

/// Splits a sentence so that zxids, session ids, digests and other hexadecimal numbers become mono
/// runs: Inter turns the x of "0x2c41" into a multiplication sign, and Qt 6.4 cannot forbid it.
[[nodiscard]] std::vector<TextRun> splitMonoRuns(const QString& sentence);

} // namespace zs::ui
