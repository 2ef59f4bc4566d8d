// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/typography.h"

#include "tests/support/installed_theme.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;

TEST(Typography, FontsAreTheProgramsOwn)
{
    test::installedTheme();
    EXPECT_EQ(QFontInfo(fontFor(TextStyle::body)).family().toStdString(), "Inter");
    EXPECT_EQ(QFontInfo(fontFor(TextStyle::mono)).family().toStdString(), "JetBrains Mono");
    EXPECT_EQ(QFontInfo(fontFor(TextStyle::panelTitle)).weight(), QFont::DemiBold);
    EXPECT_EQ(fontFor(TextStyle::pageTitle).pixelSize(), 22);
}

TEST(Typography, MonoDigitsHaveOneWidth)
{
    test::installedTheme();
    const QFontMetricsF metrics(fontFor(TextStyle::mono));
    EXPECT_EQ(metrics.horizontalAdvance(QStringLiteral("1111")),
        metrics.horizontalAdvance(QStringLiteral("0x0f")));
}

TEST(Typography, HexInASentenceBecomesAMonoRun)
{
    EXPECT_THAT(splitMonoRuns(QStringLiteral("owner 0x1000b21c4e50002 left")),
        ElementsAre(TextRun{QStringLiteral("owner "), false},
            TextRun{QStringLiteral("0x1000b21c4e50002"), true},
            TextRun{QStringLiteral(" left"), false}));
    EXPECT_THAT(splitMonoRuns(QStringLiteral("0x7|0x2c41")),
        ElementsAre(TextRun{QStringLiteral("0x7|0x2c41"), true}));
}

TEST(Typography, SentenceWithoutHexStaysWhole)
{
    EXPECT_THAT(splitMonoRuns(QStringLiteral("3 children")),
        ElementsAre(TextRun{QStringLiteral("3 children"), false}));
    EXPECT_THAT(splitMonoRuns(QString()), ElementsAre(TextRun{}));
}

} // namespace
} // namespace zs::ui
