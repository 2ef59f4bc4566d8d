// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/acl_run.h"

#include "tests/support/await.h"
#include "tests/support/fake_client.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;
using State = AclRun::State;

const std::vector<Acl> readOnly{{perm::read, {"world", "anyone"}}};

class RecursiveAcl : public testing::Test {
protected:
    void SetUp() override
    {
        for (const char* path : {"/c", "/c/gateway", "/c/limits", "/c/limits/eu"})
            fake.put(Path(path));
        fake.putAcl(Path("/c/limits"), readOnly);
    }
    bool ends()
    {
        return spinUntil([&] { return run.state() != State::running; });
    }

    test::FakeClient fake;
    AclRun run;
};

TEST_F(RecursiveAcl, APreviewCountsAndWritesNothing)
{
    run.start(&fake, Path("/c"), readOnly, /*preview=*/true);
    ASSERT_TRUE(ends());
    EXPECT_EQ(run.state(), State::done);
    EXPECT_EQ(run.rowCount(), 4);
    EXPECT_EQ(run.count(AclOutcome::changes), 3u);
    EXPECT_EQ(run.count(AclOutcome::equal), 1u);
    EXPECT_EQ(fake.calls(OpCode::setAcl), 0);
}

TEST_F(RecursiveAcl, TheChangeReachesEveryNodeOnce)
{
    run.start(&fake, Path("/c"), readOnly, /*preview=*/false);
    ASSERT_TRUE(ends());
    EXPECT_EQ(run.count(AclOutcome::changes), 3u);
    EXPECT_EQ(fake.calls(OpCode::setAcl), 3);
    EXPECT_EQ(fake.tree().acl(Path("/c/limits/eu"))->acl, readOnly);
}

TEST_F(RecursiveAcl, StopsAtOnceAndSaysHowFarItCame)
{
    fake.setDelay(5ms);
    for (int i = 0; i < 500; ++i)
        fake.put(Path("/c/n" + std::to_string(i)));
    run.start(&fake, Path("/c"), readOnly, /*preview=*/false);
    ASSERT_TRUE(spinUntil([&] { return run.count(AclOutcome::changes) > 0; }));
    run.stop();
    ASSERT_TRUE(ends());
    EXPECT_EQ(run.state(), State::stopped);
    EXPECT_LT(run.count(AclOutcome::changes), 504u);
}

TEST_F(RecursiveAcl, ANodeThatIsNotThereFailsWithTheReason)
{
    run.start(&fake, Path("/none"), readOnly, /*preview=*/true);
    ASSERT_TRUE(ends());
    EXPECT_EQ(run.state(), State::failed);
    ASSERT_TRUE(run.error().has_value());
    EXPECT_EQ(run.error()->code, Errc::noNode);
}

TEST_F(RecursiveAcl, MayBeDestroyedWhileItRuns)
{
    fake.setDelay(2ms);
    {
        AclRun brief;
        brief.start(&fake, Path("/c"), readOnly, /*preview=*/false);
        EXPECT_EQ(brief.state(), State::running);
    }
    EXPECT_TRUE(spinUntil([&] { return fake.pendingCount() == 0; }));
}

} // namespace
} // namespace zs::ui
