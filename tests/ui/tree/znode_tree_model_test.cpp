// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/fake_client.h"
#include "ui/tree/znode_tree_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QThreadPool>
#include <QTimer>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using test::spinUntil;
using testing::ElementsAre;

class ZnodeTree : public testing::Test {
protected:
    /// Sends a broken rule of QAbstractItemModel to the test's result.
    void watchRules()
    {
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    QModelIndex at(const char* path) const { return model.indexOf(Path(path)); }
    bool expand(const char* path)
    {
        const QModelIndex index = at(path);
        if (!index.isValid())
            return false;
        model.setExpanded(index, true);
        return settle();
    }
    /// Until nothing is asked or merged any more. By a timer, not a clock: those of the model that
    /// are due sooner fire before it, however long the machine lets all of them wait.
    bool settle()
    {
        QTimer quiet;
        quiet.setTimerType(Qt::PreciseTimer);
        quiet.setSingleShot(true);
        quiet.start(20);
        return spinUntil([&] {
            if (fake->pendingCount() > 0)
                quiet.start();
            return !quiet.isActive();
        });
    }
    std::vector<std::string> names(const char* path) const
    {
        std::vector<std::string> out;
        const QModelIndex parent = at(path);
        for (int row = 0; row < model.rowCount(parent); ++row)
            out.push_back(model.index(row, 0, parent).data().toString().toStdString());
        return out;
    }
    void show(std::vector<const char*> paths)
    {
        QModelIndexList rows;
        for (const char* path : paths)
            rows << at(path);
        model.setVisibleRows(rows);
        settle();
    }

    std::unique_ptr<test::FakeClient> fake = std::make_unique<test::FakeClient>();
    ZnodeTreeModel model{fake.get()};

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

TEST_F(ZnodeTree, ShowsTheRootFirstAndListsALevelOnlyWhenItIsExpanded)
{
    fake->put(Path("/a/b"));
    settle();
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, 0).data().toString(), "/");
    EXPECT_EQ(fake->calls(OpCode::getChildren2), 0);
    ASSERT_TRUE(expand("/"));
    EXPECT_THAT(names("/"), ElementsAre("a", "zookeeper"));
    EXPECT_EQ(fake->calls(OpCode::getChildren2), 1);
}

TEST_F(ZnodeTree, ObeysTheRulesOfModelsWhileNodesComeAndGo)
{
    fake->put(Path("/a/b"));
    fake->put(Path("/a/c"));
    watchRules(); // The tester expands everything by itself.
    ASSERT_TRUE(settle());
    for (int i = 0; i < 12; ++i)
        fake->put(Path("/a/n" + std::to_string(i)));
    fake->erase(Path("/a/b"));
    ASSERT_TRUE(spinUntil([&] { return names("/a").size() == 13; }));
    EXPECT_THAT(names("/a"), ElementsAre("c", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8",
                                 "n9", "n10", "n11"));
    fake->erase(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return !at("/a").isValid(); }));
    EXPECT_EQ(model.loadedNodes(), 2) << "/ and /zookeeper";
}

TEST_F(ZnodeTree, KeepsPersistentIndexesOfNodesThatStay)
{
    for (int i = 0; i < 20; ++i)
        fake->put(Path("/n" + std::to_string(i)));
    ASSERT_TRUE(expand("/"));
    const QPersistentModelIndex kept(at("/n7"));
    fake->put(Path("/a"));
    fake->erase(Path("/n3"));
    fake->put(Path("/n7a"));
    ASSERT_TRUE(spinUntil([&] { return at("/n7a").isValid() && !at("/n3").isValid(); }));
    EXPECT_EQ(kept.data().toString(), "n7");
    EXPECT_EQ(QModelIndex(kept), at("/n7"));
}

TEST_F(ZnodeTree, RearmsItsOneShotWatchByReadingAgain)
{
    ASSERT_TRUE(expand("/"));
    for (int round = 0; round < 3; ++round) {
        const std::string path = "/x" + std::to_string(round);
        fake->put(Path(path));
        ASSERT_TRUE(spinUntil([&] { return at(path.c_str()).isValid(); })) << path;
    }
    EXPECT_EQ(fake->watchCount(Path("/")), 1);
    EXPECT_EQ(model.watchesHeld(), 1);
}

