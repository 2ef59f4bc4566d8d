// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/repair_plan.h"
#include "tests/localcluster/engine/storage/server_files.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace zs::engine::storage {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Snapshots 0 and 12, logs 1 to 13, 14 to 20 and 21 to 23.
class Repairing : public ServerFiles {
protected:
    Repairing()
    {
        addSnapshot(0);
        addSnapshot(12);
        addLog(1, 13);
        addLog(14, 20);
        addLog(21, 23);
    }

    /// The steps as words, after they were carried out; what they leave must recover.
    std::vector<std::string> repaired()
    {
        const auto plan = planRepair(files.list(), files, {});
        if (!plan)
            return {"refused: " + plan.error().detail};
        std::vector<std::string> words;
        for (const RepairStep& step : plan->steps) {
            EXPECT_THAT(refusal(), testing::Not(HasSubstr("recovered"))) << "a stop before this";
            carryOut(step);
            const char* kinds[] = {"aside ", "cut ", "leave out of "};
            words.push_back(kinds[static_cast<int>(step.kind)] + step.file);
        }
        DataTree tree;
        const DataFiles listing = files.list();
        const auto recovered
            = recover(listing, files, {.trustEmptySnapshot = plan->needsTrustEmpty}, tree);
        EXPECT_TRUE(recovered) << recovered.error().detail;
        if (recovered)
            words.push_back("keeps " + std::to_string(recovered->lastProcessed.value));
        EXPECT_EQ(recovered->lastProcessed, plan->keeps);
        for (std::int64_t zxid = 1; zxid <= plan->keeps.value; ++zxid)
            EXPECT_NE(tree.find("/" + std::to_string(zxid)), nullptr) << zxid;
        EXPECT_EQ(tree.nodeCount(), 5U + std::size_t(plan->keeps.value));
        return words;
    }
    void carryOut(const RepairStep& step)
    {
        if (step.kind == RepairStep::Kind::setAside) {
            files.files.erase(step.file);
            return;
        }
        Bytes& file = files.files[step.file];
        const auto until = step.kind == RepairStep::Kind::cut ? file.size() : step.until;
        file.erase(file.begin() + std::ptrdiff_t(step.from), file.begin() + std::ptrdiff_t(until));
    }
    /// Flips a bit of the path in the record of /`zxid`.
    void damage(std::int64_t log, std::int64_t zxid)
    {
        files.files[logName(Zxid(log))][recordAt(log, zxid).first + 50] ^= 1;
    }
    void replaceEntry(std::int64_t log, std::int64_t zxid, const Bytes& entry)
    {
        Bytes& file = files.files[logName(Zxid(log))];
        const auto [from, to] = recordAt(log, zxid);
        Bytes record;
        appendLogRecord(record, entry);
        file.erase(file.begin() + std::ptrdiff_t(from), file.begin() + std::ptrdiff_t(to));
        file.insert(file.begin() + std::ptrdiff_t(from), record.begin(), record.end());
    }
};

TEST_F(Repairing, WhatIsSoundIsLeftAlone)
{
    EXPECT_THAT(repaired(), ElementsAre("keeps 23"));
    files.files["log.15"].resize(files.files["log.15"].size() - 3); // 23 is torn.
    EXPECT_THAT(repaired(), ElementsAre("keeps 22"));
}

TEST_F(Repairing, ADamagedRecordCostsWhatFollowsIt)
{
    damage(14, 16);
    EXPECT_THAT(repaired(), ElementsAre("aside log.15", "cut log.e", "keeps 15"));
}

TEST_F(Repairing, TheFirstRecordOfALogCostsTheWholeLog)
{
    damage(14, 14);
    EXPECT_THAT(repaired(), ElementsAre("aside log.15", "aside log.e", "keeps 13"));
}

TEST_F(Repairing, ADamagedLastRecordIsCutOff)
{
    damage(21, 23);
    EXPECT_THAT(repaired(), ElementsAre("cut log.15", "keeps 22"));
}

