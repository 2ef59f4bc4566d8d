// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "tests/support/installed_theme.h"

#include <QDir>
#include <QImage>

#include <QPushButton>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

/// The colour of the most opaque pixel: the line colour of an icon.
QColor inkOf(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QColor ink(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor here = image.pixelColor(x, y);
            if (here.alpha() > ink.alpha())
                ink = here;
        }
    }
    return ink;
}

TEST(Icons, EveryShippedIconDrawsItselfInTheTokensColour)
{
    test::installedTheme(ThemeMode::light);
    const QStringList names = QDir(QStringLiteral(":/zooscope/icons/lucide"))
                                  .entryList({QStringLiteral("*.svg")});
    ASSERT_GE(names.size(), 110);
    for (const QString& name : names) {
        const QPixmap pixmap = iconPixmap(name.chopped(4), Token::danger, 20, 2.0);
        EXPECT_EQ(pixmap.size(), QSize(40, 40));
        const QColor ink = inkOf(pixmap);
        ASSERT_GT(ink.alpha(), 200) << name.toStdString();
        EXPECT_NEAR(ink.red(), color(Token::danger).red(), 3) << name.toStdString();
    }
}

TEST(Icons, FollowTheThemeWithoutBeingSetAgain)
{
    test::installedTheme(ThemeMode::light);
    const QIcon plus = icon(QStringLiteral("plus"), {.normal = Token::text});
    const QColor light = inkOf(plus.pixmap(16));
    test::installedTheme(ThemeMode::dark);
    const QColor dark = inkOf(plus.pixmap(16));
    EXPECT_LT(light.lightness(), 60);
    EXPECT_GT(dark.lightness(), 200);
}

TEST(Icons, CheckedStateTakesItsOwnToken)
{
    test::installedTheme(ThemeMode::light);
    const QIcon eye = icon(QStringLiteral("eye"), {.normal = Token::text2, .on = Token::danger});
    const QColor ink = inkOf(eye.pixmap(QSize(20, 20), QIcon::Normal, QIcon::On));
    EXPECT_NEAR(ink.red(), color(Token::danger).red(), 3);
}

TEST(Icons, BesideATextTheIconKeepsTheDesignsGap)
{
    test::installedTheme(ThemeMode::light);
    QPushButton button;
    setIcon(&button, QStringLiteral("save"), 16);
    constexpr int qtsOwnGapPx = 4;
    EXPECT_EQ(button.iconSize().width() + qtsOwnGapPx, 16 + 8);
    const QImage wide = button.icon().pixmap(button.iconSize()).toImage();
    for (int y = 0; y < wide.height(); ++y)
        EXPECT_EQ(wide.pixelColor(wide.width() - 2, y).alpha(), 0) << "the icon is not stretched";
}

TEST(Icons, DisabledIconIsPaler)
{
    test::installedTheme(ThemeMode::light);
    const QIcon save = icon(QStringLiteral("save"));
    const int normal = inkOf(save.pixmap(QSize(20, 20), QIcon::Normal)).alpha();
    const int disabled = inkOf(save.pixmap(QSize(20, 20), QIcon::Disabled)).alpha();
    EXPECT_LT(disabled, normal * 6 / 10);
}

TEST(Icons, AreCached)
{
    test::installedTheme(ThemeMode::light);
    const QPixmap first = iconPixmap(QStringLiteral("folder"), Token::text, 16, 1.0);
    const int count = cachedIconCount();
    const QPixmap again = iconPixmap(QStringLiteral("folder"), Token::text, 16, 1.0);
    EXPECT_EQ(cachedIconCount(), count);
    EXPECT_EQ(first.cacheKey(), again.cacheKey());
}

} // namespace
} // namespace zs::ui
