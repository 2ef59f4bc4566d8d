// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/node/subtree_removal.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using State = SubtreeRemoval::State;
using test::spinUntil;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class Removal : public testing::Test {
protected:
    void SetUp() override
    {
        for (const char* path : {"/r/a/1", "/r/a/2", "/r/a-b", "/r/b", "/other"})
            fake.put(Path(path), "12345");
    }
    bool count()
    {
        removal.startCounting();
        return spinUntil([&] { return removal.state() != State::counting; });
    }
    bool remove()
    {
        removal.startRemoving();
        return spinUntil(
            [&] { return removal.state() != State::removing && fake.pendingCount() == 0; });
    }
    test::FakeClient fake;
    SubtreeRemoval removal{&fake, Path("/r")};
};

TEST_F(Removal, CountsExactlyBeforeAnythingIsDeleted)
{
    (void)test::await(fake.create(Path("/r/e"), Bytes{}, CreateMode::ephemeral));
    ASSERT_TRUE(count());
    EXPECT_EQ(removal.state(), State::counted);
    EXPECT_EQ(removal.count().nodes, 7);
    EXPECT_EQ(removal.count().ephemerals, 1);
    EXPECT_EQ(removal.count().dataBytes, 4 * 5);
    EXPECT_THAT(removal.largestChildren(), ElementsAre(Pair(Path("/r/a"), 3),
        Pair(Path("/r/a-b"), 1), Pair(Path("/r/b"), 1), Pair(Path("/r/e"), 1)));
    EXPECT_EQ(fake.calls(OpCode::remove), 0);
}

TEST_F(Removal, DeletesFromTheBottomUp)
{
    ASSERT_TRUE(count() && remove());
    EXPECT_EQ(removal.state(), State::done);
    EXPECT_EQ(removal.removed(), 6);
    EXPECT_FALSE(fake.tree().has(Path("/r")));
    EXPECT_TRUE(fake.tree().has(Path("/other")));
}

TEST_F(Removal, StopsAtANodeThatChangedSinceItWasCounted)
{
    ASSERT_TRUE(count());
    fake.put(Path("/r/a/1"), "changed");
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.state(), State::failed);
    EXPECT_EQ(removal.error()->code, Errc::badVersion);
    EXPECT_THAT(removal.error()->detail, HasSubstr("/r/a/1"));
    EXPECT_TRUE(fake.tree().has(Path("/r/a/1")));
    EXPECT_TRUE(fake.tree().has(Path("/r")));
}

TEST_F(Removal, StopsAtAParentThatGotAChildMeanwhile)
{
    ASSERT_TRUE(count());
    fake.put(Path("/r/b/new"), "x");
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.error()->code, Errc::notEmpty);
    EXPECT_TRUE(fake.tree().has(Path("/r/b/new")));
}

TEST_F(Removal, ANodeThatIsGoneAlreadyIsNoFailure)
{
    ASSERT_TRUE(count());
    fake.erase(Path("/r/a/2"));
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.state(), State::done);
    EXPECT_EQ(removal.removed(), 5);
}

TEST_F(Removal, CanBeCancelledInTheMiddle)
{
    for (int i = 0; i < 1'000; ++i)
        fake.put(Path("/r/n" + std::to_string(i)));
    ASSERT_TRUE(count());
    fake.hold();
    removal.startRemoving();
    removal.cancel();
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    EXPECT_EQ(removal.state(), State::cancelled);
    EXPECT_LE(removal.removed(), 128) << "only what was on the way";
    EXPECT_TRUE(fake.tree().has(Path("/r")));
}

TEST_F(Removal, GoesOnWhereItWasCancelled)
{
    for (int i = 0; i < 1'000; ++i)
        fake.put(Path("/r/n" + std::to_string(i)));
    ASSERT_TRUE(count());
    fake.hold();
    removal.startRemoving();
    removal.cancel();
    fake.release();
    ASSERT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
    ASSERT_TRUE(removal.mayResume());
    fake.erase(Path("/r/n7")); // Somebody else helps.
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.state(), State::done);
    EXPECT_EQ(removal.removed() + removal.goneBefore(), 1'006);
    EXPECT_FALSE(fake.tree().has(Path("/r")));
}

TEST_F(Removal, GoesOnAfterTheConnectionBroke)
{
    ASSERT_TRUE(count());
    fake.failNext(OpCode::remove, Errc::connectionLoss);
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.state(), State::failed);
    ASSERT_TRUE(removal.mayResume());
    ASSERT_TRUE(remove());
    EXPECT_EQ(removal.state(), State::done);
    EXPECT_FALSE(fake.tree().has(Path("/r")));
}

TEST_F(Removal, AfterAChangeByOthersItCountsAgainBeforeItGoesOn)
{
    ASSERT_TRUE(count());
    fake.put(Path("/r/a/1"), "changed");
    ASSERT_TRUE(remove());
    EXPECT_FALSE(removal.mayResume());
    ASSERT_TRUE(count() && remove());
    EXPECT_EQ(removal.state(), State::done);
}

TEST_F(Removal, NamesTheEphemerals)
{
    (void)test::await(fake.create(Path("/r/a/e"), Bytes{}, CreateMode::ephemeral));
    ASSERT_TRUE(count());
    EXPECT_THAT(removal.ephemerals(), ElementsAre(Path("/r/a/e")));
}

TEST_F(Removal, NeverTouchesWhatZooKeeperKeepsForItself)
{
    for (const char* path : {"/", "/zookeeper", "/zookeeper/config", "/zookeeper/quota"}) {
        SubtreeRemoval reserved(&fake, Path(path));
        reserved.startCounting();
        EXPECT_EQ(reserved.state(), State::failed) << path;
    }
    EXPECT_EQ(fake.calls(OpCode::remove), 0);
}

TEST_F(Removal, SaysWhichNodeCouldNotBeRead)
{
    fake.failOn(Path("/r/a"), Errc::noAuth);
    ASSERT_TRUE(count());
    EXPECT_EQ(removal.state(), State::failed);
    EXPECT_THAT(removal.error()->detail, HasSubstr("/r/a"));
}

} // namespace
} // namespace zs::ui
