// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_steps.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::await;

class QuotaSteps : public testing::Test {
protected:
    void SetUp() override
    {
        fake.put(Path("/zookeeper/quota"));
        fake.put(Path("/a/b/c"), "x");
    }
    bool exists(const Path& path) { return await(fake.exists(path))->has_value(); }
    QuotaFacts read(const char* path)
    {
        const auto facts = await(readQuota(&fake, Path(path)));
        EXPECT_TRUE(facts.has_value());
        return facts.value_or(QuotaFacts());
    }

    test::FakeClient fake;
    const QuotaNumbers limits{10, 1'000, -1, 2'000};
};

TEST_F(QuotaSteps, SetReadAndRemoveAQuota)
{
    EXPECT_FALSE(read("/a/b").limits.has_value());
    ASSERT_TRUE(await(writeQuota(&fake, Path("/a/b"), limits, {})).has_value());
    const QuotaFacts facts = read("/a/b");
    EXPECT_EQ(facts.limits, limits);
    EXPECT_EQ(facts.usage, (QuotaNumbers{0, 0, -1, -1}));
    ASSERT_TRUE(await(removeQuota(&fake, Path("/a/b"), facts.version)).has_value());
    EXPECT_FALSE(exists(Path("/zookeeper/quota/a"))) << "nothing is left behind";
    EXPECT_TRUE(exists(Path("/zookeeper/quota")));
}

TEST_F(QuotaSteps, KeepWhatOtherQuotasNeed)
{
    fake.put(Path("/a/d"), "x");
    ASSERT_TRUE(await(writeQuota(&fake, Path("/a/b"), limits, {})).has_value());
    ASSERT_TRUE(await(writeQuota(&fake, Path("/a/d"), limits, {})).has_value());
    ASSERT_TRUE(await(removeQuota(&fake, Path("/a/b"), 0)).has_value());
    EXPECT_FALSE(exists(Path("/zookeeper/quota/a/b")));
    EXPECT_EQ(read("/a/d").limits, limits);
}

TEST_F(QuotaSteps, TellWhichQuotaIsInTheWay)
{
    ASSERT_TRUE(await(writeQuota(&fake, Path("/a/b"), limits, {})).has_value());
    EXPECT_EQ(read("/a/b/c").above, Path("/a/b"));
    EXPECT_EQ(read("/a").below, Path("/a/b"));
    EXPECT_FALSE(read("/zookeeper").above.has_value());
}

TEST_F(QuotaSteps, NeverOverwriteWhatSomebodyElseSet)
{
    ASSERT_TRUE(await(writeQuota(&fake, Path("/a/b"), limits, {})).has_value());
    const auto second = await(writeQuota(&fake, Path("/a/b"), {1, 1, 1, 1}, {}));
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, Errc::nodeExists);
    fake.put(quotaLimitsPath(Path("/a/b")), "count=5,bytes=5");
    const auto stale = await(writeQuota(&fake, Path("/a/b"), limits, 0));
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().code, Errc::badVersion);
    EXPECT_FALSE(await(removeQuota(&fake, Path("/a/b"), 0)).has_value());
    EXPECT_EQ(read("/a/b").limits, (QuotaNumbers{5, 5, -1, -1}));
}

TEST_F(QuotaSteps, RefuseANodeThatIsNotThere)
{
    const auto done = await(writeQuota(&fake, Path("/none"), limits, {}));
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, Errc::noNode);
    EXPECT_FALSE(exists(Path("/zookeeper/quota/none")));
}

TEST_F(QuotaSteps, SayWhenTheLimitsAreNoQuota)
{
    fake.put(quotaLimitsPath(Path("/a")), "hello");
    const auto facts = await(readQuota(&fake, Path("/a")));
    ASSERT_FALSE(facts.has_value());
    EXPECT_EQ(facts.error().code, Errc::protocol);
}

TEST_F(QuotaSteps, EndWhenTheClientGoes)
{
    auto brief = std::make_unique<test::FakeClient>();
    const auto outcome = test::track(readQuota(brief.get(), Path("/a/b/c")));
    brief.reset();
    ASSERT_TRUE(test::spinUntil([&] { return outcome->has_value(); }));
    EXPECT_FALSE((*outcome)->has_value());
}

} // namespace
} // namespace zs::ui
