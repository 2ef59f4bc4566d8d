// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/typography.h"

#include "clientlib/base/expect.h"

#include <QDir>
#include <QFontDatabase>
#include <QRegularExpression>

namespace zs::ui {
namespace {

struct Metrics {
    int sizePx;
    int linePx;
    QFont::Weight weight;
    bool mono;
};

Metrics metricsOf(TextStyle style)
{
    switch (style) {
    case TextStyle::pageTitle: return {22, 28, QFont::DemiBold, false};
    case TextStyle::figure: return {18, 22, QFont::DemiBold, false};
    case TextStyle::dialogTitle: return {16, 24, QFont::DemiBold, false};
    case TextStyle::panelTitle: return {13, 20, QFont::DemiBold, false};
    case TextStyle::control: return {13, 20, QFont::Medium, false};
    case TextStyle::body: return {13, 20, QFont::Normal, false};
    case TextStyle::label: return {12, 16, QFont::Normal, false};
    case TextStyle::labelStrong: return {12, 16, QFont::Medium, false};
    case TextStyle::note: return {12, 18, QFont::Normal, false};
    case TextStyle::caption: return {11, 16, QFont::Normal, false};
    case TextStyle::chip: return {11, 16, QFont::DemiBold, false};
    case TextStyle::monoEditor: return {13, 20, QFont::Normal, true};
    case TextStyle::mono: return {12, 16, QFont::Normal, true};
    case TextStyle::monoStrong: return {12, 16, QFont::DemiBold, true};
    case TextStyle::monoSmall: return {11, 16, QFont::Normal, true};
    }
    ZS_EXPECT(false);
    return {};
}

} // namespace

void loadFonts()
{
    const QDir fonts(QStringLiteral(":/zooscope/fonts"));
    for (const QString& name : fonts.entryList())
        ZS_EXPECT(QFontDatabase::addApplicationFont(fonts.filePath(name)) != -1);
}

QFont fontFor(TextStyle style)
{
    const Metrics metrics = metricsOf(style);
    QFont result;
    result.setFamilies(metrics.mono
            ? QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK SC")}
            : QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    result.setStyleHint(metrics.mono ? QFont::Monospace : QFont::SansSerif);
    result.setPixelSize(metrics.sizePx);
    result.setWeight(metrics.weight);
    // Hinting would move the stems off the widths that the layout was measured with.
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

int lineHeight(TextStyle style)
{
    return metricsOf(style).linePx;
}

TextStyle monoOf(TextStyle style)
{
    const Metrics metrics = metricsOf(style);
    if (metrics.sizePx <= 11)
        return TextStyle::monoSmall;
    if (metrics.sizePx > 12)
        return TextStyle::monoEditor;
    return metrics.weight > QFont::Normal ? TextStyle::monoStrong : TextStyle::mono;
}

std::vector<TextRun> splitMonoRuns(const QString& sentence)
{
    static const QRegularExpression hexNumber(
        QStringLiteral("\\b0x[0-9a-fA-F]+(\\|0x[0-9a-fA-F]+)?"));
    std::vector<TextRun> runs;
    qsizetype end = 0;
    auto matches = hexNumber.globalMatch(sentence);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.capturedStart() > end)
            runs.push_back({sentence.mid(end, match.capturedStart() - end), false});
        runs.push_back({match.captured(), true});
        end = match.capturedEnd();
    }
    if (end < sentence.size() || runs.empty())
        runs.push_back({sentence.mid(end), false});
    return runs;
}

} // namespace zs::ui