TEST_F(ZnodeTree, DoesNotFollowWhatIsCollapsedAndReadsItWhenItOpensAgain)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(expand("/") && expand("/a"));
    model.setExpanded(at("/a"), false);
    fake->put(Path("/a/c"));
    ASSERT_TRUE(settle());
    EXPECT_THAT(names("/a"), ElementsAre("b"));
    EXPECT_EQ(fake->watchCount(Path("/a")), 0);
    ASSERT_TRUE(expand("/a"));
    EXPECT_THAT(names("/a"), ElementsAre("b", "c"));
}

TEST_F(ZnodeTree, AsksDetailsOfVisibleRowsOnlyAndAllAtOnce)
{
    for (int i = 0; i < 200; ++i)
        fake->put(Path("/n" + std::to_string(i) + "/child"));
    ASSERT_TRUE(expand("/"));
    EXPECT_EQ(fake->calls(OpCode::exists), 0) << "names come first";
    fake->hold();
    model.setVisibleRows({at("/n1"), at("/n2"), at("/n3")});
    EXPECT_EQ(fake->pendingCount(), 3u) << "one after the other would take a round trip each";
    EXPECT_EQ(at("/n2").data(ZnodeTreeModel::CountRole).toInt(), -1);
    fake->release();
    ASSERT_TRUE(settle());
    EXPECT_EQ(at("/n2").data(ZnodeTreeModel::CountRole).toInt(), 1);
    EXPECT_EQ(fake->calls(OpCode::exists), 3);
    model.setVisibleRows({at("/n2"), at("/n3"), at("/n4")});
    ASSERT_TRUE(settle());
    EXPECT_EQ(fake->calls(OpCode::exists), 4) << "what is known is not asked again";
}

TEST_F(ZnodeTree, TellsKindsApart)
{
    fake->put(Path("/f.json"), "{}");
    fake->put(Path("/plain"));
    fake->put(Path("/dir/x"));
    fake->put(Path("/lock-0000000007"));
    (void)test::await(fake->create(Path("/e"), Bytes{}, CreateMode::ephemeral));
    ASSERT_TRUE(expand("/"));
    show({"/f.json", "/plain", "/dir", "/lock-0000000007", "/e", "/zookeeper"});
    const auto kind = [&](const char* path) {
        return static_cast<NodeKind>(at(path).data(ZnodeTreeModel::NodeKindRole).toInt());
    };
    EXPECT_EQ(kind("/f.json"), NodeKind::json);
    EXPECT_EQ(kind("/plain"), NodeKind::leaf);
    EXPECT_EQ(kind("/dir"), NodeKind::folder);
    EXPECT_EQ(kind("/lock-0000000007"), NodeKind::sequential);
    EXPECT_EQ(kind("/e"), NodeKind::ephemeral);
    EXPECT_EQ(kind("/zookeeper"), NodeKind::system);
    EXPECT_FALSE(model.hasChildren(at("/e"))) << "ephemerals cannot have children";
    EXPECT_EQ(at("/lock-0000000007").data(ZnodeTreeModel::SuffixRole).toInt(), 10);
}

