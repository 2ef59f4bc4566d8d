// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/tree_stream_reader.h"
#include "tests/localcluster/engine/quorum/golden_stream.h"

#include <fstream>
#include <gmock/gmock.h>

namespace zs::engine::storage {
namespace {

using testing::HasSubstr;

constexpr std::size_t maxRecordBytes = std::size_t(1) << 20;
using Sessions = std::vector<std::pair<SessionId, std::chrono::milliseconds>>;

Bytes write(const DataTree& tree, const Sessions& sessions)
{
    SnapshotHead head;
    head.sessions = sessions;
    SnapshotWriter writer(tree, head, SnapshotForm::stream);
    Bytes stream;
    for (Bytes block; writer.next(block);)
        stream.insert(stream.end(), block.begin(), block.end());
    return stream;
}

Sessions twoSessions()
{
    return {{SessionId(1), std::chrono::milliseconds(30000)},
        {SessionId(2), std::chrono::milliseconds(6000)}};
}

/// /n0 … with data of growing size and five ACL lists.
void fill(DataTree& tree, int nodes)
{
    for (int i = 0; i < nodes; ++i) {
        const bool isChild = i % 3 == 2;
        const std::string path = "/n" + std::to_string(isChild ? i - 2 : i) + (isChild ? "/c" : "");
        const std::vector<Acl> acl{{31, {"digest", "u" + std::to_string(i % 5) + ":x="}},
            {1, {"world", "anyone"}}};
        std::optional<Bytes> data(std::in_place, std::size_t(i % 1000), std::uint8_t(i));
        if (i % 11 == 3)
            data.reset();
        const CreateTxn create{path, data, acl, i % 7 == 1 && !isChild, -1};
        tree.apply({SessionId(1 + i % 2), i, Zxid(i + 1), 1000 + i, OpCode::create}, create);
    }
}

/// Reads in pieces of `piece` bytes; the reader must take all of them.
Result<TreeStreamReader::Received> readInPieces(ByteView stream, std::size_t piece, Zxid zxid)
{
    TreeStreamReader reader(DataTree::Options{}, maxRecordBytes);
    while (!stream.empty()) {
        const ByteView next = stream.first(std::min(piece, stream.size()));
        const Result<std::size_t> taken = reader.feed(next);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken != next.size())
            return failure(Errc::corrupt, "bytes were left");
        stream = stream.subspan(next.size());
    }
    if (!reader.finished())
        return failure(Errc::corrupt, "unfinished");
    return reader.take(zxid);
}

TEST(TreeStream, ComesBackEqualInPiecesOfAnySize)
{
    DataTree tree;
    fill(tree, 700);
    const Bytes stream = write(tree, twoSessions());
    for (const std::size_t piece : {std::size_t(1), std::size_t(3), std::size_t(64),
             std::size_t(1021), stream.size() - 1, stream.size()}) {
        const auto read = readInPieces(stream, piece, tree.lastProcessed());
        ASSERT_TRUE(read) << read.error().detail << ", pieces of " << piece;
        EXPECT_EQ(read->tree->digest(), tree.digest());
        EXPECT_EQ(read->tree->nodeCount(), tree.nodeCount());
        EXPECT_EQ(read->tree->ephemeralCount(), tree.ephemeralCount());
        EXPECT_EQ(read->tree->acls().size(), tree.acls().size());
        EXPECT_EQ(read->tree->lastProcessed(), tree.lastProcessed());
        EXPECT_EQ(read->sessions,
            (std::map<SessionId, std::int32_t>{{SessionId(1), 30000}, {SessionId(2), 6000}}));
        EXPECT_EQ(write(*read->tree, twoSessions()).size(), stream.size());
    }
}

TEST(TreeStream, TakesNothingOfThePacketsBehindTheSignature)
{
    DataTree tree;
    fill(tree, 5);
    Bytes bytes = write(tree, {});
    const std::size_t streamBytes = bytes.size();
    bytes.insert(bytes.end(), 20, std::uint8_t(0xee));
    TreeStreamReader reader(DataTree::Options{}, maxRecordBytes);
    const auto first = reader.feed(ByteView(bytes).first(streamBytes - 4));
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, streamBytes - 4);
    EXPECT_FALSE(reader.finished());
    const auto second = reader.feed(ByteView(bytes).subspan(streamBytes - 4));
    ASSERT_TRUE(second);
    EXPECT_EQ(*second, 4U);
    EXPECT_TRUE(reader.finished());
    EXPECT_EQ(reader.sizeBytes(), streamBytes);
}

