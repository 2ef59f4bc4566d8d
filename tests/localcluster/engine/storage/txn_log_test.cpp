// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/txn_log.h"

#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/txn.h"
#include "localcluster/engine/storage/checksum.h"
#include "tests/localcluster/engine/storage/memory_files.h"

#include <algorithm>
#include <bit>
#include <gmock/gmock.h>
#include <random>

namespace zs::engine::storage {
namespace {

using testing::HasSubstr;

Txn createTxn(std::int64_t zxid, std::string path, Bytes data)
{
    Txn txn;
    txn.header = {SessionId(7), 1, Zxid(zxid), 1000, OpCode::create};
    txn.body = CreateTxn{std::move(path), std::move(data), openAcl(), false, -1};
    return txn;
}

/// A log of creates /1, /2 … with `dataBytes` of data each.
struct TestLog {
    explicit TestLog(int records, std::size_t dataBytes = 20)
    {
        appendLogHeader(bytes);
        for (int i = 1; i <= records; ++i) {
            offsets.push_back(bytes.size());
            Bytes entry;
            appendTxn(entry, createTxn(i, "/" + std::to_string(i), Bytes(dataBytes, 0x5a)));
            appendLogRecord(bytes, entry);
        }
        end = bytes.size();
    }
    Bytes bytes;
    std::vector<std::size_t> offsets;
    std::size_t end = 0;
};

struct Outcome {
    int records = 0;
    LogEnd end = LogEnd::clean;
    std::string reason;
};
Outcome readAll(ByteView file)
{
    TxnLogReader reader(file);
    Outcome outcome;
    while (const auto record = reader.next()) {
        ++outcome.records;
        const auto txn = decodeTxn(record->entry);
        EXPECT_TRUE(txn && txn->header.zxid.value == outcome.records) << "wrong data handed out";
    }
    outcome.end = reader.end();
    outcome.reason = reader.reason();
    return outcome;
}

TEST(Adler32, IsTheSameInOnePieceAndByteByByte)
{
    Bytes bytes(30'000);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = i < 20'000 ? 0xff : static_cast<std::uint8_t>(i * 37 + i / 11);
    Checksum slowly; // Single bytes never take the fast way.
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        if (size < 600 || size % 997 == 0) {
            ASSERT_EQ(adler32(ByteView(bytes).first(size)), slowly.value()) << size;
        }
        slowly.add(ByteView(bytes).subspan(size, 1));
    }
    Checksum inPieces;
    for (std::size_t at = 0; at < bytes.size(); at += 250)
        inPieces.add(ByteView(bytes).subspan(at, 250));
    EXPECT_EQ(inPieces.value(), slowly.value());
}

TEST(TxnLog, ABatchWhoseRecordsAreSealedIsAStretchOfALogWhereItLies)
{
    LogBatch batch;
    Bytes expected;
    for (int i = 1; i <= 5; ++i) {
        const Txn txn = createTxn(i, "/" + std::to_string(i), Bytes(std::size_t(i) * 100, 0x5a));
        const std::size_t sizeBytes
            = batch.add(Zxid(i), [&](Bytes& out) { appendTxn(out, txn); });
        Bytes entry;
        appendTxn(entry, txn);
        EXPECT_EQ(sizeBytes, entry.size());
        EXPECT_EQ(hex(batch.entry(batch.entries.back())), hex(entry));
        appendLogRecord(expected, entry);
    }
    for (const LogBatch::Entry& entry : batch.entries)
        sealLogRecord(batch.record(entry));
    EXPECT_EQ(hex(batch.bytes), hex(expected));
    Bytes log;
    appendLogHeader(log);
    log.insert(log.end(), batch.bytes.begin(), batch.bytes.end());
    EXPECT_EQ(readAll(log).records, 5);
}

TEST(TxnLog, ReadsBackWhatItWrites)
{
    TestLog log(5);
    EXPECT_EQ(readAll(log.bytes).records, 5);
    EXPECT_EQ(readAll(log.bytes).end, LogEnd::clean);
    log.bytes.resize(65536); // Preallocated zeros.
    EXPECT_EQ(readAll(log.bytes).records, 5);
    EXPECT_EQ(readAll(log.bytes).end, LogEnd::clean);
}

TEST(TxnLog, CutAtEveryByteGivesAPrefixAndSaysTorn)
{
    const TestLog log(4);
    for (std::size_t size = 0; size < log.end; ++size) {
        const Outcome outcome = readAll(ByteView(log.bytes).first(size));
        const auto whole = std::upper_bound(log.offsets.begin(), log.offsets.end(), size)
            - log.offsets.begin();
        EXPECT_EQ(outcome.records, std::max<std::ptrdiff_t>(whole - 1, 0)) << size;
        // The first four bytes of a record are always zero, as is the space behind the last one.
        const bool looksUnused = whole > 0 && size - log.offsets[std::size_t(whole) - 1] <= 4;
        EXPECT_EQ(outcome.end, looksUnused ? LogEnd::clean : LogEnd::torn) << size;
    }
}

TEST(TxnLog, ZerosFromEveryByteOnGiveAPrefixAndNeverDamage)
{
    for (const std::size_t dataBytes : {std::size_t(20), std::size_t(3000)}) {
        const TestLog log(3, dataBytes);
        for (std::size_t from = log.offsets[1]; from < log.end; ++from) {
            Bytes file = log.bytes;
            std::fill(file.begin() + std::ptrdiff_t(from), file.end(), 0);
            file.resize(32768);
            const Outcome outcome = readAll(file);
            EXPECT_EQ(outcome.records, from < log.offsets[2] ? 1 : 2) << from;
            EXPECT_NE(outcome.end, LogEnd::damaged) << from << outcome.reason;
        }
    }
}

TEST(TxnLog, EveryFlippedBitIsRefusedAlsoAmongZeros)
{
    // Data of zeros must not pass for sectors that were never written.
    TestLog log(0);
    log.offsets.clear();
    for (int i = 1; i <= 3; ++i) {
        log.offsets.push_back(log.bytes.size());
        Bytes entry;
        appendTxn(entry, createTxn(i, "/" + std::to_string(i), Bytes(1500)));
        appendLogRecord(log.bytes, entry);
    }
    for (std::size_t at = log.offsets[1]; at < log.bytes.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes file = log.bytes;
            file[at] ^= static_cast<std::uint8_t>(1 << bit);
            file.resize(8192);
            const Outcome outcome = readAll(file);
            ASSERT_EQ(outcome.records, at < log.offsets[2] ? 1 : 2) << at;
            ASSERT_EQ(outcome.end, LogEnd::damaged) << at << "/" << bit << outcome.reason;
        }
    }
}

TEST(TxnLog, EveryFlippedBitIsRefusedAlsoInTheLastRecord)
{
    const TestLog log(3);
    for (std::size_t at = log.offsets[1]; at < log.end; ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes file = log.bytes;
            file[at] ^= static_cast<std::uint8_t>(1 << bit);
            file.resize(65536);
            const Outcome outcome = readAll(file);
            EXPECT_EQ(outcome.records, at < log.offsets[2] ? 1 : 2) << at;
            EXPECT_EQ(outcome.end, LogEnd::damaged) << at << "/" << bit << outcome.reason;
        }
    }
}

