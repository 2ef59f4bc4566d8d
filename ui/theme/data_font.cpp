// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/data_font.h"

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

namespace zs::ui {
namespace {

DataFont& chosen()
{
    static DataFont font;
    return font;
}

} // namespace

void setDataFont(const DataFont& font)
{
    if (font == chosen())
        return;
    chosen() = font;
    Q_EMIT Theme::instance().changed();
}

QFont dataFont()
{
    QFont font = fontFor(TextStyle::monoEditor);
    font.setPixelSize(chosen().sizePx);
    if (!chosen().family.isEmpty())
        font.setFamilies(QStringList{chosen().family} + font.families());
    return font;
}

int dataLineHeight()
{
    // As 13/20 has it: room for the marks of words and for Chinese.
    return chosen().sizePx + lineHeight(TextStyle::monoEditor)
        - fontFor(TextStyle::monoEditor).pixelSize();
}

} // namespace zs::ui
