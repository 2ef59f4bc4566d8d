// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/member_folder.h"

#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>

namespace zs::engine::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(MappedFile, APageThatTheDiskCannotReadIsAnErrorAndNoSignal)
{
    const MemberFolder folder;
    const std::string path = folder.directories.snapshots + "/snapshot.1";
    std::ofstream(path) << "short";
    const auto fd = openFile(path, O_RDONLY);
    ASSERT_TRUE(fd);
    // Behind the file's end there is nothing to be read, as where the disk fails.
    const auto whole = mapOpened(*fd, path, 5, Reading::all);
    ASSERT_TRUE(whole) << whole.error().detail;
    EXPECT_EQ(textOf((*whole)->bytes()), "short");
    const auto mapped = mapOpened(*fd, path, 100'000, Reading::all);
    if (mapped)
        GTEST_SKIP() << "this Linux cannot tell: it is older than 5.14";
    EXPECT_EQ(mapped.error().code, Errc::io);
    EXPECT_THAT(mapped.error().detail, HasSubstr("cannot read " + path));
}

class EpochFiles : public testing::Test {
protected:
    void put(const std::string& name, const std::string& text) const
    {
        std::ofstream(folder.directories.snapshots + "/" + name) << text;
    }
    [[nodiscard]] std::string get(const std::string& name) const
    {
        return readTextFile(folder.directories.snapshots + "/" + name).value_or("none");
    }
    [[nodiscard]] std::string refusal(Zxid last) const
    {
        const auto epochs = readEpochs(folder.directories.snapshots, last);
        return epochs ? "accepted" : epochs.error().detail;
    }
    MemberFolder folder;
};

TEST_F(EpochFiles, MissingOnesAreMadeWithTheEpochOfTheLastTransaction)
{
    const auto epochs = readEpochs(folder.directories.snapshots, Zxid(3, 7));
    ASSERT_TRUE(epochs) << epochs.error().detail;
    EXPECT_EQ(epochs->accepted, 3);
    EXPECT_EQ(epochs->current, 3);
    EXPECT_EQ(get("acceptedEpoch"), "3");
    EXPECT_EQ(get("currentEpoch"), "3");
}

TEST_F(EpochFiles, WhatWasWrittenIsReadAgain)
{
    ASSERT_TRUE(writeEpoch(folder.directories.snapshots, EpochFile::accepted, 9));
    ASSERT_TRUE(writeEpoch(folder.directories.snapshots, EpochFile::current, 8));
    const auto epochs = readEpochs(folder.directories.snapshots, Zxid(7, 1));
    ASSERT_TRUE(epochs);
    EXPECT_EQ(epochs->accepted, 9);
    EXPECT_EQ(epochs->current, 8);
    EXPECT_THAT(epochs->notes, IsEmpty());
}

TEST_F(EpochFiles, CurrentEpochOlderThanTheLogIsRefused)
{
    put("currentEpoch", "2");
    for (const char* accepted : {"2", ""}) {
        if (*accepted)
            put("acceptedEpoch", accepted);
        EXPECT_THAT(refusal(Zxid(3, 1)),
            HasSubstr("The current epoch, 2, is older than the last zxid, 0x300000001"));
        std::filesystem::remove(folder.directories.snapshots + "/acceptedEpoch");
    }
}

TEST_F(EpochFiles, AStopBetweenALeadersSnapshotAndCurrentEpochIsNoDamage)
{
    put("currentEpoch", "2");
    put("acceptedEpoch", "5");
    const auto epochs = readEpochs(folder.directories.snapshots, Zxid(3, 1));
    ASSERT_TRUE(epochs) << epochs.error().detail;
    EXPECT_EQ(epochs->current, 2);
    EXPECT_EQ(epochs->accepted, 5);
}

TEST_F(EpochFiles, ANewerUnfinishedCurrentEpochIsAdopted)
{
    put("currentEpoch", "2");
    put("currentEpoch.tmp", "3");
    put("acceptedEpoch", "3");
    const auto epochs = readEpochs(folder.directories.snapshots, Zxid(3, 1));
    ASSERT_TRUE(epochs) << epochs.error().detail;
    EXPECT_EQ(epochs->current, 3);
    EXPECT_EQ(get("currentEpoch"), "3");
}

TEST_F(EpochFiles, AnAcceptedEpochBehindTheCurrentOneIsRefused)
{
    put("currentEpoch", "4");
    put("acceptedEpoch", "3");
    EXPECT_THAT(refusal(Zxid(3, 1)),
        HasSubstr("The accepted epoch, 3 is less than the current epoch, 4"));
}

TEST_F(EpochFiles, WhatIsNoNumberIsRefused)
{
    for (const char* text : {"", "x", "-1", "1 2", "99999999999999999999"}) {
        put("currentEpoch", text);
        EXPECT_THAT(refusal(Zxid()), HasSubstr("holds no epoch")) << text;
    }
}

/// Log files as a member writes them; no server runs.
class MemberStore : public testing::Test {
protected:
    void writeLog(Zxid first, int count) const
    {
        AppendLog task = MemberFolder::append(first, count);
        LogThread log(logOptions(folder.config, folder.directories), [] {});
        log.append(task.batch);
        log.finish();
        ASSERT_FALSE(log.takeReport().failure);
    }
    void writeSnapshotOf(const std::vector<Zxid>& zxids) const
    {
        DataTree tree;
        for (const Zxid zxid : zxids)
            tree.apply(MemberFolder::txn(zxid).header, MemberFolder::txn(zxid).body);
        ASSERT_TRUE(writeSnapshot(snapshotTarget(folder.config), tree, {}));
    }
    MemberFolder folder;
};

TEST_F(MemberStore, RecoveryHandsOutTheEndOfTheLog)
{
    folder.config.commitLogCount = 4;
    folder.begin(3);
    writeLog(Zxid(1, 1), 5);
    writeLog(Zxid(2, 1), 2);
    auto found = recoverMember(folder.directories, folder.config);
    ASSERT_TRUE(found) << found.error().detail;
    std::vector<Zxid> zxids;
    for (const auto& [zxid, entry] : found->history.state.tail) {
        zxids.push_back(zxid);
        EXPECT_EQ(decodeTxn(entry)->header.zxid, zxid);
    }
    EXPECT_THAT(zxids, ElementsAre(Zxid(1, 4), Zxid(1, 5), Zxid(2, 1), Zxid(2, 2)));
}

TEST_F(MemberStore, TheTailNeverReachesAcrossASnapshotThatALeaderSent)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 3);
    writeSnapshotOf({Zxid(1, 1), Zxid(1, 6)}); // 4 and 5 were never logged here.
    writeLog(Zxid(1, 7), 1);
    auto found = recoverMember(folder.directories, folder.config);
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_THAT(found->history.state.tail, SizeIs(1));
    EXPECT_EQ(found->history.state.tail[0].first, Zxid(1, 7));
}

