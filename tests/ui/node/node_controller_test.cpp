// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/node/node_controller.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;

class NodeData : public testing::Test {
protected:
    void SetUp() override
    {
        fake->put(Path("/a"), "one");
        fake->put(Path("/b"), "two");
    }
    bool open(const char* path)
    {
        node.open(Path(path));
        return settle() && node.phase() != NodePhase::loading;
    }
    bool settle()
    {
        return spinUntil([&] { return fake->pendingCount() == 0; });
    }
    std::string shown() const
    {
        return node.data() ? std::string(textOf(*node.data())) : "<null>";
    }
    std::string onServer(const char* path) const { return fake->tree().text(Path(path)); }
    void type(std::string_view text) { node.edit(toBytes(text)); }

    std::unique_ptr<test::FakeClient> fake = std::make_unique<test::FakeClient>();
    NodeController node{fake.get()};
    QSignalSpy saved{&node, &NodeController::saved};
    QSignalSpy conflicted{&node, &NodeController::conflicted};
    QSignalSpy failed{&node, &NodeController::writeFailed};
};

TEST_F(NodeData, ShowsNothingOfTheOldNodeWhileTheNewOneIsRead)
{
    ASSERT_TRUE(open("/a"));
    EXPECT_EQ(shown(), "one");
    fake->hold();
    node.open(Path("/b"));
    EXPECT_EQ(node.phase(), NodePhase::loading);
    EXPECT_EQ(shown(), "<null>");
    type("typed too early");
    EXPECT_FALSE(node.isDirty()) << "text that is not the selected node's is never editable";
    fake->release();
    ASSERT_TRUE(settle());
    EXPECT_EQ(shown(), "two");
}

TEST_F(NodeData, DropsAnswersOfANodeThatIsNotSelectedAnyMore)
{
    fake->hold();
    node.open(Path("/a"));
    node.open(Path("/b"));
    node.open(Path("/a"));
    node.open(Path("/b"));
    fake->release();
    ASSERT_TRUE(settle());
    EXPECT_EQ(shown(), "two");
    EXPECT_EQ(node.path(), Path("/b"));
}

TEST_F(NodeData, SavesWithTheVersionThatItRead)
{
    ASSERT_TRUE(open("/a"));
    type("one and more");
    node.save();
    EXPECT_TRUE(node.isSaving());
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
    EXPECT_EQ(onServer("/a"), "one and more");
    EXPECT_FALSE(node.isDirty());
    EXPECT_EQ(node.base().stat.version, 1);
    type("again");
    node.save();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 2; }));
    EXPECT_EQ(node.base().stat.version, 2);
}

TEST_F(NodeData, KeepsBytesThatNobodyEditedAndNullApartFromEmpty)
{
    (void)test::await(fake->create(Path("/null"), std::nullopt));
    fake->put(Path("/empty"), "");
    ASSERT_TRUE(open("/null"));
    EXPECT_EQ(node.data(), std::nullopt);
    ASSERT_TRUE(open("/empty"));
    EXPECT_EQ(node.data(), Bytes());
    node.save();
    EXPECT_FALSE(node.isSaving()) << "nothing was edited, nothing is written";
    EXPECT_EQ(fake->calls(OpCode::setData), 0);
}

TEST_F(NodeData, ADraftThatComesBackToTheReadBytesEnds)
{
    ASSERT_TRUE(open("/a"));
    type("x");
    EXPECT_TRUE(node.isDirty());
    type("one");
    EXPECT_FALSE(node.isDirty());
}

TEST_F(NodeData, KeepsDraftsWhileOtherNodesAreShown)
{
    ASSERT_TRUE(open("/a"));
    type("draft of a");
    ASSERT_TRUE(open("/b"));
    EXPECT_EQ(shown(), "two");
    EXPECT_TRUE(node.hasDraft(Path("/a")));
    ASSERT_TRUE(open("/a"));
    EXPECT_EQ(shown(), "draft of a");
    node.revert();
    EXPECT_EQ(shown(), "one");
}

