// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_files.h"

#include <gmock/gmock.h>

#include <set>

namespace zs::sim {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::string contentAfterPowerLoss(std::uint64_t seed, const SimFiles& before)
{
    SimFiles files = before;
    Random random(seed);
    files.losePower(random);
    return files.contains("f") ? std::string(textOf(files.contentOf("f"))) : "no file";
}

TEST(SimFiles, SyncedBytesAndNamesSurviveEveryPowerLoss)
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SimFiles files;
        files.create("f");
        files.append("f", viewOf("synced"));
        files.sync("f");
        files.syncDirectory();
        EXPECT_EQ(contentAfterPowerLoss(seed, files), "synced");
    }
}

TEST(SimFiles, WhatWasNotSyncedMayBeThereInPart)
{
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SimFiles files;
        files.create("f");
        files.append("f", viewOf("ab"));
        files.sync("f");
        files.syncDirectory();
        files.append("f", viewOf("cd"));
        seen.insert(contentAfterPowerLoss(seed, files));
    }
    EXPECT_THAT(seen, ElementsAre("ab", std::string("ab\0\0", 4), "abc", "abcd"));
}

TEST(SimFiles, SectorsAreLostOneByOne)
{
    std::set<std::vector<bool>> seen;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SimFiles files;
        files.create("f");
        files.sync("f");
        files.syncDirectory();
        files.append("f", Bytes(512 * 3, 7));
        const std::string left = contentAfterPowerLoss(seed, files);
        if (left.size() == 512 * 3)
            seen.insert({left[0] == 7, left[512] == 7, left[1024] == 7});
    }
    EXPECT_EQ(seen.size(), 8u) << "every subset";
}

TEST(SimFiles, ARenameThatWasNotSyncedMayNotHaveHappened)
{
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SimFiles files;
        files.create("f");
        files.append("f", viewOf("old"));
        files.sync("f");
        files.syncDirectory();
        files.create("f.tmp");
        files.append("f.tmp", viewOf("new"));
        files.sync("f.tmp");
        files.rename("f.tmp", "f");
        seen.insert(contentAfterPowerLoss(seed, files));
        files.syncDirectory();
        EXPECT_EQ(contentAfterPowerLoss(seed, files), "new");
    }
    EXPECT_THAT(seen, ElementsAre("new", "old"));
}

TEST(SimFiles, ACutThatWasNotSyncedMayBeUndone)
{
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SimFiles files;
        files.create("f");
        files.append("f", viewOf("abcdef"));
        files.sync("f");
        files.syncDirectory();
        files.cut("f", 3);
        EXPECT_EQ(textOf(files.contentOf("f")), "abc");
        seen.insert(contentAfterPowerLoss(seed, files.copy()));
        seen.insert(contentAfterPowerLoss(seed, files));
    }
    EXPECT_THAT(seen, ElementsAre("abc", "abcdef"));
}

} // namespace
} // namespace zs::sim