TEST(TreeStream, OfApachesLeadersIsReadAndWrittenAgain)
{
    int streams = 0;
    for (const test::GoldenStream& golden : test::goldenStreams()) {
        Bytes theirs;
        for (const test::GoldenMessage& message : golden.messages) {
            if (message.kind == "RAW")
                theirs.insert(theirs.end(), message.bytes.begin(), message.bytes.end());
        }
        if (theirs.empty())
            continue;
        ++streams;
        const auto read = readInPieces(theirs, 7, Zxid(5));
        ASSERT_TRUE(read) << golden.name << ": " << read.error().detail;
        Sessions sessions;
        for (const auto& [id, timeoutMs] : read->sessions)
            sessions.emplace_back(id, timeoutMs);
        const Bytes ours = write(*read->tree, sessions);
        // Children and sessions stand in any order, and lists that no node uses are dropped.
        EXPECT_LE(ours.size(), theirs.size()) << golden.name;
        const auto again = readInPieces(ours, 4096, Zxid(5));
        ASSERT_TRUE(again);
        EXPECT_EQ(again->tree->digest(), read->tree->recomputeDigest());
        EXPECT_EQ(again->tree->nodeCount(), read->tree->nodeCount());
    }
    EXPECT_EQ(streams, 4);
}

TEST(TreeStream, EveryCutStaysUnfinished)
{
    DataTree tree;
    fill(tree, 6);
    const Bytes whole = write(tree, twoSessions());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        TreeStreamReader reader(DataTree::Options{}, maxRecordBytes);
        const auto taken = reader.feed(ByteView(whole).first(size));
        ASSERT_TRUE(taken) << size;
        EXPECT_EQ(*taken, size);
        EXPECT_FALSE(reader.finished());
    }
}

TEST(TreeStream, FlippedBitsNeverCrashAndEqualPiecesGiveEqualResults)
{
    DataTree tree;
    fill(tree, 6);
    const Bytes whole = write(tree, twoSessions());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes flipped = whole;
        flipped[at] ^= static_cast<std::uint8_t>(1 << (at % 8));
        const auto atOnce = readInPieces(flipped, flipped.size(), Zxid(6));
        const auto dribbled = readInPieces(flipped, 1, Zxid(6));
        // The stream has no checksum: some flips are another tree. Both must say the same.
        ASSERT_EQ(atOnce.has_value(), dribbled.has_value()) << "byte " << at;
        if (atOnce)
            EXPECT_EQ(atOnce->tree->digest(), dribbled->tree->digest());
        else
            EXPECT_EQ(atOnce.error().code, Errc::corrupt);
    }
}

TEST(TreeStream, LengthsAreNotBelievedBeforeTheirBytesCome)
{
    const auto refusal = [](const char* hexText) {
        TreeStreamReader reader(DataTree::Options{}, 1000);
        const auto taken = reader.feed(*unhex(hexText));
        EXPECT_FALSE(taken) << hexText;
        if (taken)
            return std::string();
        EXPECT_FALSE(reader.feed(*unhex("00"))); // For good.
        return taken.error().detail;
    };
    EXPECT_THAT(refusal("fffffffe"), HasSubstr("a table of -2 entries"));
    EXPECT_THAT(refusal("0000000080000000"), HasSubstr("(record at offset 4)"));
    // A node: path and data of more than a record may have.
    EXPECT_THAT(refusal("0000000000000000" "7fffffff"), HasSubstr("length 2147483647"));
    EXPECT_THAT(refusal("0000000000000000" "00000000" "000003e9"), HasSubstr("length 1001"));
    EXPECT_THAT(refusal("0000000000000000" "80000001"), HasSubstr("length -2147483647"));
    // An ACL list: an absurd count is no reason to reserve, its first absurd string ends it.
    EXPECT_THAT(refusal("00000000" "00000001" "0000000000000001" "7fffffff" "0000001f" "7fffffff"),
        HasSubstr("length 2147483647"));
    EXPECT_THAT(refusal("0000000000000000" "000000012f" "0000000b"), HasSubstr("offset 13"));
}

TEST(TreeStream, ANodeBelowAnEmptyNameIsRefusedAsApacheRefusesIt)
{
    std::ifstream file(ZS_TEST_DATA "/fuzz/tree_stream/double-slash", std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    ASSERT_EQ(text.size(), 1056U);
    const auto read = readInPieces(viewOf(text), text.size(), Zxid(1));
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().detail, HasSubstr("node \"//gd1\": the path is malformed"));
}

TEST(TreeStream, AnAclListThatOnlyGrowsIsCutOff)
{
    TreeStreamReader reader(DataTree::Options{}, 1000);
    ASSERT_TRUE(reader.feed(*unhex("00000000" "00000001" "0000000000000001" "7fffffff")));
    const Bytes entry = *unhex("0000001f" "00000000" "00000000");
    std::size_t entries = 0;
    while (reader.feed(entry) && entries < 10000)
        ++entries;
    EXPECT_LT(entries, 100U);
}

TEST(TreeStream, WithoutRootOrWithAWrongSignatureItIsRefused)
{
    EXPECT_FALSE(readInPieces(*unhex("0000000000000000" "000000012f" "0000000a"
                                     "42656e5761734865726f"), 100, Zxid(1)));
    const auto noRoot = readInPieces(*unhex("0000000000000000" "000000012f" "0000000a"
                                            "42656e57617348657265"), 100, Zxid(1));
    ASSERT_FALSE(noRoot);
    EXPECT_THAT(noRoot.error().detail, HasSubstr("no root"));
}

} // namespace
} // namespace zs::engine::storage
