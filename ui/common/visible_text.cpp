// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/visible_text.h"

#include "clientlib/base/utf8.h"

namespace zs::ui {

namespace {

/// Characters that hide, or that make text look like other text.
bool isDeceptive(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e
        || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe0fff)
        // Blanks that are not the space: no-break and typographic ones, fillers, empty Braille.
        || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x205f || c == 0x3000
        || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
}

QString escaped(char32_t c)
{
    return QStringLiteral("\\u%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0'));
}

bool isPlainAscii(std::string_view text)
{
    for (const char c : text) {
        if (c < 0x20 || c == 0x7f) // Bytes from 0x80 on are negative or above: see below.
            return false;
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

} // namespace

QString visibleText(std::string_view utf8)
{
    if (isPlainAscii(utf8))
        return QString::fromLatin1(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QString out;
    out.reserve(static_cast<qsizetype>(utf8.size()));
    while (!utf8.empty()) {
        const Utf8Char c = decodeUtf8(utf8);
        if (c.sizeBytes == 0) {
            out += QStringLiteral("\\x%1").arg(
                static_cast<unsigned char>(utf8.front()), 2, 16, QLatin1Char('0'));
            utf8.remove_prefix(1);
            continue;
        }
        if (isDeceptive(c.value))
            out += escaped(c.value);
        else
            out += QString::fromUcs4(&c.value, 1);
        utf8.remove_prefix(c.sizeBytes);
    }
    return out;
}

QString visibleText(const QString& text)
{
    return visibleText(std::string_view(text.toUtf8().toStdString()));
}

} // namespace zs::ui
