// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/text_format.h"

#include <QLocale>

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;

class TextFormat : public testing::Test {
protected:
    void SetUp() override { QLocale::setDefault(QLocale(QLocale::English)); }
    void TearDown() override { QLocale::setDefault(QLocale::system()); }
};

TEST_F(TextFormat, ZxidsShowEpochAndCounter)
{
    EXPECT_EQ(formatZxid(Zxid(7, 0x2c41)), QStringLiteral("0x7|0x2c41"));
    EXPECT_EQ(formatFullZxid(Zxid(7, 0x2c41)), QStringLiteral("0x0000000700002c41"));
    EXPECT_EQ(formatFullZxid(Zxid(-1)), QStringLiteral("0xffffffffffffffff"));
}

TEST_F(TextFormat, SizesHaveBinaryUnits)
{
    EXPECT_EQ(formatBytes(0), QStringLiteral("0 B"));
    EXPECT_EQ(formatBytes(1023), QStringLiteral("1023 B"));
    EXPECT_EQ(formatBytes(1536), QStringLiteral("1.5 KiB"));
    EXPECT_EQ(formatBytes(12 << 20), QStringLiteral("12 MiB"));
}

TEST_F(TextFormat, AgesGrowCoarser)
{
    const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-21T14:02:00"), Qt::ISODate);
    const auto ago = [&](qint64 seconds) {
        return formatAge(now.addSecs(-seconds).toMSecsSinceEpoch(), now).toStdString();
    };
    EXPECT_EQ(ago(1), "just now");
    EXPECT_EQ(ago(-60), "in the future");
    EXPECT_NE(ago(240).find("4 minute"), std::string::npos);
    EXPECT_NE(ago(3 * 86'400).find("3 day"), std::string::npos);
}

TEST_F(TextFormat, ATimeOfZeroIsNoDateOf1970)
{
    EXPECT_EQ(formatTime(0), QStringLiteral("not recorded"));
    EXPECT_EQ(formatAge(0, QDateTime::currentDateTime()), QStringLiteral("not recorded"));
}

TEST_F(TextFormat, DaysNearbyHaveNames)
{
    const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-21T14:02:00"), Qt::ISODate);
    EXPECT_EQ(formatDay(now.addSecs(-60), now), QStringLiteral("Today 14:01"));
    EXPECT_EQ(formatDay(now.addDays(-1), now), QStringLiteral("Yesterday"));
    EXPECT_EQ(formatDay(now.addDays(-9), now), QStringLiteral("12 Nov"));
    EXPECT_EQ(formatDay(now.addYears(-1), now), QStringLiteral("2025-11-21"));
}

TEST_F(TextFormat, LatencyKeepsWhatAPersonCompares)
{
    EXPECT_EQ(formatLatency(1800us), QStringLiteral("1.8 ms"));
    EXPECT_EQ(formatLatency(320ms), QStringLiteral("320 ms"));
    EXPECT_EQ(formatLatency(2400ms), QStringLiteral("2.4 s"));
}

} // namespace
} // namespace zs::ui
