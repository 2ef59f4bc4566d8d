// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/high_contrast.h"

#include "tests/support/installed_theme.h"
#include "ui/theme/contrast.h"
#include "ui/theme/motion.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QSignalSpy>
#include <QStyle>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class HighContrast : public testing::TestWithParam<ThemeMode> {
protected:
    void SetUp() override
    {
        test::installedTheme(GetParam());
        setHighContrast(true);
    }
    void TearDown() override { setHighContrast(false); }
};

TEST_P(HighContrast, TextsOfEveryRankReachSevenToOne)
{
    for (const Token text : {Token::text, Token::text2, Token::text3}) {
        for (const Token ground : {Token::canvas, Token::panel, Token::chrome, Token::raised})
            EXPECT_GE(contrastRatio(color(text), color(ground)), 7.0)
                << tokenName(text).toStdString() << " on " << tokenName(ground).toStdString();
    }
}

TEST_P(HighContrast, OutlinesOfControlsReachThreeToOne)
{
    for (const Token ground : {Token::canvas, Token::panel, Token::chrome, Token::raised})
        EXPECT_GE(contrastRatio(color(Token::borderStrong), color(ground)), 3.0)
            << tokenName(ground).toStdString();
    setHighContrast(false);
    const QColor strong = color(Token::borderStrong);
    setHighContrast(true);
    EXPECT_EQ(color(Token::border), strong) << "dividers take the strong border";
}

TEST_P(HighContrast, SoftGroundsBecomeOutlines)
{
    const auto painted = [] {
        QPixmap pixels(40, 20);
        pixels.fill(Qt::transparent);
        QPainter painter(&pixels);
        paintSoftGround(painter, QRectF(0, 0, 40, 20), 4, Token::dangerSoft, Token::dangerText);
        painter.end();
        return pixels.toImage();
    };
    const QImage outlined = painted();
    EXPECT_EQ(outlined.pixelColor(20, 10), color(Token::canvas));
    EXPECT_EQ(outlined.pixelColor(20, 0), color(Token::dangerText));
    setHighContrast(false);
    const QImage filled = painted();
    EXPECT_EQ(filled.pixelColor(20, 10), color(Token::dangerSoft));
    EXPECT_EQ(filled.pixelColor(20, 0), color(Token::dangerSoft));
}

TEST_P(HighContrast, IsSwitchedLiveAndStaysWithTheOtherTheme)
{
    QSignalSpy changed(&Theme::instance(), &Theme::changed);
    const QColor strong = color(Token::border);
    setHighContrast(true);
    EXPECT_EQ(changed.count(), 0) << "nothing was changed";
    setHighContrast(false);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_NE(color(Token::border), strong);
    setHighContrast(true);
    const bool wasDark = Theme::instance().isDark();
    Theme::instance().setMode(wasDark ? ThemeMode::light : ThemeMode::dark);
    EXPECT_TRUE(isHighContrast());
    EXPECT_EQ(color(Token::text2), color(Token::text));
}

INSTANTIATE_TEST_SUITE_P(
    BothThemes, HighContrast, testing::Values(ThemeMode::light, ThemeMode::dark));

TEST(Motion, IsReducedByChoiceForAllThatAsksTheStyleAndForTheCaret)
{
    test::installedTheme();
    const int flash = QApplication::cursorFlashTime();
    const bool ofDesktop = isMotionReduced();
    QSignalSpy changed(&Theme::instance(), &Theme::changed);
    setMotionReduced(true);
    EXPECT_TRUE(isMotionReduced());
    EXPECT_EQ(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
    EXPECT_EQ(QApplication::cursorFlashTime(), 0) << "nothing blinks";
    EXPECT_EQ(changed.count(), 1);
    setMotionReduced(false);
    EXPECT_EQ(isMotionReduced(), ofDesktop);
    EXPECT_EQ(QApplication::cursorFlashTime(), flash);
}

} // namespace
} // namespace zs::ui
