// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/log_thread.h"

#include "localcluster/engine/storage/txn_log.h"
#include "tests/localcluster/engine/io/member_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <numeric>
#include <semaphore>

namespace zs::engine::io {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::AnyOf;
using testing::Ge;
using testing::Lt;

constexpr std::int64_t mib = 1 << 20;

class LogThreadTest : public testing::Test {
protected:
    LogThreadTest()
    {
        LogOptions options;
        options.directory = folder.directories.logs;
        // Synced, as in use: as fast as memory takes it, gigabytes would be written, and the file
        // that is prepared meanwhile would wait for the disk behind them.
        options.forceSync = true;
        log.emplace(options, [this] { reported.release(); });
    }
    /// Appends a record of about `sizeBytes` and waits until it is written.
    void append(std::size_t sizeBytes)
    {
        const Zxid zxid(++last);
        Txn txn = MemberFolder::txn(zxid);
        std::get<CreateTxn>(txn.body).data->assign(sizeBytes, std::uint8_t(last));
        LogBatch batch;
        batch.add(zxid, [&](Bytes& out) { appendTxn(out, txn); });
        log->append(batch);
        for (;;) {
            const LogReport report = log->takeReport();
            for (const LogStarted& file : report.started)
                started.push_back(file.first);
            if (report.durable >= zxid)
                return;
            ASSERT_TRUE(reported.try_acquire_for(60s));
        }
    }
    void append(int count, std::size_t sizeBytes)
    {
        for (int i = 0; i < count; ++i)
            append(sizeBytes);
    }
    [[nodiscard]] std::int64_t sizeOf(const std::string& name) const
    {
        return fileSizeBytes(folder.directories.logs + "/" + name);
    }
    /// The size of the file that is prepared for the next log; appends until there is one, for a
    /// log that is not large yet has none.
    [[nodiscard]] std::int64_t preparedBytes()
    {
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        std::int64_t bytes = 0;
        while ((bytes = sizeOf(LogPreparer::fileName)) == 0
            && std::chrono::steady_clock::now() < deadline)
            append(1000);
        return bytes;
    }
    /// Until the space that was made ahead is used up and the prepared file is ready: it is begun
    /// then. Returns its name.
    std::string appendUntilFull(std::size_t sizeBytes)
    {
        const std::size_t before = started.size();
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (started.size() == before && std::chrono::steady_clock::now() < deadline)
            append(sizeBytes);
        EXPECT_EQ(started.size(), before + 1);
        return storage::logName(started.back());
    }
    /// Zxids of the records in all log files, in order.
    [[nodiscard]] std::vector<std::int64_t> logged() const
    {
        std::vector<std::int64_t> zxids;
        const auto files = listDataFiles(folder.directories);
        for (const storage::LogFile& file : files->logs) {
            const auto mapped = mapFile(folder.directories.logs + "/" + file.name);
            storage::TxnLogReader reader((*mapped)->bytes());
            while (const auto record = reader.next())
                zxids.push_back(decodeTxn(record->entry)->header.zxid.value);
            EXPECT_EQ(reader.end(), storage::LogEnd::clean) << file.name;
        }
        return zxids;
    }

    MemberFolder folder;
    std::counting_semaphore<> reported{0};
    std::optional<LogThread> log;
    std::vector<Zxid> started; ///< Log files.
    std::int64_t last = 0;
};

TEST_F(LogThreadTest, ALogThatIsRolledEarlyIsFollowedByOneNotLargerThanItGrew)
{
    append(300, 1000);
    EXPECT_EQ(preparedBytes(), mib);
    for (int round = 0; round < 6; ++round) {
        log->roll();
        append(300, 1000);
        // A file that was not ready when the log was rolled is begun in the middle of this round,
        // and a larger one expected then.
        EXPECT_THAT(preparedBytes(), AnyOf(mib, 4 * mib)) << "not more with each round";
    }
    log.reset();
    EXPECT_EQ(std::int64_t(logged().size()), last);
}

TEST_F(LogThreadTest, ALogWhoseSpaceIsUsedUpIsFollowedByALargerOne)
{
    append(300, 1000);
    EXPECT_EQ(preparedBytes(), mib);
    EXPECT_EQ(sizeOf(appendUntilFull(1000)), mib);
    append(300, 1000);
    EXPECT_THAT(preparedBytes(), Ge(4 * mib));
}

TEST_F(LogThreadTest, WhatAFinishedLogDidNotUseIsGivenBack)
{
    append(300, 1000);
    const std::string name = appendUntilFull(1000);
    EXPECT_EQ(sizeOf(name), mib);
    append(10, 1000);
    log->roll();
    append(10, 1000);
    log.reset(); // Finishes what it has begun.
    EXPECT_THAT(sizeOf(name), AllOf(Ge(10'000), Lt(30'000)));
    std::vector<std::int64_t> all(static_cast<std::size_t>(last));
    std::iota(all.begin(), all.end(), 1);
    EXPECT_EQ(logged(), all);
}

TEST_F(LogThreadTest, BatchesThatWaitTogetherAreWrittenInOrderWhateverTheirSize)
{
    std::int64_t zxid = 0;
    for (int round = 0; round < 200; ++round) {
        LogBatch batch;
        for (int i = 0; i <= round % 5; ++i) {
            Txn txn = MemberFolder::txn(Zxid(++zxid));
            std::get<CreateTxn>(txn.body).data->assign(std::size_t(round) * 977 % 60'000, 7);
            batch.add(Zxid(zxid), [&](Bytes& out) { appendTxn(out, txn); });
        }
        log->append(batch);
        EXPECT_TRUE(batch.entries.empty());
    }
    log.reset();
    std::vector<std::int64_t> all(static_cast<std::size_t>(zxid));
    std::iota(all.begin(), all.end(), 1);
    EXPECT_EQ(logged(), all);
}

TEST(WriteAt, WritesAllPiecesHoweverManyAndAlsoEmptyOnes)
{
    MemberFolder folder;
    const std::string path = folder.directories.logs + "/pieces";
    const auto file = openFile(path, O_RDWR | O_CREAT | O_TRUNC);
    ASSERT_TRUE(file);
    std::vector<Bytes> parts;
    std::string expected(3, '\0');
    for (std::size_t i = 0; i < 300; ++i) {
        parts.emplace_back(i % 50, std::uint8_t('a' + i % 26));
        expected.append(i % 50, static_cast<char>('a' + i % 26));
    }
    const std::vector<ByteView> pieces(parts.begin(), parts.end());
    ASSERT_TRUE(writeAt(*file, pieces, 3));
    EXPECT_EQ(readTextFile(path).value(), expected);
    EXPECT_TRUE(writeAt(*file, std::span<const ByteView>(), 0));
    EXPECT_FALSE(writeAt(Fd(), pieces, 0));
}

} // namespace
} // namespace zs::engine::io
