// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"

#include <QString>

namespace zs::ui {

/// An error as the interface tells it.
struct ErrorWords {
    QString title;  ///< What happened, in a few words: "There is no such node".
    QString advice; ///< What to do now, one or two sentences.
    /// For details and copies: ZooKeeper's name of the code and the untranslated detail.
    QString report;
};

[[nodiscard]] ErrorWords wordsFor(const Error& error);

/// One line, for banners and notes: "BadVersion: /a is at version 18. Read it again, then retry."
[[nodiscard]] QString sentenceFor(const Error& error);

} // namespace zs::ui