TEST_F(Repairing, ADamagedHeaderCostsTheLog)
{
    files.files["log.15"][0] = 'X';
    EXPECT_THAT(repaired(), ElementsAre("aside log.15", "keeps 20"));
}

TEST_F(Repairing, WhatTheSnapshotHoldsIsNoLoss)
{
    for (const int zxid : {10, 9, 5})
        damage(1, zxid);
    EXPECT_THAT(
        repaired(), ElementsAre("leave out of log.1", "leave out of log.1", "keeps 23"));
    damage(1, 12);
    EXPECT_THAT(repaired(), ElementsAre("leave out of log.1", "keeps 23"));
}

TEST_F(Repairing, AtTheEndOfALogTheSnapshotHelpsToo)
{
    addSnapshot(13);
    damage(1, 13);
    EXPECT_THAT(repaired(), ElementsAre("cut log.1", "keeps 23")) << "log.e goes on behind 13";
}

TEST_F(Repairing, ButNotWithTheRecordBehindTheSnapshot)
{
    damage(1, 13);
    EXPECT_THAT(
        repaired(), ElementsAre("aside log.15", "aside log.e", "cut log.1", "keeps 12"));
}

TEST_F(Repairing, AMissingLogCostsAllThatFollow)
{
    files.files.erase("log.e");
    EXPECT_THAT(repaired(), ElementsAre("aside log.15", "keeps 13"));
}

TEST_F(Repairing, RecordsThatCannotBeReadOrComeTwice)
{
    replaceEntry(21, 22, toBytes("no transaction, but with a sound checksum"));
    EXPECT_THAT(repaired(), ElementsAre("cut log.15", "keeps 21"));
    Bytes again;
    appendTxn(again, create(15));
    replaceEntry(14, 17, again);
    EXPECT_THAT(repaired(), ElementsAre("aside log.15", "cut log.e", "keeps 16"));
}

TEST_F(Repairing, SeveralDamagesAreMendedAtOnce)
{
    damage(21, 22);
    damage(14, 18);
    damage(1, 3);
    EXPECT_THAT(repaired(),
        ElementsAre("leave out of log.1", "aside log.15", "cut log.e", "keeps 17"));
}

TEST_F(Repairing, ADamagedSnapshotThatLogsReplaceIsNoDamage)
{
    files.files["snapshot.c"][100] ^= 1;
    EXPECT_THAT(repaired(), ElementsAre("keeps 23"));
    damage(1, 12);
    EXPECT_THAT(repaired(),
        ElementsAre("aside log.15", "aside log.e", "cut log.1", "aside snapshot.c", "keeps 11"));
}

TEST_F(Repairing, ASnapshotThatNoLogLeadsToIsSetAside)
{
    addSnapshot(30);
    files.files["snapshot.1e"].resize(200);
    EXPECT_THAT(repaired(), ElementsAre("aside snapshot.1e", "keeps 23"));
}

TEST_F(Repairing, WithoutAnySnapshotAllLogsMustBeThere)
{
    files.files["snapshot.0"].clear();
    files.files["snapshot.c"].clear();
    const MemoryFiles before = files;
    EXPECT_THAT(repaired(), ElementsAre("aside snapshot.c", "aside snapshot.0", "keeps 23"));
    files = before;
    files.files.erase("log.1");
    EXPECT_THAT(repaired(),
        ElementsAre(AllOf(HasSubstr("no snapshot can be read"), HasSubstr("snapshot.0"),
            HasSubstr("backup"))));
}

TEST_F(Repairing, AFileThatCannotBeOpenedIsNoDamage)
{
    DataFiles listing = files.list();
    files.files.erase("snapshot.0");
    files.files.erase("snapshot.c"); // As if a right was missing.
    const auto plan = planRepair(listing, files, {});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, Errc::io);
}

} // namespace
} // namespace zs::engine::storage