TEST_F(NodeData, FollowsTheServerUnlessThereIsADraft)
{
    ASSERT_TRUE(open("/a"));
    fake->put(Path("/a"), "theirs");
    ASSERT_TRUE(spinUntil([&] { return shown() == "theirs"; }));
    type("mine");
    fake->put(Path("/a"), "theirs again");
    ASSERT_TRUE(spinUntil([&] { return node.newer().has_value(); }));
    EXPECT_EQ(shown(), "mine");
    EXPECT_EQ(node.newer()->stat.version, 2);
    EXPECT_EQ(node.base().stat.version, 1);
    node.takeServer();
    EXPECT_EQ(shown(), "theirs again");
    EXPECT_FALSE(node.isDirty());
}

TEST_F(NodeData, NoticesThatADraftIsOldWhenItIsOpenedAgain)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    ASSERT_TRUE(open("/b"));
    fake->put(Path("/a"), "theirs");
    ASSERT_TRUE(open("/a"));
    EXPECT_EQ(shown(), "mine");
    ASSERT_TRUE(node.newer());
    EXPECT_EQ(node.newer()->stat.version, 1);
    node.save();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1; }));
    EXPECT_EQ(onServer("/a"), "theirs");
}

TEST_F(NodeData, AConflictLeavesTheServerAloneAndOverwritingIsStillVersionChecked)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->hold();
    fake->put(Path("/a"), "theirs");
    node.save();
    fake->release();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 1; }));
    EXPECT_EQ(onServer("/a"), "theirs");
    EXPECT_EQ(shown(), "mine");

    fake->hold();
    fake->put(Path("/a"), "theirs, a second time");
    node.overwrite();
    fake->release();
    ASSERT_TRUE(spinUntil([&] { return conflicted.count() == 2; }));
    EXPECT_EQ(onServer("/a"), "theirs, a second time");

    node.overwrite();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
    EXPECT_EQ(onServer("/a"), "mine");
}

TEST_F(NodeData, ASaveThatEndsAfterTheSelectionMovedBelongsToItsOwnNode)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->hold();
    node.save();
    node.open(Path("/b"));
    fake->release();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
    ASSERT_TRUE(settle());
    EXPECT_EQ(onServer("/a"), "mine");
    EXPECT_EQ(onServer("/b"), "two");
    EXPECT_EQ(shown(), "two");
    EXPECT_FALSE(node.hasDraft(Path("/a")));
}

TEST_F(NodeData, TypingDuringASaveKeepsWhatWasTyped)
{
    ASSERT_TRUE(open("/a"));
    type("first");
    fake->hold();
    node.save();
    type("first and second");
    fake->release();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
    ASSERT_TRUE(settle());
    EXPECT_EQ(shown(), "first and second");
    EXPECT_TRUE(node.isDirty());
    EXPECT_FALSE(node.newer()) << "our own write is no change from outside";
    node.save();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 2; }));
    EXPECT_EQ(onServer("/a"), "first and second");
}

TEST_F(NodeData, ALostSaveIsUnknownAndTheCheckFindsThatItArrived)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->failNext(OpCode::setData, Errc::connectionLoss);
    node.save();
    ASSERT_TRUE(spinUntil([&] { return failed.count() == 1; }));
    EXPECT_TRUE(node.isOutcomeUnknown());
    EXPECT_TRUE(node.isDirty());
    fake->put(Path("/a"), "mine"); // As if the lost request had been carried out.
    node.checkOutcome();
    ASSERT_TRUE(spinUntil([&] { return saved.count() >= 1; }));
    EXPECT_FALSE(node.isOutcomeUnknown());
    EXPECT_FALSE(node.isDirty());
    EXPECT_EQ(node.base().stat.version, 1);
}

TEST_F(NodeData, TheCheckTellsThatALostSaveWasNotApplied)
{
    QSignalSpy notApplied(&node, &NodeController::notApplied);
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->failNext(OpCode::setData, Errc::connectionLoss);
    node.save();
    ASSERT_TRUE(spinUntil([&] { return node.isOutcomeUnknown(); }));
    node.checkOutcome();
    ASSERT_TRUE(spinUntil([&] { return notApplied.count() == 1; }));
    EXPECT_TRUE(node.isDirty());
    node.save();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
}

