// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/subtree_measure.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using State = SubtreeMeasure::State;

class SubtreeMeasures : public testing::Test {
protected:
    void SetUp() override
    {
        fake.put(Path("/a"), "12345");
        fake.put(Path("/a/small"), "1");
        fake.put(Path("/a/deep/large"), std::string(2'000, 'x'));
        fake.put(Path("/b"), "outside");
    }
    bool ended() const { return spinUntil([&] { return measure.state() != State::running; }); }

    test::FakeClient fake;
    SubtreeMeasure measure{&fake, Path("/a")};
};

TEST_F(SubtreeMeasures, AskNothingByThemselves)
{
    EXPECT_EQ(measure.state(), State::idle);
    EXPECT_EQ(fake.pendingCount(), 0u);
    EXPECT_EQ(fake.calls(OpCode::getAllChildrenNumber), 0);
}

TEST_F(SubtreeMeasures, GetTheCountInOneRequest)
{
    measure.askCount();
    ASSERT_TRUE(spinUntil([&] { return measure.told().has_value(); }));
    EXPECT_EQ(**measure.told(), 3);
    EXPECT_EQ(fake.calls(OpCode::getChildren2) + fake.calls(OpCode::exists), 0);
}

TEST_F(SubtreeMeasures, SumUpBytesAndFindTheLargest)
{
    measure.start(0);
    ASSERT_TRUE(ended());
    EXPECT_EQ(measure.state(), State::done);
    EXPECT_EQ(measure.result().nodes, 4u);
    EXPECT_EQ(measure.result().dataBytes, 2'006u);
    EXPECT_EQ(measure.result().maxDepth, 2u);
    ASSERT_EQ(measure.result().largest.size(), 3u);
    EXPECT_EQ(measure.result().largest[0].path, Path("/a/deep/large"));
}

TEST_F(SubtreeMeasures, KeepTwentyOfTheLargest)
{
    for (int i = 0; i < 40; ++i)
        fake.put(Path("/a/n" + std::to_string(i)), std::string(std::size_t(10 + i), 'x'));
    measure.start(0);
    ASSERT_TRUE(ended());
    EXPECT_EQ(measure.result().largest.size(), SubtreeMeasure::mostLargest);
    EXPECT_EQ(measure.result().largest[1].path, Path("/a/n39"));
}

TEST_F(SubtreeMeasures, KeepWhatTheyHaveWhenStopped)
{
    fake.setDelay(std::chrono::milliseconds(1));
    bool stopped = false;
    QObject::connect(&measure, &SubtreeMeasure::changed, &measure, [&] {
        if (measure.state() == State::running && measure.progress().done > 0 && !stopped) {
            stopped = true;
            measure.stop();
        }
    });
    for (int i = 0; i < 3'000; ++i)
        fake.put(Path("/a/n" + std::to_string(i)), "x");
    measure.start(0);
    ASSERT_TRUE(ended());
    EXPECT_EQ(measure.state(), State::stopped);
    EXPECT_GT(measure.result().nodes, 0u);
    EXPECT_LT(measure.result().nodes, 3'000u);
}

TEST_F(SubtreeMeasures, TellWhyWhenTheNodeIsGone)
{
    fake.erase(Path("/a"));
    measure.start(0);
    ASSERT_TRUE(ended());
    EXPECT_EQ(measure.state(), State::failed);
    EXPECT_EQ(measure.result().endedBy(), Errc::noNode);
}

TEST_F(SubtreeMeasures, MayGoWhileTheyRun)
{
    auto brief = std::make_unique<SubtreeMeasure>(&fake, Path("/a"));
    brief->start(0);
    brief->askCount();
    brief.reset();
    EXPECT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
}

} // namespace
} // namespace zs::ui
