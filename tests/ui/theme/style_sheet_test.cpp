// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "tests/support/installed_theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

TokenTable tableWithAccent(const QColor& accent)
{
    TokenTable table;
    table[static_cast<std::size_t>(Token::accent)] = accent;
    return table;
}

TEST(StyleSheet, ReplacesTokensAndTheirShares)
{
    const auto filled
        = fillInTokens(QStringLiteral("a: @accent; b: @accent/50;"), tableWithAccent(Qt::red));
    ASSERT_TRUE(filled);
    EXPECT_EQ(filled->toStdString(), "a: rgba(255, 0, 0, 255); b: rgba(255, 0, 0, 127);");
}

TEST(StyleSheet, UnknownTokenIsNamed)
{
    const auto filled = fillInTokens(QStringLiteral("a: @acent;"), tableWithAccent(Qt::red));
    ASSERT_FALSE(filled);
    EXPECT_THAT(filled.error().detail, testing::HasSubstr("acent"));
}

TEST(StyleSheet, PrimaryButtonIsFilledWithTheAccentInBothThemes)
{
    for (const ThemeMode mode : {ThemeMode::light, ThemeMode::dark}) {
        test::installedTheme(mode);
        QPushButton button(QStringLiteral("Save"));
        button.setProperty("kind", "primary");
        button.ensurePolished();
        button.resize(button.sizeHint());
        EXPECT_EQ(button.height(), 28);
        EXPECT_EQ(button.grab().toImage().pixelColor(5, 14), color(Token::accent));
    }
}

TEST(StyleSheet, LineEditIs28HighWithAndWithoutFocus)
{
    test::installedTheme();
    QLineEdit edit;
    edit.show();
    EXPECT_EQ(edit.sizeHint().height(), 28);
    edit.setFocus();
    QApplication::processEvents();
    EXPECT_EQ(edit.sizeHint().height(), 28);
}

} // namespace
} // namespace zs::ui