TEST_F(ZnodeTree, MarksAChangeFromOutsideForAWhileButNotAnOwnWrite)
{
    fake->put(Path("/a"), "1");
    fake->put(Path("/b"), "1");
    ASSERT_TRUE(expand("/"));
    show({"/a", "/b"});
    model.beginOwnWrite(Path("/b"));
    QElapsedTimer clock;
    clock.start();
    fake->put(Path("/a"), "2");
    fake->put(Path("/b"), "2");
    ASSERT_TRUE(spinUntil([&] { return at("/a").data(ZnodeTreeModel::ChangedRole).toBool(); }));
    ASSERT_TRUE(settle());
    EXPECT_FALSE(at("/b").data(ZnodeTreeModel::ChangedRole).toBool());
    model.endOwnWrite(Path("/b"));
    ASSERT_TRUE(spinUntil([&] { return !at("/a").data(ZnodeTreeModel::ChangedRole).toBool(); }));
    EXPECT_GT(clock.elapsed(), 4'500); // A busy machine makes it longer, never shorter.
}

TEST_F(ZnodeTree, MarksWhatMayNotBeReadAndSaysWhyInWords)
{
    fake->put(Path("/secret/x"));
    fake->failOn(Path("/secret"), Errc::noAuth);
    ASSERT_TRUE(expand("/"));
    EXPECT_FALSE(at("/secret").data(ZnodeTreeModel::UnreadableRole).toBool());
    ASSERT_TRUE(expand("/secret"));
    EXPECT_TRUE(at("/secret").data(ZnodeTreeModel::UnreadableRole).toBool());
    ASSERT_EQ(model.rowCount(at("/secret")), 1);
    const QModelIndex note = model.index(0, 0, at("/secret"));
    EXPECT_EQ(note.data(ZnodeTreeModel::RowKindRole).toInt(), static_cast<int>(RowKind::problem));
    EXPECT_THAT(note.data().toString().toStdString(), testing::HasSubstr("NoAuth"));
    EXPECT_FALSE(model.isNode(note));
    EXPECT_FALSE(model.canFetchMore(at("/secret"))) << "or a view would ask for ever";
    fake->failOn(Path("/secret"), Errc::ok);
    model.refresh(Path("/secret"));
    ASSERT_TRUE(spinUntil([&] { return at("/secret/x").isValid(); }));
    EXPECT_FALSE(at("/secret").data(ZnodeTreeModel::UnreadableRole).toBool());
}

TEST_F(ZnodeTree, AnAnswerForANodeThatWentMeanwhileIsDropped)
{
    fake->put(Path("/a"));
    fake->put(Path("/z"));
    ASSERT_TRUE(expand("/"));
    watchRules(); // The tester expands /a, which is watched from then on.
    ASSERT_TRUE(settle());
    fake->hold();
    model.refresh(Path("/a"));
    model.setVisibleRows({at("/a"), at("/z")});
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() >= 2; }));
    fake->erase(Path("/a"));
    ASSERT_TRUE(spinUntil([&] { return !at("/a").isValid(); }));
    fake->release();
    ASSERT_TRUE(settle());
    EXPECT_THAT(names("/"), ElementsAre("z", "zookeeper"));
}

TEST_F(ZnodeTree, ShowsSkeletonsForASlowReadThenSaysHowLongItTakesAndCanBeStopped)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(expand("/"));
    fake->hold();
    model.setExpanded(at("/a"), true);
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() == 1; }));
    EXPECT_EQ(model.rowCount(at("/a")), 0) << "nothing for the first 150 ms";
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at("/a")) > 0; }));
    const QModelIndex note = model.index(0, 0, at("/a"));
    EXPECT_EQ(note.data(ZnodeTreeModel::RowKindRole).toInt(), static_cast<int>(RowKind::skeleton));
    EXPECT_FALSE(model.slowRead());
    ASSERT_TRUE(spinUntil([&] { return model.slowRead().has_value(); }));
    EXPECT_EQ(model.slowRead()->path, Path("/a"));
    model.stopReading(Path("/a"));
    EXPECT_FALSE(model.slowRead());
    EXPECT_THAT(names("/a"), ElementsAre(testing::HasSubstr("Stopped")));
    fake->release();
    ASSERT_TRUE(settle());
    EXPECT_THAT(names("/a"), ElementsAre(testing::HasSubstr("Stopped"))) << "the answer is dropped";
}

TEST_F(ZnodeTree, ReadsAllExpandedLevelsAgainAfterAReconnect)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(expand("/") && expand("/a"));
    fake->setState(SessionState::reconnecting, "gone");
    model.refresh(Path("/a"));
    ASSERT_TRUE(settle());
    EXPECT_THAT(names("/a"), ElementsAre("b")) << "what was read stays visible";
    const int before = fake->calls(OpCode::getChildren2);
    fake->put(Path("/a/c"));
    fake->setState(SessionState::connected);
    ASSERT_TRUE(settle());
    EXPECT_GE(fake->calls(OpCode::getChildren2), before + 2);
    EXPECT_THAT(names("/a"), ElementsAre("b", "c"));
}

