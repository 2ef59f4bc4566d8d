// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/open_files.h"

#include "localcluster/engine/io/file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <vector>

namespace zs::engine::io {
namespace {

std::vector<Fd> openMany(int count)
{
    std::vector<Fd> files;
    for (int i = 0; i < count; ++i)
        files.push_back(openFile("/dev/null", O_RDONLY).value());
    return files;
}

TEST(OpenFiles, CountsEachDescriptorOfTheProcess)
{
    const std::int64_t before = countOpenFiles();
    ASSERT_GT(before, 2);
    std::vector<Fd> files = openMany(200);
    EXPECT_EQ(countOpenFiles(), before + 200);
    files.erase(files.begin(), files.begin() + 150); // Leaves a hole below the others.
    EXPECT_EQ(countOpenFiles(), before + 50);
}

TEST(OpenFiles, IsWhatTheSystemLists)
{
    const std::vector<Fd> files = openMany(20);
    const auto listed = listDirectory("/proc/self/fd");
    ASSERT_TRUE(listed);
    const auto expected = static_cast<std::int64_t>(listed->size()) - 1; // Its own.
    EXPECT_EQ(countOpenFiles(), expected);
    EXPECT_EQ(openFiles(), expected);
}

} // namespace
} // namespace zs::engine::io