TEST(TxnLog, AFlippedLengthIsRefusedAlsoBeforeTheRestOfAnUnfinishedWrite)
{
    const TestLog log(2);
    Bytes torn = log.bytes;
    torn.resize(65536);
    std::fill_n(torn.begin() + 2048, 100, 0x5a); // A sector of a third record, alone.
    ASSERT_EQ(readAll(torn).records, 2);
    ASSERT_EQ(readAll(torn).end, LogEnd::torn);
    for (std::size_t at = log.offsets[1] + 8; at < log.offsets[1] + 12; ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes file = torn;
            file[at] ^= static_cast<std::uint8_t>(1 << bit);
            const Outcome outcome = readAll(file);
            EXPECT_EQ(outcome.records, 1);
            EXPECT_EQ(outcome.end, LogEnd::damaged) << at << "/" << bit << outcome.reason;
        }
    }
}

TEST(TxnLog, AnUnwrittenSectorInTheLastRecordIsATornWrite)
{
    const TestLog log(2, 5000);
    Bytes file = log.bytes;
    const auto sector = std::ptrdiff_t((log.offsets[1] / 512 + 2) * 512);
    std::fill(file.begin() + sector, file.begin() + sector + 512, 0);
    file.resize(65536);
    EXPECT_EQ(readAll(file).end, LogEnd::torn);
    EXPECT_EQ(readAll(file).records, 1);
}