TEST_F(ZnodeTree, GoesOnWithANewSessionWhereTheExpiredOneStopped)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(expand("/") && expand("/a"));
    fake->setState(SessionState::expired);
    EXPECT_EQ(model.watchesHeld(), 0);
    auto next = std::make_unique<test::FakeClient>();
    next->put(Path("/a/c"));
    model.setClient(next.get());
    fake = std::move(next); // The old client dies while the model lives on.
    ASSERT_TRUE(spinUntil([&] { return at("/a/c").isValid() && !at("/a/b").isValid(); }));
    EXPECT_EQ(model.watchesHeld(), 2);
}

TEST_F(ZnodeTree, SurvivesTheEndOfItsClientInTheMiddleOfARead)
{
    fake->put(Path("/a/b"));
    ASSERT_TRUE(expand("/"));
    fake->hold();
    model.setExpanded(at("/a"), true);
    ASSERT_TRUE(spinUntil([&] { return fake->pendingCount() == 1; }));
    fake.reset();
    QCoreApplication::processEvents();
    EXPECT_TRUE(at("/a").isValid());
    EXPECT_FALSE(model.canFetchMore(at("/a")));
}

TEST_F(ZnodeTree, ShowsHostileNamesEscaped)
{
    fake->put(Path("/ok"));
    fake->put(Path("/<b>bold"));
    fake->put(Path("/x\u202ey"));
    ASSERT_TRUE(expand("/"));
    EXPECT_THAT(names("/"), ElementsAre("<b>bold", "ok", "x\\u202ey", "zookeeper"));
    EXPECT_THAT(at("/<b>bold").data(Qt::ToolTipRole).toString().toStdString(),
        testing::HasSubstr("&lt;b&gt;bold"));
}

TEST_F(ZnodeTree, ScansLoadedNodesInPiecesAndInTreeOrder)
{
    fake->put(Path("/a/b"));
    fake->put(Path("/c"));
    ASSERT_TRUE(expand("/") && expand("/a"));
    std::vector<std::string> seen;
    std::optional<Path> cursor;
    do {
        cursor = model.scan(cursor, 2, [&](const ZnodeTreeModel::Visited& node) {
            seen.push_back(node.path().text());
        });
    } while (cursor);
    EXPECT_THAT(seen, ElementsAre("/", "/a", "/a/b", "/c", "/zookeeper"));
}

TEST_F(ZnodeTree, HoldsNoMoreWatchesThanItsCap)
{
    QModelIndexList rows;
    for (int i = 0; i < ZnodeTreeModel::maxWatches + 50; ++i)
        fake->put(Path("/n" + std::to_string(i)));
    ASSERT_TRUE(expand("/"));
    for (int i = 0; i < ZnodeTreeModel::maxWatches + 50; ++i)
        rows << at(("/n" + std::to_string(i)).c_str());
    model.setVisibleRows(rows);
    ASSERT_TRUE(spinUntil(
        [&] { return fake->calls(OpCode::exists) == rows.size() && fake->pendingCount() == 0; }));
    EXPECT_EQ(model.watchesHeld(), ZnodeTreeModel::maxWatches);
}

TEST_F(ZnodeTree, NoticesTheFirstAndTheLastChildOfACollapsedRow)
{
    fake->put(Path("/leaf"));
    ASSERT_TRUE(expand("/"));
    show({"/leaf"});
    const auto count = [&] { return at("/leaf").data(ZnodeTreeModel::CountRole).toInt(); };
    const auto followed = [&] { return fake->watchCount(Path("/leaf")) == 2; };
    ASSERT_TRUE(spinUntil(followed)) << "one on the node, one on its children";
    EXPECT_EQ(count(), 0);
    for (int round = 0; round < 3; ++round) {
        fake->put(Path("/leaf/child"));
        ASSERT_TRUE(spinUntil([&] { return count() == 1; }));
        ASSERT_TRUE(spinUntil(followed));
        fake->erase(Path("/leaf/child"));
        ASSERT_TRUE(spinUntil([&] { return count() == 0; }));
        ASSERT_TRUE(spinUntil(followed));
    }
    EXPECT_EQ(model.rowCount(at("/leaf")), 0) << "nothing below it is shown";
}

