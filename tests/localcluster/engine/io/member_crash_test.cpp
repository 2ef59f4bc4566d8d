// SPDX-License-Identifier: Apache-2.0
//
// Each change of a member's history, stopped before each of its steps: what a start then finds is
// a history that this member may have.
#include "tests/localcluster/engine/io/crash_steps.h"
#include "tests/localcluster/engine/io/member_folder.h"

#include <gmock/gmock.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;

constexpr int farMoreThanAll = 1000;

class MemberCrash : public testing::Test {
protected:
    static void applyTo(DataTree& tree, const std::vector<Zxid>& zxids)
    {
        for (const Zxid zxid : zxids) {
            const Txn txn = MemberFolder::txn(zxid);
            tree.apply(txn.header, txn.body);
        }
    }
    /// Logs 1|1…1|4, 2|1…2|3 and snapshots at 1|3 and 2|2.
    static void fill(const MemberFolder& member)
    {
        member.begin(3);
        DataTree tree;
        for (const auto& [first, count] : {std::pair(Zxid(1, 1), 4), std::pair(Zxid(2, 1), 3)}) {
            AppendLog task = MemberFolder::append(first, count);
            LogThread log(logOptions(member.config, member.directories), [] {});
            log.append(task.batch);
            log.finish();
            for (int i = 0; i < count - 1; ++i)
                applyTo(tree, {Zxid(first.value + i)});
            ASSERT_TRUE(writeSnapshot(snapshotTarget(member.config), tree, {}));
            applyTo(tree, {Zxid(first.value + count - 1)});
        }
        ASSERT_EQ(member.foundLast(), "0x200000003");
    }
    static void copy(const MemberFolder& from, const MemberFolder& to)
    {
        std::filesystem::copy(from.directories.snapshots, to.directories.snapshots,
            std::filesystem::copy_options::recursive);
    }
    /// The transactions of fill() whose nodes are there, oldest first.
    static std::vector<Zxid> kept(const RecoveredMember& found)
    {
        std::vector<Zxid> zxids;
        for (const Zxid zxid : {Zxid(1, 1), Zxid(1, 2), Zxid(1, 3), Zxid(1, 4), Zxid(2, 1),
                 Zxid(2, 2), Zxid(2, 3)}) {
            const std::string path = MemberFolder::path(zxid);
            if (found.history.state.tree->find(path))
                zxids.push_back(zxid);
        }
        return zxids;
    }
    /// All transactions of fill() up to the last one, and nothing else.
    static void expectPrefix(const RecoveredMember& found, Zxid from, const std::string& when)
    {
        std::vector<Zxid> expected;
        for (const Zxid zxid : {Zxid(1, 1), Zxid(1, 2), Zxid(1, 3), Zxid(1, 4), Zxid(2, 1),
                 Zxid(2, 2), Zxid(2, 3)}) {
            if (zxid <= found.lastProcessed)
                expected.push_back(zxid);
        }
        EXPECT_EQ(kept(found), expected) << when;
        EXPECT_GE(found.lastProcessed, from) << when;
    }
};

TEST_F(MemberCrash, ATruncationLeavesAHistoryThisMemberHadAndCanBeDoneAgain)
{
    MemberFolder filled;
    fill(filled);
    for (const Zxid last : {Zxid(1, 2), Zxid(1, 3), Zxid(1, 4), Zxid(2, 1)}) {
        int steps = 0;
        for (bool crashes = true; crashes && steps < farMoreThanAll;) {
            MemberFolder member;
            copy(filled, member);
            ++steps;
            const std::string when
                = "cut to " + toText(last) + ", stopped before step " + std::to_string(steps);
            crashes = crashesAtStep(steps, [&] {
                (void)truncateHistory(member.directories, member.config, last);
            });
            const auto found = recoverMember(member.directories, member.config);
            ASSERT_TRUE(found) << when << ": " << found.error().detail;
            expectPrefix(*found, last, when);
            const auto again = truncateHistory(member.directories, member.config, last);
            ASSERT_TRUE(again) << when << ": " << again.error().detail;
            EXPECT_EQ(member.foundLast(), toText(last)) << when;
        }
        EXPECT_GT(steps, 5);
        EXPECT_LT(steps, farMoreThanAll);
    }
}

/// Old history, its beginning, or the leader's tree alone.
TEST_F(MemberCrash, AnAdoptedSnapshotReplacesTheHistoryWholeOrNotAtAll)
{
    MemberFolder filled;
    fill(filled);
    for (const bool goesBack : {true, false}) {
        int steps = 0;
        bool wasOld = false;
        for (bool crashes = true; crashes && steps < farMoreThanAll;) {
            MemberFolder member;
            copy(filled, member);
            const SnapshotTarget target = snapshotTarget(member.config);
            DataTree tree; // A leader's: not what this member's log leads to.
            applyTo(tree, {Zxid(1, 1), Zxid(1, 9)});
            if (!goesBack)
                applyTo(tree, {Zxid(4, 2)});
            const Zxid zxid = tree.lastProcessed();
            ++steps;
            const std::string when = "adopting " + toText(zxid) + ", stopped before step "
                + std::to_string(steps);
            // As a member does that takes part in the leader's epoch.
            ASSERT_TRUE(writeEpoch(member.directories.snapshots, EpochFile::accepted, 5));
            crashes = crashesAtStep(steps, [&] {
                if (writeTemporarySnapshot(target, tree, {}))
                    (void)adoptSnapshot(member.directories, target, zxid);
            });
            const auto found = recoverMember(member.directories, member.config);
            ASSERT_TRUE(found) << when << ": " << found.error().detail;
            const bool isNew = found->lastProcessed == zxid;
            wasOld = wasOld || !isNew;
            EXPECT_TRUE(isNew || crashes) << when;
            if (isNew)
                EXPECT_EQ(found->history.state.tree->digest(), tree.digest()) << when;
            else
                expectPrefix(*found, Zxid(), when);
        }
        EXPECT_TRUE(wasOld);
        EXPECT_GT(steps, 10);
        EXPECT_LT(steps, farMoreThanAll);
    }
}

/// A killed server leaves records and names to the kernel alone; power may fail right after the
/// vote that tells of them.
TEST_F(MemberCrash, WhatRecoveryReadIsSyncedBeforeAnybodyReliesOnIt)
{
    for (const bool isMember : {true, false}) {
        MemberFolder member;
        fill(member);
        const auto calls = diskCallsOf([&] {
            DataTree tree;
            if (isMember)
                EXPECT_EQ(member.foundLast(), "0x200000003");
            else
                EXPECT_TRUE(recoverTree(
                    member.directories, member.config, recoveryOptions(member.config), tree));
        });
        EXPECT_THAT(calls, ElementsAre("fsync snapshot.200000002", "fsync log.200000001",
                               "fsync version-2"));
    }
}

} // namespace
} // namespace zs::engine::io