TEST_F(NodeData, KeepsTheLastCopyOfADeletedNodeAndCreatesItAgainWithItsAcl)
{
    const std::vector<Acl> acl{{perm::read | perm::write, {"world", "anyone"}}};
    fake->putAcl(Path("/a"), acl);
    ASSERT_TRUE(open("/a"));
    fake->erase(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::deleted; }));
    EXPECT_EQ(shown(), "one");
    type("no");
    EXPECT_EQ(shown(), "one") << "not editable";
    node.createAgain();
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
    EXPECT_EQ(onServer("/a"), "one");
    EXPECT_EQ(fake->tree().acl(Path("/a"))->acl, acl);
}

TEST_F(NodeData, ADraftIsShownAgainWhileNoServerAnswers)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    ASSERT_TRUE(open("/b"));
    fake->failOn(Path("/a"), Errc::unreachable);
    fake->setState(SessionState::reconnecting);
    node.open(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
    EXPECT_EQ(shown(), "mine");
    EXPECT_TRUE(node.isDirty());
    fake->failOn(Path("/a"), Errc::ok);
    fake->setState(SessionState::connected);
    ASSERT_TRUE(settle());
    node.save();
    ASSERT_TRUE(spinUntil([&] { return onServer("/a") == "mine"; }));
}

TEST_F(NodeData, NoticesThatADeletedNodeCameBack)
{
    ASSERT_TRUE(open("/a"));
    fake->erase(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::deleted; }));
    ASSERT_TRUE(settle());
    fake->put(Path("/a"), "reborn");
    ASSERT_TRUE(spinUntil([&] { return shown() == "reborn"; }));
    EXPECT_EQ(node.phase(), NodePhase::ready);
}

TEST_F(NodeData, ANewNodeOfTheSameVersionIsNotTakenForTheOldOne)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->erase(Path("/a"));
    fake->put(Path("/a"), "another node"); // Version 0 again.
    ASSERT_TRUE(spinUntil([&] { return node.newer().has_value(); }));
    EXPECT_EQ(shown(), "mine");
}

TEST_F(NodeData, SaysWhyANodeCannotBeReadAndReadsItWhenItMay)
{
    QSignalSpy refused(&node, &NodeController::readRefused);
    fake->failOn(Path("/a"), Errc::noAuth);
    ASSERT_TRUE(open("/a"));
    EXPECT_EQ(node.phase(), NodePhase::failed);
    ASSERT_TRUE(node.error());
    EXPECT_EQ(node.error()->code, Errc::noAuth);
    EXPECT_TRUE(refused.last()[1].toBool());
    fake->failOn(Path("/a"), Errc::ok);
    node.reload();
    ASSERT_TRUE(spinUntil([&] { return node.phase() == NodePhase::ready; }));
    EXPECT_EQ(shown(), "one");
}

TEST_F(NodeData, HoldsEditsAndWritesWhileTheConnectionIsAway)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->setState(SessionState::reconnecting);
    EXPECT_FALSE(node.isWritable());
    node.save();
    EXPECT_FALSE(node.isSaving());
    EXPECT_EQ(shown(), "mine");
    fake->setState(SessionState::connected);
    ASSERT_TRUE(settle());
    EXPECT_EQ(shown(), "mine");
    node.save();
    ASSERT_TRUE(spinUntil([&] { return saved.count() == 1; }));
}

TEST_F(NodeData, SurvivesItsClientAndGoesOnWithTheNextSession)
{
    ASSERT_TRUE(open("/a"));
    type("mine");
    fake->hold();
    node.save();
    fake.reset();
    QCoreApplication::processEvents();
    EXPECT_TRUE(node.isOutcomeUnknown());
    fake = std::make_unique<test::FakeClient>();
    fake->put(Path("/a"), "one");
    node.setClient(fake.get());
    ASSERT_TRUE(settle());
    EXPECT_EQ(shown(), "mine");
}

} // namespace
} // namespace zs::ui
