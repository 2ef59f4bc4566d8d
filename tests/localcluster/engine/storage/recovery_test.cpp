// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/storage/server_files.h"

#include <gmock/gmock.h>

namespace zs::engine::storage {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Recovering : public ServerFiles { };

TEST_F(Recovering, NothingOnDiskIsAFreshServer)
{
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered);
    EXPECT_TRUE(recovered->fresh);
    EXPECT_EQ(recovered->lastProcessed, Zxid());
    const DataFiles listing = files.list();
    EXPECT_FALSE(recover(listing, files, {.dbAutocreate = false}, tree));
}

TEST_F(Recovering, ReplaysFromTheLogThatTheSnapshotBeginsIn)
{
    addSnapshot(0);
    addSnapshot(12);
    addLog(1, 13);
    addLog(14, 20);
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_EQ(recovered->snapshot, Zxid(12));
    EXPECT_EQ(recovered->replayed, 8U);
    EXPECT_EQ(recovered->lastProcessed, Zxid(20));
    EXPECT_NE(tree.find("/13"), nullptr);
}

TEST_F(Recovering, ADamagedSnapshotGivesWayToTheOlderOne)
{
    addSnapshot(0);
    addSnapshot(5);
    addLog(1, 8);
    files.files["snapshot.5"][100] ^= 1;
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_EQ(recovered->snapshot, Zxid(0));
    EXPECT_EQ(recovered->lastProcessed, Zxid(8));
    EXPECT_THAT(recovered->notes, ElementsAre(HasSubstr("snapshot.5")));
}

/// The records between came by the snapshot alone; what follows it looks as if nothing was missing.
TEST_F(Recovering, ALeadersDamagedSnapshotAtTheStartOfAnEpochIsNotReplacedByAnOlderOne)
{
    addSnapshot(0);
    addLog(1, 3);
    const std::int64_t opened = Zxid(1, 0).value;
    for (const std::int64_t zxid : {std::int64_t(9), opened}) {
        files.files[snapshotName(Zxid(zxid), Compression::none)] = Bytes(100, 1);
        for (const bool goesOn : {false, true}) {
            if (goesOn)
                addLog(opened + 1, opened + 2);
            EXPECT_THAT(refusal(),
                AllOf(HasSubstr("the snapshot of zxid " + toText(Zxid(zxid)) + " is damaged"),
                    HasSubstr("would be lost")));
            files.files.erase(logName(Zxid(opened + 1)));
        }
        files.files.erase(snapshotName(Zxid(zxid), Compression::none));
    }
    EXPECT_EQ(refusal(), "recovered 0x3");
}

TEST_F(Recovering, EachDamagedSnapshotMustBeCovered)
{
    addSnapshot(0);
    addSnapshot(5);
    addSnapshot(9);
    addLog(1, 8);
    files.files["snapshot.5"][100] ^= 1;
    files.files["snapshot.9"][100] ^= 1;
    EXPECT_THAT(refusal(), HasSubstr("the snapshot of zxid 0x9 is damaged"));
}

TEST_F(Recovering, RefusesWhenNoSnapshotCanBeRead)
{
    addSnapshot(5);
    addLog(1, 8);
    files.files["snapshot.5"].resize(50);
    EXPECT_THAT(refusal(), HasSubstr("none of the 1 snapshots can be read"));
}

TEST_F(Recovering, LogsWithoutASnapshotNeedTheSetting)
{
    addLog(1, 3);
    EXPECT_THAT(refusal(), HasSubstr("snapshot.trust.empty"));
    DataTree tree;
    const DataFiles listing = files.list();
    const auto recovered = recover(listing, files, {.trustEmptySnapshot = true}, tree);
    ASSERT_TRUE(recovered);
    EXPECT_EQ(recovered->lastProcessed, Zxid(3));
}

TEST_F(Recovering, AMissingLogInTheMiddleIsRefused)
{
    addSnapshot(0);
    addLog(1, 3);
    addLog(7, 9);
    EXPECT_THAT(refusal(), AllOf(HasSubstr("log.7, offset 16"), HasSubstr("are missing")));
}

