// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"

#include <QString>

namespace zs::ui {

class QuotaMarks;

/// What is known of the quota of a node: in a word or two, and as a sentence.
struct QuotaWords {
    QString brief;
    QString explanation;
    bool any = true; ///< False where it is known that there is none.
};
[[nodiscard]] QuotaWords quotaWords(const QuotaMarks& marks, const Path& path);

} // namespace zs::ui