TEST(TxnLog, AnUnwrittenSectorFurtherBackThanOneSyncIsDamage)
{
    const TestLog log(4, mostBytesPerSync / 2);
    Bytes file = log.bytes;
    const auto sector = std::ptrdiff_t((log.offsets[1] / 512 + 2) * 512);
    std::fill(file.begin() + sector, file.begin() + sector + 512, 0);
    const Outcome outcome = readAll(file);
    EXPECT_EQ(outcome.end, LogEnd::damaged);
    EXPECT_THAT(outcome.reason, HasSubstr(std::to_string(log.offsets[2])));
    // The same hole in what may have been one sync.
    file.resize(log.offsets[3]);
    EXPECT_EQ(readAll(file).end, LogEnd::damaged);
    file.resize(log.offsets[2] + 100);
    EXPECT_EQ(readAll(file).end, LogEnd::torn);
}

TEST(TxnLog, ALostSectorMayEndInTheZerosThatTheNextRecordBeginsWith)
{
    // Records of all sizes, so that some begin in each of the last four bytes of a sector.
    int lost = 0;
    for (std::size_t size = 300; size < 900; ++size) {
        const TestLog log(3, size);
        const std::size_t next = log.offsets[2];
        if (next % 512 < 508)
            continue;
        Bytes file = log.bytes;
        const std::size_t from = std::max(log.offsets[1], next / 512 * 512);
        std::fill(file.begin() + std::ptrdiff_t(from), file.begin() + std::ptrdiff_t(next), 0);
        file.resize(file.size() + 4096);
        const Outcome outcome = readAll(file);
        EXPECT_EQ(outcome.end, LogEnd::torn) << outcome.reason;
        EXPECT_EQ(outcome.records, 1);
        ++lost;
    }
    EXPECT_GE(lost, 4);
}

/// Power fails while one batch is synced: of its sectors any may have reached the disk.
TEST(TxnLog, AnySectorsOfTheLastSyncLostLeaveAPrefixWithAllThatWasSynced)
{
    std::mt19937 random(20260105);
    const auto below = [&](std::size_t limit) { return std::size_t(random()) % limit; };
    for (int round = 0; round < 4000; ++round) {
        Bytes file;
        appendLogHeader(file);
        const int synced = 1 + int(below(3));
        const int all = synced + 1 + int(below(6));
        std::size_t syncedEnd = 0;
        for (int i = 1; i <= all; ++i) {
            const auto filler = static_cast<std::uint8_t>(below(2) == 0 ? 0x5a : 0);
            Bytes entry;
            appendTxn(entry, createTxn(i, "/" + std::to_string(i), Bytes(below(2000), filler)));
            appendLogRecord(file, entry);
            if (i == synced)
                syncedEnd = file.size();
        }
        const std::size_t batchEnd = file.size();
        file.resize(batchEnd + 4096);
        for (std::size_t at = syncedEnd; at < batchEnd; at = (at / 512 + 1) * 512) {
            const auto sector = file.begin() + std::ptrdiff_t(at);
            const auto sectorEnd = sector + std::ptrdiff_t(512 - at % 512);
            int bits = 0;
            std::for_each(sector, sectorEnd, [&](std::uint8_t b) { bits += std::popcount(b); });
            // A sector with a single bit in it cannot be told from a flipped bit.
            if (bits != 1 && below(2) == 0)
                std::fill(sector, sectorEnd, std::uint8_t(0));
        }
        const Outcome outcome = readAll(file);
        ASSERT_NE(outcome.end, LogEnd::damaged) << round << ": " << outcome.reason;
        ASSERT_GE(outcome.records, synced) << round;
    }
}

TEST(TxnLog, ForeignAndEmptyFilesAreToldApart)
{
    EXPECT_EQ(readAll({}).end, LogEnd::torn);
    EXPECT_EQ(readAll(Bytes(65536, 0)).end, LogEnd::torn);
    EXPECT_EQ(readAll(toBytes("ZKSN0123456789abcdef")).end, LogEnd::damaged);
    Bytes headerOnly;
    appendLogHeader(headerOnly);
    EXPECT_EQ(hex(headerOnly), "5a4b4c47" "00000002" "0000000000000000");
    EXPECT_EQ(readAll(headerOnly).end, LogEnd::clean);
}

TEST(TxnLog, NoLengthIsTrustedBeyondTheFile)
{
    for (const std::uint32_t length : {0x7fffffffU, 0xffffffffU, 0x80000000U, 31U}) {
        Bytes file = TestLog(1).bytes;
        const std::uint32_t wire = __builtin_bswap32(length);
        std::memcpy(file.data() + 24, &wire, sizeof wire);
        EXPECT_EQ(readAll(file).records, 0) << length;
        EXPECT_EQ(readAll(file).end, LogEnd::damaged) << length;
    }
}

} // namespace
} // namespace zs::engine::storage