TEST_F(Recovering, ATornTailIsLeftOutAndTheNextFileGoesOn)
{
    addSnapshot(0);
    addLog(1, 4);
    files.files["log.1"].resize(files.files["log.1"].size() - 3); // 4 was never acknowledged.
    addLog(4, 6);
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_EQ(recovered->lastProcessed, Zxid(6));
    EXPECT_THAT(recovered->notes,
        ElementsAre(AllOf(HasSubstr("log.1"), HasSubstr("offset"), HasSubstr("0x3"))));
}

TEST_F(Recovering, ANewEpochStartsCountingAnew)
{
    addSnapshot(0);
    const std::int64_t epoch2 = (std::int64_t(2) << 32) + 1;
    addLog(1, 4);
    addLog(epoch2, epoch2 + 2);
    EXPECT_EQ(refusal(), "recovered 0x200000003");
    files.files.erase(logName(Zxid(epoch2)));
    addLog(epoch2 + 1, epoch2 + 2);
    EXPECT_THAT(refusal(), HasSubstr("are missing"));
}

TEST_F(Recovering, CutAnywhereTheLastFileYieldsAPrefix)
{
    addSnapshot(0);
    addLog(1, 6);
    const Bytes whole = files.files["log.1"];
    Zxid last;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        files.files["log.1"] = Bytes(whole.begin(), whole.begin() + std::ptrdiff_t(size));
        DataTree tree;
        const auto recovered = files.recoverInto(tree);
        ASSERT_TRUE(recovered) << size << recovered.error().detail;
        EXPECT_GE(recovered->lastProcessed, last);
        last = recovered->lastProcessed;
        for (std::int64_t zxid = 1; zxid <= 6; ++zxid)
            EXPECT_EQ(tree.find("/" + std::to_string(zxid)) != nullptr, zxid <= last.value) << size;
    }
    EXPECT_EQ(last, Zxid(6));
}

TEST_F(Recovering, ADigestThatDiffersIsReportedOnce)
{
    addSnapshot(0);
    Bytes& log = files.files["log.1"];
    appendLogHeader(log);
    for (const std::int64_t zxid : {1, 2}) {
        Txn txn = create(zxid);
        txn.digest = TxnDigest{TxnDigest::currentVersion, 42};
        Bytes entry;
        appendTxn(entry, txn);
        appendLogRecord(log, entry);
    }
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered);
    EXPECT_THAT(recovered->notes,
        ElementsAre(AllOf(HasSubstr("digest"), HasSubstr("log.1"), HasSubstr("0x1"))));
}

TEST(DataFiles, NamesAreReadAndWrittenAsApacheDoes)
{
    EXPECT_EQ(logName(Zxid(0x10000000a)), "log.10000000a");
    EXPECT_EQ(snapshotName(Zxid(0), Compression::gzip), "snapshot.0.gz");
    EXPECT_EQ(parseLogName("log.1f")->zxid, Zxid(0x1f));
    EXPECT_EQ(parseSnapshotName("snapshot.1f.snappy")->compression, Compression::snappy);
    for (const char* name : {"log.", "log.xyz", "log.1.tmp", "log.-1", "snapshot.1", "logs.1"})
        EXPECT_FALSE(parseLogName(name)) << name;
    EXPECT_FALSE(parseSnapshotName("snapshot.1.tmp"));
    EXPECT_THAT(classify({"log.a", "log.9", "log.10", "x"}, {}).logs,
        ElementsAre(LogFile{Zxid(9), "log.9"}, LogFile{Zxid(10), "log.a"},
            LogFile{Zxid(16), "log.10"}));
}

TEST(DataFiles, PurgeKeepsWhatTheKeptSnapshotsNeed)
{
    const std::vector<std::string> names{"log.1", "log.14", "log.24", "log.30", "snapshot.0",
        "snapshot.12", "snapshot.22", "snapshot.2f", "snapshot.31"};
    const DataFiles files = classify(names, names);
    const PurgePlan plan = planPurge(files, files.snapshots, 3);
    EXPECT_THAT(plan.snapshots, ElementsAre("snapshot.0", "snapshot.12"));
    EXPECT_THAT(plan.logs, ElementsAre("log.1")); // snapshot.22 begins in log.14.
    const std::vector<SnapshotFile> two(files.snapshots.end() - 2, files.snapshots.end());
    EXPECT_THAT(planPurge(files, two, 3).snapshots, IsEmpty()) << "too few are sound";
    EXPECT_THAT(planPurge(files, two, 3).logs, IsEmpty());
}

} // namespace
} // namespace zs::engine::storage
