// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include "resources/resources.h"

#include <QFile>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

QByteArray shippedTokens()
{
    initResources();
    QFile file(QStringLiteral(":/zooscope/tokens.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

TEST(Tokens, ShippedFileHoldsExactlyTheTokensOfTheProgram)
{
    const auto sets = parseTokens(shippedTokens());
    ASSERT_TRUE(sets) << sets.error().detail;
    EXPECT_EQ(sets->light[static_cast<std::size_t>(Token::accent)], QColor(0x0b, 0x72, 0x85));
    EXPECT_EQ(sets->dark[static_cast<std::size_t>(Token::canvas)], QColor(0x15, 0x18, 0x1d));
}

TEST(Tokens, OpacityStandsLast)
{
    const auto sets = parseTokens(shippedTokens());
    ASSERT_TRUE(sets);
    const QColor shadow = sets->light[static_cast<std::size_t>(Token::shadow)];
    EXPECT_EQ(shadow, QColor(0x1a, 0x1e, 0x25, 0x33));
}

TEST(Tokens, MissingTokenIsNamed)
{
    const auto sets = parseTokens(shippedTokens().replace("\"synKey\"", "\"synKeys\""));
    ASSERT_FALSE(sets);
    EXPECT_THAT(sets.error().detail, testing::HasSubstr("light.synKey "));
}

TEST(Tokens, MalformedColourIsNamed)
{
    const auto sets = parseTokens(shippedTokens().replace("#0B7285", "#0B72"));
    ASSERT_FALSE(sets);
    EXPECT_THAT(sets.error().detail, testing::HasSubstr("light.accent "));
}

TEST(Tokens, BrokenJsonIsRefusedWithItsPlace)
{
    const auto sets = parseTokens("{");
    ASSERT_FALSE(sets);
    EXPECT_THAT(sets.error().detail, testing::HasSubstr("byte 1"));
}

TEST(Tokens, RolesFindTheirThreeTokens)
{
    EXPECT_EQ(fillOf(Role::looking), Token::looking);
    EXPECT_EQ(textOf(Role::observing), Token::observingText);
    EXPECT_EQ(softOf(Role::danger), Token::dangerSoft);
}

} // namespace
} // namespace zs::ui
