// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/contrast.h"

#include "tests/support/installed_theme.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

class Contrast : public testing::TestWithParam<ThemeMode> {
protected:
    void SetUp() override { test::installedTheme(GetParam()); }

    static void expectReadable(Token text, std::initializer_list<Token> grounds, double least = 4.5)
    {
        for (const Token ground : grounds) {
            EXPECT_GE(contrastRatio(color(text), color(ground)), least)
                << tokenName(text).toStdString() << " on " << tokenName(ground).toStdString();
        }
    }
};

TEST(ContrastRatio, IsThatOfWcag)
{
    EXPECT_NEAR(contrastRatio(Qt::black, Qt::white), 21.0, 0.001);
    EXPECT_NEAR(contrastRatio(Qt::white, Qt::white), 1.0, 0.001);
    EXPECT_NEAR(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white), 4.54, 0.01);
}

TEST_P(Contrast, BodyTextIsReadableOnEveryGround)
{
    for (const Token text : {Token::text, Token::text2, Token::text3, Token::accentText}) {
        expectReadable(text,
            {Token::canvas, Token::panel, Token::chrome, Token::raised, Token::hover,
                Token::selected, Token::selectedInactive});
    }
    expectReadable(Token::accentText, {Token::accentSoft});
}

TEST_P(Contrast, RoleTextIsReadableOnItsSoftGround)
{
    for (int index = 0; index <= static_cast<int>(Role::danger); ++index) {
        const Role role = static_cast<Role>(index);
        expectReadable(
            textOf(role), {Token::canvas, Token::panel, Token::raised, softOf(role)});
    }
}

TEST_P(Contrast, TextOnFilledButtonsIsReadable)
{
    expectReadable(Token::onAccent, {Token::accent});
    expectReadable(Token::onDanger, {Token::danger});
}

TEST_P(Contrast, SyntaxColoursAreReadableInTheEditorAndOnItsCurrentLine)
{
    for (const Token text : {Token::synKey, Token::synString, Token::synNumber, Token::synKeyword,
             Token::synComment})
        expectReadable(text, {Token::canvas, Token::hover});
}

TEST_P(Contrast, FillsStandOutFromTheCanvas)
{
    for (int index = 0; index <= static_cast<int>(Role::danger); ++index)
        expectReadable(fillOf(static_cast<Role>(index)), {Token::canvas}, 3.0);
    expectReadable(Token::accent, {Token::canvas}, 3.0);
}

INSTANTIATE_TEST_SUITE_P(
    BothThemes, Contrast, testing::Values(ThemeMode::light, ThemeMode::dark));

} // namespace
} // namespace zs::ui