TEST_F(MemberStore, TheTailHoldsWhatTheOwnSnapshotCovers)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 3);
    writeSnapshotOf({Zxid(1, 1), Zxid(1, 2), Zxid(1, 3)});
    auto found = recoverMember(folder.directories, folder.config);
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_THAT(found->history.state.tail, SizeIs(3));
}

TEST_F(MemberStore, TruncationAtEachPointLeavesExactlyTheHistoryBeforeIt)
{
    const std::vector<Zxid> all
        = {Zxid(1, 1), Zxid(1, 2), Zxid(1, 3), Zxid(2, 1), Zxid(2, 2), Zxid(3, 1)};
    for (std::size_t kept = 0; kept <= all.size(); ++kept) {
        MemberFolder member;
        member.begin(3);
        for (const auto& [first, count] :
            {std::pair(Zxid(1, 1), 3), std::pair(Zxid(2, 1), 2), std::pair(Zxid(3, 1), 1)}) {
            AppendLog task = MemberFolder::append(first, count);
            LogThread log(logOptions(member.config, member.directories), [] {});
            log.append(task.batch);
        }
        const Zxid last = kept == 0 ? Zxid() : all[kept - 1];
        auto state = truncateHistory(member.directories, member.config, last);
        ASSERT_TRUE(state) << state.error().detail;
        EXPECT_EQ(state->tree->lastProcessed(), last);
        EXPECT_THAT(state->tail, SizeIs(kept));
        EXPECT_EQ(member.foundLast(), toText(last));
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string path = MemberFolder::path(all[i]);
            EXPECT_EQ(state->tree->find(path) != nullptr, i < kept) << path << " of " << kept;
        }
    }
}

TEST_F(MemberStore, TruncationGoesBehindNewerSnapshots)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 4);
    writeSnapshotOf({Zxid(1, 1), Zxid(1, 2), Zxid(1, 3), Zxid(1, 4)});
    ASSERT_TRUE(truncateHistory(folder.directories, folder.config, Zxid(1, 2)));
    EXPECT_THAT(folder.files("snapshot."), ElementsAre("snapshot.0"));
    EXPECT_EQ(folder.foundLast(), "0x100000002");
}

