// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_text.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

TEST(QuotaText, IsReadAsEveryVersionOfServersWroteIt)
{
    EXPECT_EQ(parseQuota("count=4,bytes=5"), (QuotaNumbers{4, 5, -1, -1}));
    EXPECT_EQ(parseQuota("count=4,bytes=-1=;byteHardLimit=7;countHardLimit=10"),
        (QuotaNumbers{4, -1, 10, 7}));
    EXPECT_EQ(parseQuota(""), QuotaNumbers());
    EXPECT_EQ(parseQuota("count=,bytes=5"), (QuotaNumbers{-1, 5, -1, -1}));
    EXPECT_EQ(parseQuota("count=1,bytes=2=;later=3"), (QuotaNumbers{1, 2, -1, -1}));
}

TEST(QuotaText, OfAnotherFormIsToldApart)
{
    for (const char* text : {"count", "count=x,bytes=1", "count=1,bytes=99999999999999999999",
             "hello world", "count=1 ,bytes=2"})
        EXPECT_EQ(parseQuota(text), std::nullopt) << text;
}

TEST(QuotaText, IsWrittenSoThatOldServersReadItToo)
{
    EXPECT_EQ(quotaText({4, -1, -1, -1}), "count=4,bytes=-1");
    EXPECT_EQ(quotaText({4, 5, 10, 7}), "count=4,bytes=5=;byteHardLimit=7;countHardLimit=10");
    EXPECT_EQ(quotaText({-1, -1, 10, -1}), "count=-1,bytes=-1=;countHardLimit=10");
    const QuotaNumbers all{1, 2, 3, 4};
    EXPECT_EQ(parseQuota(quotaText(all)), all);
}

TEST(QuotaText, LiesBelowZookeeperQuota)
{
    EXPECT_EQ(quotaLimitsPath(Path("/a/b")).text(), "/zookeeper/quota/a/b/zookeeper_limits");
    EXPECT_EQ(quotaStatsPath(Path("/a")).text(), "/zookeeper/quota/a/zookeeper_stats");
    EXPECT_FALSE(mayHaveQuota(Path()));
    EXPECT_FALSE(mayHaveQuota(Path("/zookeeper/quota/a")));
    EXPECT_TRUE(mayHaveQuota(Path("/zookeeper")));
}

} // namespace
} // namespace zs::ui
