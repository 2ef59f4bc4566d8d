// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/visible_text.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

TEST(VisibleText, ShowsWhatCouldMislead)
{
    EXPECT_EQ(visibleText(QStringLiteral("a\u202Egnp.exe")), QStringLiteral("a\\u202egnp.exe"));
    EXPECT_EQ(visibleText(QStringLiteral("a\nb\t")), QStringLiteral("a\\u000ab\\u0009"));
    EXPECT_EQ(visibleText(QString(QChar(0))), QStringLiteral("\\u0000"));
    EXPECT_EQ(visibleText(QStringLiteral("a\u00A0b")), QStringLiteral("a\\u00a0b"));
    EXPECT_EQ(visibleText(QStringLiteral("\u200B\u2066\uFEFF\u3164")),
        QStringLiteral("\\u200b\\u2066\\ufeff\\u3164"));
}

TEST(VisibleText, LeavesHonestTextAlone)
{
    const QString text = QStringLiteral("/config/支付 <b>é</b> 🦒");
    EXPECT_EQ(visibleText(text), text);
}

TEST(VisibleText, InvalidUtf8IsShownByteByByte)
{
    EXPECT_EQ(visibleText(std::string_view("a\xff\xc3(")), QStringLiteral("a\\xff\\xc3("));
}

} // namespace
} // namespace zs::ui
