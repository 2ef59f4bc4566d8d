// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode_words.h"

#include "clientlib/base/expect.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>

namespace zs::ui {

namespace {

struct Decode {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Decode)
};

QString latin1(std::string_view word)
{
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

QString codecWord(Codec codec)
{
    return latin1(codecName(codec));
}

QString encodingWord(TextEncoding encoding)
{
    return latin1(encodingName(encoding));
}

QString failureWords(const DecodeFailure& failure)
{
    const QString codec = codecWord(failure.codec);
    const auto limit = formatBytes(static_cast<qint64>(DecodeLimits().mostBytes));
    switch (failure.trouble) {
    case DecodeTrouble::damaged:
        return Decode::tr("Not opened as %1: it is damaged or cut short.").arg(codec);
    case DecodeTrouble::tooLarge:
        return Decode::tr("Not opened as %1: more than %2 would come out.").arg(codec, limit);
    case DecodeTrouble::dictionary:
        return Decode::tr("Not opened as %1: it needs a dictionary that is not stored with it.")
            .arg(codec);
    case DecodeTrouble::trailingBytes:
        return Decode::tr("Not opened as %1: other bytes follow it.").arg(codec);
    }
    ZS_EXPECT(false);
    return {};
}

QString fixedWords(const DecodeChain::Layer& layer)
{
    const QString codec = codecWord(layer.codec);
    if (layer.lost == Unpackable::severalParts)
        return Decode::tr("Read-only: a save would join the several parts of its %1.").arg(codec);
    return Decode::tr("Read-only: its %1 follows no rule that a save could repeat.").arg(codec);
}

QString misfitWords(const Misfit& misfit, TextEncoding encoding)
{
    const QString character = QString::fromUcs4(&misfit.character, 1);
    return Decode::tr("%1 has no “%2” (U+%3, line %4, column %5). Remove it, or convert the text.")
        .arg(encodingWord(encoding), visibleText(character))
        .arg(quint32(misfit.character), 4, 16, QLatin1Char('0'))
        .arg(misfit.line)
        .arg(misfit.column);
}

QString noteOn(const DataProjection& view)
{
    if (view.failure())
        return failureWords(*view.failure());
    if (view.chain().fixedLayer() != nullptr)
        return fixedWords(*view.chain().fixedLayer());
    if (view.encoding() && view.firstBad())
        return Decode::tr("Read-only: from byte %1 on this is no %2 text.")
            .arg(*view.firstBad())
            .arg(encodingWord(*view.encoding()));
    if (view.isText() && !view.isTextWritable())
        return Decode::tr("Read-only: written again as %1 it would be other bytes.")
            .arg(encodingWord(*view.encoding()));
    return {};
}

} // namespace zs::ui
