// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

namespace zs::ui {

/// The font in which data are shown and edited, as the user chose it.
struct DataFont {
    QString family{}; ///< Empty: the built-in one. What a family lacks, the built-in ones have.
    int sizePx = 13;  ///< Logical pixels.
    bool operator==(const DataFont&) const = default;
};

/// For the whole program; who shows data hears of another font by Theme::changed. The theme must be
/// installed. Threads: GUI thread.
void setDataFont(const DataFont& font);
[[nodiscard]] QFont dataFont();
/// In logical pixels, from one baseline to the next.
[[nodiscard]] int dataLineHeight();

} // namespace zs::ui