TEST_F(MemberStore, TruncationThatNoSnapshotReachesBackToChangesNothing)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 4);
    writeSnapshotOf({Zxid(1, 1), Zxid(1, 2), Zxid(1, 3), Zxid(1, 4)});
    ASSERT_EQ(::unlink((folder.directories.snapshots + "/snapshot.0").c_str()), 0);
    const auto state = truncateHistory(folder.directories, folder.config, Zxid(1, 2));
    ASSERT_FALSE(state);
    EXPECT_THAT(state.error().detail, HasSubstr("all snapshots are newer than 0x100000002"));
    EXPECT_EQ(folder.foundLast(), "0x100000004");
}

TEST_F(MemberStore, ASnapshotOfTheLeaderReplacesWhatLiesAboveIt)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 2);
    writeLog(Zxid(3, 1), 2); // Of a leader that nobody followed.
    writeSnapshotOf({Zxid(1, 1), Zxid(1, 2), Zxid(3, 1)});
    DataTree tree;
    tree.apply(MemberFolder::txn(Zxid(2, 9)).header, MemberFolder::txn(Zxid(2, 9)).body);
    const SnapshotTarget target = snapshotTarget(folder.config);
    ASSERT_TRUE(writeTemporarySnapshot(target, tree, {}));
    ASSERT_TRUE(adoptSnapshot(folder.directories, target, Zxid(2, 9)));
    EXPECT_THAT(folder.files("snapshot."), ElementsAre("snapshot.200000009"));
    EXPECT_THAT(folder.files("log."), IsEmpty()); // They do not lead to it.
    EXPECT_EQ(folder.foundLast(), "0x200000009");
}

TEST_F(MemberStore, ADamagedSnapshotOfALeaderIsNeverReplacedByWhatWasThereBefore)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 3);
    const SnapshotTarget target = snapshotTarget(folder.config);
    DataTree tree;
    for (const Zxid zxid : {Zxid(1, 1), Zxid(1, 9)})
        tree.apply(MemberFolder::txn(zxid).header, MemberFolder::txn(zxid).body);
    ASSERT_TRUE(writeTemporarySnapshot(target, tree, {}));
    ASSERT_TRUE(adoptSnapshot(folder.directories, target, Zxid(1, 9)));
    writeLog(Zxid(2, 1), 2); // Counts from 1 again: no gap can be seen.
    EXPECT_EQ(folder.foundLast(), "0x200000002");
    std::filesystem::resize_file(folder.directories.snapshots + "/snapshot.100000009", 50);
    EXPECT_THAT(folder.foundLast(), HasSubstr("snapshots can be read"));
}

TEST_F(MemberStore, LogIsReadFromTheLastTransactionNotAboveTheOneAskedFor)
{
    folder.begin(3);
    writeLog(Zxid(1, 1), 3);
    writeLog(Zxid(2, 1), 2);
    const auto zxidsFrom = [&](Zxid from, std::int64_t limitBytes = -1) {
        std::vector<Zxid> zxids;
        for (const auto& [zxid, entry] :
            readLogFrom(folder.directories, from, limitBytes).value_or(DiskQueue::Entries {}))
            zxids.push_back(zxid);
        return zxids;
    };
    EXPECT_THAT(zxidsFrom(Zxid(1, 2)),
        ElementsAre(Zxid(1, 2), Zxid(1, 3), Zxid(2, 1), Zxid(2, 2)));
    EXPECT_THAT(zxidsFrom(Zxid(1, 9)), ElementsAre(Zxid(1, 3), Zxid(2, 1), Zxid(2, 2)));
    EXPECT_THAT(zxidsFrom(Zxid(2, 2)), ElementsAre(Zxid(2, 2)));
    EXPECT_THAT(zxidsFrom(Zxid()), IsEmpty());
    EXPECT_THAT(zxidsFrom(Zxid(1, 2), 10), IsEmpty());
    ASSERT_EQ(::unlink((folder.directories.logs + "/log.100000001").c_str()), 0);
    EXPECT_THAT(zxidsFrom(Zxid(1, 2)), IsEmpty());
}

TEST_F(MemberStore, WhatWasLoggedBeforeALeadersSnapshotIsNotReadAsItsHistory)
{
    folder.begin(2);
    writeLog(Zxid(1, 1), 3); // 1|3 was never committed.
    const SnapshotTarget target = snapshotTarget(folder.config);
    ASSERT_TRUE(writeTemporarySnapshot(target, DataTree(), {}));
    ASSERT_TRUE(adoptSnapshot(folder.directories, target, Zxid(2, 0)));
    writeLog(Zxid(2, 1), 2);
    EXPECT_FALSE(readLogFrom(folder.directories, Zxid(1, 2), -1));
    EXPECT_EQ(readLogFrom(folder.directories, Zxid(2, 1), -1).value().size(), 2U);
}

} // namespace
} // namespace zs::engine::io
