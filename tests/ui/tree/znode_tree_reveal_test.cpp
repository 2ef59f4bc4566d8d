// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/tree/znode_tree_model.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::ElementsAre;

class ZnodeTreeReveal : public testing::Test {
protected:
    QModelIndex at(const char* path) const { return model.indexOf(Path(path)); }
    bool reveals(const char* path)
    {
        const auto before = revealed.count();
        model.reveal(Path(path));
        return spinUntil([&] { return revealed.count() + failed.count() > before; })
            && revealed.count() == before + 1
            && revealed.last()[1].toModelIndex() == at(path);
    }
    std::vector<std::string> names(const char* path) const
    {
        std::vector<std::string> out;
        for (int row = 0; row < model.rowCount(at(path)); ++row)
            out.push_back(model.index(row, 0, at(path)).data().toString().toStdString());
        return out;
    }

    std::unique_ptr<test::FakeClient> fake = std::make_unique<test::FakeClient>();
    ZnodeTreeModel model{fake.get()};
    QSignalSpy revealed{&model, &ZnodeTreeModel::revealed};
    QSignalSpy failed{&model, &ZnodeTreeModel::revealFailed};
};

TEST_F(ZnodeTreeReveal, RevealsADeepNodeLevelByLevel)
{
    fake->put(Path("/a/b/c/d"));
    ASSERT_TRUE(reveals("/a/b/c/d"));
    model.reveal(Path("/a/b/nope/deeper"));
    ASSERT_TRUE(spinUntil([&] { return failed.count() == 1; }));
    EXPECT_EQ(failed[0][1].toModelIndex(), at("/a/b"));
}

TEST_F(ZnodeTreeReveal, ANodeThatIsLookedForWhileTheConnectionBreaksIsFoundWhenItIsBack)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(reveals("/a"));
    SessionStatus status = fake->status();
    fake->hold();
    model.reveal(Path("/a/b"));
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() == 1; }));
    status.state = SessionState::reconnecting;
    fake->setStatus(status); // The read fails.
    QCoreApplication::processEvents();
    model.reveal(Path("/a/b")); // And again while nobody can tell.
    QCoreApplication::processEvents();
    EXPECT_EQ(failed.count(), 0) << "nobody knows that there is no such node";
    fake->release();
    status.state = SessionState::connected;
    fake->setStatus(status);
    ASSERT_TRUE(spinUntil([&] { return revealed.count() == 2; }));
    EXPECT_EQ(revealed[1][1].toModelIndex(), at("/a/b"));
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(ZnodeTreeReveal, ANodeThatTheTreeHasNotHeardOfIsAskedForAtTheServer)
{
    fake->put(Path("/a/b"));
    model.setMaxWatches(-1); // Nothing tells the tree of changes.
    ASSERT_TRUE(reveals("/a/b"));
    fake->put(Path("/a/late"));
    EXPECT_FALSE(at("/a/late").isValid());
    ASSERT_TRUE(reveals("/a/late"));
    EXPECT_THAT(names("/a"), ElementsAre("b", "late"));
    fake->put(Path("/later/below"));
    EXPECT_TRUE(reveals("/later/below")) << "two levels that the tree has not heard of";
}

TEST_F(ZnodeTreeReveal, ANodeBelowOneThatMayNotBeListedGetsARow)
{
    fake->put(Path("/closed/m/inner"));
    fake->put(Path("/closed/a"));
    fake->failOn(Path("/closed"), Errc::noAuth);
    ASSERT_TRUE(reveals("/closed/m/inner"));
    EXPECT_THAT(names("/closed"), ElementsAre("m")) << "what else, the server does not tell";
    ASSERT_TRUE(reveals("/closed/a"));
    EXPECT_THAT(names("/closed"), ElementsAre("a", "m"));
    fake->failOn(Path("/closed"), Errc::ok);
    fake->put(Path("/closed/z"));
    model.refresh(Path("/closed"));
    ASSERT_TRUE(spinUntil([&] { return at("/closed/z").isValid(); }));
    EXPECT_THAT(names("/closed"), ElementsAre("a", "m", "z"));
}

TEST_F(ZnodeTreeReveal, ANodeThatNobodyMayReadIsThereNevertheless)
{
    fake->put(Path("/closed/locked"));
    fake->failOn(Path("/closed"), Errc::noAuth);
    fake->failOn(Path("/closed/locked"), Errc::noAuth);
    EXPECT_TRUE(reveals("/closed/locked"));
    model.reveal(Path("/closed/nope"));
    ASSERT_TRUE(spinUntil([&] { return failed.count() == 1; }));
    EXPECT_EQ(failed[0][1].toModelIndex(), at("/closed"));
}

TEST_F(ZnodeTreeReveal, ALevelThatCouldNotBeReadIsReadOnceMore)
{
    fake->put(Path("/a/b"));
    fake->failOn(Path("/a"), Errc::noAuth);
    ASSERT_TRUE(reveals("/a"));
    model.setExpanded(at("/a"), true);
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at("/a")) == 1; })) << "the refusal";
    EXPECT_FALSE(model.isNode(model.index(0, 0, at("/a"))));
    fake->failOn(Path("/a"), Errc::ok);
    fake->put(Path("/a/c"));
    ASSERT_TRUE(reveals("/a/c"));
    EXPECT_THAT(names("/a"), ElementsAre("b", "c"));
}

TEST_F(ZnodeTreeReveal, WhoGoesElsewhereMeanwhileIsNotTakenBack)
{
    fake->put(Path("/a"));
    fake->put(Path("/b"));
    ASSERT_TRUE(reveals("/a"));
    fake->hold();
    model.reveal(Path("/nope"));
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() > 0; }));
    model.reveal(Path("/b"));
    EXPECT_EQ(revealed.last()[1].toModelIndex(), at("/b"));
    fake->release();
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() == 0; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(failed.count(), 0);
}

} // namespace
} // namespace zs::ui
