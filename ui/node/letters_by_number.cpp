// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/letters_by_number.h"

#include <Qsci/qsciscintilla.h>

#include <QFontDatabase>

#include <array>
#include <bitset>
#include <utility>

namespace zs::ui {
namespace {

/// A script that can only be written by a font made for it (OpenType shaping), and its block of
/// Unicode. Other scripts are looked up by letter, which is quick.
struct Script {
    QFontDatabase::WritingSystem name;
    char32_t first;
    char32_t last;
};

constexpr std::array scripts{
    Script{QFontDatabase::Syriac, 0x700, 0x74f}, Script{QFontDatabase::Thaana, 0x780, 0x7bf},
    Script{QFontDatabase::Nko, 0x7c0, 0x7ff}, Script{QFontDatabase::Devanagari, 0x900, 0x97f},
    Script{QFontDatabase::Bengali, 0x980, 0x9ff}, Script{QFontDatabase::Gurmukhi, 0xa00, 0xa7f},
    Script{QFontDatabase::Gujarati, 0xa80, 0xaff}, Script{QFontDatabase::Oriya, 0xb00, 0xb7f},
    Script{QFontDatabase::Tamil, 0xb80, 0xbff}, Script{QFontDatabase::Telugu, 0xc00, 0xc7f},
    Script{QFontDatabase::Kannada, 0xc80, 0xcff}, Script{QFontDatabase::Malayalam, 0xd00, 0xd7f},
    Script{QFontDatabase::Sinhala, 0xd80, 0xdff}, Script{QFontDatabase::Tibetan, 0xf00, 0xfff},
    Script{QFontDatabase::Myanmar, 0x1000, 0x109f}, Script{QFontDatabase::Khmer, 0x1780, 0x17ff}};

void showByNumber(const QsciScintilla& editor, char32_t first, char32_t last)
{
    for (char32_t c = first; c <= last; ++c) {
        const QByteArray utf8 = QString::fromUcs4(&c, 1).toUtf8();
        const QByteArray number = QByteArray::number(uint(c), 16).rightJustified(4, '0');
        editor.SendScintilla(QsciScintillaBase::SCI_SETREPRESENTATION, utf8.constData(),
            ("u" + number).constData());
    }
}

/// Of those in `scripts` that `utf8`, which must be valid, has letters of.
std::bitset<scripts.size()> scriptsIn(std::string_view utf8)
{
    std::bitset<scripts.size()> found;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[at + i]); };
        char32_t letter = 0;
        if (byte(0) >= 0xdc && byte(0) <= 0xdf && at + 1 < utf8.size())
            letter = char32_t((byte(0) & 0x1f) << 6 | (byte(1) & 0x3f));
        else if (byte(0) >= 0xe0 && byte(0) <= 0xe1 && at + 2 < utf8.size())
            letter = char32_t((byte(0) & 0xf) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f));
        else
            continue;
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            if (letter >= scripts[i].first && letter <= scripts[i].last)
                found.set(i);
        }
    }
    return found;
}

} // namespace

void showHiddenLetters(const QsciScintilla& editor)
{
    static constexpr std::pair<char32_t, char32_t> ranges[] = {{0xad, 0xad}, {0x61c, 0x61c},
        {0x180e, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f},
        {0xfeff, 0xfeff}, {0xfff9, 0xfffb}};
    for (const auto& [first, last] : ranges)
        showByNumber(editor, first, last);
}

void showLettersWithoutFont(const QsciScintilla& editor, std::string_view utf8)
{
    const auto found = scriptsIn(utf8);
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        if (found[i] && QFontDatabase::families(scripts[i].name).isEmpty())
            showByNumber(editor, scripts[i].first, scripts[i].last);
    }
}

} // namespace zs::ui