TEST_F(ZnodeTree, ListsNoLongLevelToWatchItButLooksAgain)
{
    for (int i = 0; i < ZnodeTreeModel::mostFollowed + 1; ++i)
        fake->put(Path("/long/" + std::to_string(i)));
    ASSERT_TRUE(expand("/"));
    const int listed = fake->calls(OpCode::getChildren2);
    model.setLookEvery(20ms);
    show({"/long"});
    const auto count = [&] { return at("/long").data(ZnodeTreeModel::CountRole).toInt(); };
    ASSERT_TRUE(spinUntil([&] { return count() == ZnodeTreeModel::mostFollowed + 1; }));
    fake->put(Path("/long/more"));
    ASSERT_TRUE(spinUntil([&] { return count() == ZnodeTreeModel::mostFollowed + 2; }));
    EXPECT_EQ(fake->calls(OpCode::getChildren2), listed);
    fake->erase(Path("/long/more"));
    fake->erase(Path("/long/0"));
    ASSERT_TRUE(spinUntil([&] { return count() == ZnodeTreeModel::mostFollowed; }));
    ASSERT_TRUE(spinUntil([&] { return fake->calls(OpCode::getChildren2) == listed + 1; }))
        << "short enough now";
    model.setVisibleRows({});
    ASSERT_TRUE(settle());
    const int asked = fake->calls(OpCode::exists);
    fake->put(Path("/long/more"));
    ASSERT_TRUE(settle());
    EXPECT_EQ(fake->calls(OpCode::exists), asked) << "nobody sees it";
}

TEST_F(ZnodeTree, ACollapsedRowThatMayNotBeListedIsMarkedAndNotListedAgain)
{
    fake->put(Path("/secret"));
    ASSERT_TRUE(expand("/"));
    fake->failOn(Path("/secret"), Errc::noAuth);
    show({"/secret"});
    ASSERT_TRUE(
        spinUntil([&] { return at("/secret").data(ZnodeTreeModel::UnreadableRole).toBool(); }));
    EXPECT_EQ(model.watchesHeld(), 1);
}

TEST_F(ZnodeTree, MayBeDestroyedWhileALongListIsSorted)
{
    fake->put(Path("/big"));
    for (int i = 0; i < 30'000; ++i)
        fake->put(Path("/big/" + std::to_string(i * 7919 % 30'000)));
    auto brief = std::make_unique<ZnodeTreeModel>(fake.get());
    brief->setExpanded(brief->index(0, 0), true);
    ASSERT_TRUE(spinUntil([&] { return brief->indexOf(Path("/big")).isValid(); }));
    brief->setExpanded(brief->indexOf(Path("/big")), true);
    ASSERT_TRUE(spinUntil([&] {
        return fake->calls(OpCode::getChildren2) == 2 && fake->pendingCount() == 0;
    }));
    brief.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

TEST_F(ZnodeTree, TakesAHundredThousandChildren)
{
    fake->put(Path("/big"));
    for (int i = 0; i < 100'000; ++i)
        fake->put(Path("/big/" + std::to_string(i * 7919 % 100'000)));
    ASSERT_TRUE(expand("/"));
    model.setExpanded(at("/big"), true);
    ASSERT_TRUE(spinUntil([&] { return model.rowCount(at("/big")) == 100'000; }));
    EXPECT_EQ(fake->calls(OpCode::getChildren2), 2);
    EXPECT_EQ(model.index(99'999, 0, at("/big")).data().toString(), "99999");
}

} // namespace
} // namespace zs::ui
