// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/snapshot_reader.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "tests/localcluster/engine/storage/memory_files.h"

#include <gmock/gmock.h>

namespace zs::engine::storage {
namespace {

using testing::HasSubstr;

Bytes write(const DataTree& tree, const SnapshotHead& head)
{
    SnapshotWriter writer(tree, head);
    Bytes file;
    for (Bytes block; writer.next(block);)
        file.insert(file.end(), block.begin(), block.end());
    return file;
}

/// /n0 … with data of growing size, by sessions 1 and 2; large enough for several blocks.
void fill(DataTree& tree, int nodes)
{
    std::int64_t zxid = 0;
    for (int i = 0; i < nodes; ++i) {
        const bool isChild = i % 3 == 2;
        const std::string path = "/n" + std::to_string(isChild ? i - 2 : i) + (isChild ? "/c" : "");
        const std::vector<Acl> acl{{31, {"digest", "u" + std::to_string(i % 5) + ":x="}}};
        const CreateTxn create{path, Bytes(std::size_t(i % 1000), std::uint8_t(i)), acl,
            i % 7 == 1 && !isChild, -1};
        tree.apply({SessionId(1 + i % 2), i, Zxid(++zxid), 1000 + i, OpCode::create}, create);
    }
}

SnapshotHead headWith(bool lastProcessedTrailer)
{
    SnapshotHead head;
    head.sessions = {{SessionId(1), std::chrono::milliseconds(30000)},
        {SessionId(2), std::chrono::milliseconds(6000)}};
    head.lastProcessedTrailer = lastProcessedTrailer;
    return head;
}

TEST(Snapshot, OfAFreshTreeEqualsApachesByteForByte)
{
    const DataTree tree;
    const MemoryFiles golden = MemoryFiles::read(ZS_TEST_DATA "/golden/disk/plain/version-2");
    const Bytes ours = write(tree, {});
    const Bytes& theirs = golden.files.at("snapshot.0");
    // Children stand in any order, so only size and checks can be equal as bytes.
    EXPECT_EQ(ours.size(), theirs.size());
    MemoryFiles files;
    files.files["snapshot.0"] = ours;
    DataTree again;
    ASSERT_TRUE(files.recoverInto(again));
    EXPECT_EQ(again.digest(), tree.digest());
}

TEST(Snapshot, ComesBackEqualInEveryForm)
{
    DataTree tree;
    fill(tree, 3000);
    for (const bool trailer : {false, true}) {
        for (const Compression compression :
            {Compression::none, Compression::gzip, Compression::snappy}) {
            const Bytes plain = write(tree, headWith(trailer));
            Bytes packed;
            const auto compressor = Compressor::make(compression);
            compressor->add(ByteView(plain).first(70001), packed);
            compressor->add(ByteView(plain).subspan(70001), packed);
            compressor->finish(packed);
            MemoryFiles files;
            files.files[snapshotName(tree.lastProcessed(), compression)] = packed;
            DataTree again;
            const auto recovered = files.recoverInto(again);
            ASSERT_TRUE(recovered) << recovered.error().detail;
            EXPECT_TRUE(recovered->notes.empty());
            EXPECT_EQ(again.digest(), tree.digest());
            EXPECT_EQ(again.nodeCount(), tree.nodeCount());
            EXPECT_EQ(again.ephemeralCount(), tree.ephemeralCount());
            EXPECT_EQ(again.lastProcessed(), tree.lastProcessed());
            EXPECT_EQ(recovered->sessions,
                (std::map<SessionId, std::int32_t>{{SessionId(1), 30000}, {SessionId(2), 6000}}));
        }
    }
}

TEST(Snapshot, EveryFlippedBitAndEveryCutIsNoticed)
{
    DataTree tree;
    fill(tree, 6);
    const Bytes whole = write(tree, headWith(true));
    const auto loads = [&](Bytes bytes) {
        MemoryFiles files;
        files.files[snapshotName(tree.lastProcessed(), Compression::none)] = std::move(bytes);
        DataTree again;
        const auto recovered = files.recoverInto(again);
        return recovered && again.digest() == tree.digest() ? "equal"
            : recovered                                      ? "WRONG"
                                                             : "refused";
    };
    ASSERT_STREQ(loads(whole), "equal");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        // Cut right behind an earlier seal it is an older server's whole snapshot.
        EXPECT_STRNE(loads(Bytes(whole.begin(), whole.begin() + std::ptrdiff_t(size))), "WRONG");
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes flipped = whole;
        flipped[at] ^= static_cast<std::uint8_t>(1 << (at % 8));
        EXPECT_STREQ(loads(std::move(flipped)), "refused") << "byte " << at;
    }
}

TEST(Compression, DamagedStreamsAreRefusedWithoutHugeMemory)
{
    const Bytes plain(100000, 0x41);
    for (const Compression compression : {Compression::gzip, Compression::snappy}) {
        const auto compressor = Compressor::make(compression);
        Bytes packed;
        compressor->add(plain, packed);
        compressor->finish(packed);
        EXPECT_EQ(*decompress(compression, packed), plain);
        for (std::size_t size = 0; size < packed.size(); size += 7) {
            const auto cut = decompress(compression, ByteView(packed).first(size));
            EXPECT_TRUE(!cut || cut->size() <= plain.size()) << size;
        }
        for (std::size_t at = 0; at < packed.size(); ++at) {
            Bytes flipped = packed;
            flipped[at] ^= 0x10;
            const auto out = decompress(compression, flipped);
            EXPECT_TRUE(!out || out->size() <= 2 * plain.size()) << at;
        }
    }
}

} // namespace
} // namespace zs::engine::storage
