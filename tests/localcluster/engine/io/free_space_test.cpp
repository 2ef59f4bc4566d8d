// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/free_space.h"

#include "localcluster/engine/io/data_store.h"

#include "tests/localcluster/engine/io/member_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::engine::io {
namespace {

using testing::AllOf;
using testing::Gt;
using testing::Lt;

class FreeSpace : public testing::Test {
protected:
    Fd fileOf(off_t sizeBytes)
    {
        const std::string path = folder.directories.snapshots + "/deleted";
        auto file = openFile(path, O_RDWR | O_CREAT | O_TRUNC);
        EXPECT_TRUE(file);
        EXPECT_EQ(::ftruncate(file->get(), sizeBytes), 0);
        EXPECT_EQ(::unlink(path.c_str()), 0);
        return std::move(*file);
    }
    static off_t sizeOf(const Fd& file)
    {
        struct stat facts {};
        EXPECT_EQ(::fstat(file.get(), &facts), 0);
        return facts.st_size;
    }
    static constexpr off_t large = 100'000'000;
    MemberFolder folder;
};

TEST_F(FreeSpace, LargeFilesShrinkInManySteps)
{
    std::vector<Fd> files;
    files.push_back(fileOf(large));
    files.push_back(fileOf(1000));
    int pauses = 0;
    freeSpace(files, [&](std::chrono::nanoseconds) {
        ++pauses;
        return true;
    });
    EXPECT_THAT(pauses, AllOf(Gt(8), Lt(100)));
    EXPECT_LT(sizeOf(files[0]), large / 10);
    EXPECT_EQ(sizeOf(files[1]), 1000);
}

TEST_F(FreeSpace, StopsWhenThereIsNoTimeToPause)
{
    std::vector<Fd> files;
    files.push_back(fileOf(large));
    freeSpace(files, [](std::chrono::nanoseconds) { return false; });
    EXPECT_THAT(sizeOf(files[0]), AllOf(Gt(large / 2), Lt(large)));
}

TEST_F(FreeSpace, WhatAKilledServerLeftHalfMadeIsDeletedAtOnceAndHandedOutOpen)
{
    const auto leave = [&](const char* name, off_t sizeBytes) {
        const auto file
            = openFile(folder.directories.snapshots + "/" + name, O_RDWR | O_CREAT | O_TRUNC);
        ASSERT_TRUE(file);
        ASSERT_EQ(::ftruncate(file->get(), sizeBytes), 0);
    };
    leave("new-snapshot.tmp", large);
    leave("next-log.tmp", 1000);
    auto store = DataStore::open(folder.config);
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_THAT(folder.files("ne"), testing::IsEmpty());
    const std::vector<Fd> left = store->takeLeftovers();
    ASSERT_THAT(left, testing::SizeIs(1));
    EXPECT_EQ(sizeOf(left[0]), large);
    EXPECT_THAT(store->takeLeftovers(), testing::IsEmpty());
}

TEST_F(FreeSpace, APurgeHandsOutTheLargeFilesThatItDeletedStillOpen)
{
    DataTree tree;
    for (const std::int64_t zxid : {1, 2, 3, 4}) {
        const Txn txn = MemberFolder::txn(Zxid(zxid));
        if (zxid == 2) { // The first snapshot stays small.
            tree.apply({SessionId(1), 1, Zxid(zxid), 0, OpCode::create},
                CreateTxn{"/large", Bytes(large / 20), openAcl(), false, -1});
        } else {
            tree.apply(txn.header, txn.body);
        }
        ASSERT_TRUE(writeSnapshot(snapshotTarget(folder.config), tree, {}));
    }
    const auto purged = purge(folder.directories, 2);
    ASSERT_TRUE(purged) << purged.error().detail;
    EXPECT_THAT(purged->names, testing::UnorderedElementsAre("snapshot.1", "snapshot.2"));
    ASSERT_THAT(purged->files, testing::SizeIs(1));
    EXPECT_GT(sizeOf(purged->files[0]), large / 20);
    EXPECT_THAT(folder.files("snapshot."), testing::ElementsAre("snapshot.3", "snapshot.4"));
}

} // namespace
} // namespace zs::engine::io
