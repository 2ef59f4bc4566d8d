// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/preferences.h"

#include "tests/support/installed_theme.h"
#include "ui/common/settings.h"
#include "ui/common/text_format.h"
#include "ui/theme/typography.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class PreferencesTest : public testing::Test {
protected:
    void TearDown() override
    {
        settings.clear();
        Preferences(&settings).applyToProgram();
    }
    static QString moment() { return formatTime(1'795'240'686'000); }

    Theme& theme = test::installedTheme();
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("s.ini"))};
};

TEST_F(PreferencesTest, AreTheDefaultsUntilSomebodyChooses)
{
    const Preferences preferences(&settings);
    EXPECT_EQ(preferences.scalePercent(), 100);
    EXPECT_EQ(preferences.dataFont(), DataFont());
    EXPECT_EQ(preferences.timeStyle(), TimeStyle::local);
    EXPECT_EQ(preferences.treeWatches(), 1'000);
    EXPECT_EQ(preferences.events(), 10'000);
    EXPECT_EQ(preferences.requests(), 10'000);
    EXPECT_TRUE(settings.allKeys().isEmpty());
}

TEST_F(PreferencesTest, AreThereInTheNextRun)
{
    {
        Preferences preferences(&settings);
        QSignalSpy changed(&preferences, &Preferences::changed);
        preferences.setScalePercent(150);
        preferences.setScalePercent(150);
        EXPECT_EQ(changed.count(), 1);
        preferences.setDataFont({QStringLiteral("DejaVu Sans Mono"), 16});
        preferences.setTimeStyle(TimeStyle::milliseconds);
        preferences.setTreeWatches(0);
        preferences.setEvents(500);
        preferences.setRequests(600);
    }
    Preferences preferences(&settings);
    EXPECT_EQ(preferences.scalePercent(), 150);
    EXPECT_EQ(preferences.dataFont(), (DataFont{QStringLiteral("DejaVu Sans Mono"), 16}));
    EXPECT_EQ(preferences.timeStyle(), TimeStyle::milliseconds);
    EXPECT_EQ(preferences.treeWatches(), 0);
    EXPECT_EQ(preferences.events(), 500);
    EXPECT_EQ(preferences.requests(), 600);
    preferences.restoreDefaults();
    EXPECT_EQ(preferences.events(), 10'000);
    EXPECT_EQ(preferences.timeStyle(), TimeStyle::local);
}

TEST_F(PreferencesTest, NonsenseInTheFileIsBoundedOrIgnored)
{
    settings.setValue(QStringLiteral("preferences/scalePercent"), 5'000);
    settings.setValue(QStringLiteral("preferences/dataFontPx"), -3);
    settings.setValue(QStringLiteral("preferences/time"), QStringLiteral("sundial"));
    settings.setValue(QStringLiteral("preferences/events"), QStringLiteral("many"));
    const Preferences preferences(&settings);
    EXPECT_EQ(preferences.scalePercent(), 200);
    EXPECT_EQ(preferences.dataFont().sizePx, 9);
    EXPECT_EQ(preferences.timeStyle(), TimeStyle::local);
    EXPECT_EQ(preferences.events(), 10'000);
}

TEST_F(PreferencesTest, TimesAreWrittenInTheChosenStyle)
{
    Preferences preferences(&settings);
    const QString local = moment();
    preferences.setTimeStyle(TimeStyle::utc);
    preferences.applyToProgram();
    EXPECT_EQ(moment(), QStringLiteral("2026-11-21 05:58:06Z"));
    preferences.setTimeStyle(TimeStyle::milliseconds);
    preferences.applyToProgram();
    EXPECT_EQ(moment(), QStringLiteral("1795240686000"));
    preferences.restoreDefaults();
    preferences.applyToProgram();
    EXPECT_EQ(moment(), local);
    EXPECT_EQ(formatTime(0), QStringLiteral("not recorded")) << "in every style";
}

TEST_F(PreferencesTest, TheFontForDataIsToldToThoseWhoShowData)
{
    Preferences preferences(&settings);
    QSignalSpy changed(&theme, &Theme::changed);
    preferences.setDataFont({QStringLiteral("DejaVu Sans Mono"), 18});
    preferences.applyToProgram();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(ui::dataFont().families().front(), QStringLiteral("DejaVu Sans Mono"));
    EXPECT_EQ(ui::dataFont().pixelSize(), 18);
    EXPECT_EQ(dataLineHeight(), 25);
    EXPECT_EQ(fontFor(TextStyle::monoEditor).pixelSize(), 13) << "paths are no data";
    preferences.applyToProgram();
    EXPECT_EQ(changed.count(), 1) << "nothing new";
}

} // namespace
} // namespace zs::ui
