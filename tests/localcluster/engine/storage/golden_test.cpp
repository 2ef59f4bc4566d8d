// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/txn_log.h"
#include "tests/localcluster/engine/storage/memory_files.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <set>

namespace zs::engine::storage {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::filesystem::path golden = ZS_TEST_DATA "/golden/disk";

json readJson(const std::filesystem::path& path)
{
    std::ifstream in(path);
    return json::parse(in);
}

json aclJson(const std::vector<Acl>& list)
{
    json out = json::array();
    for (const Acl& acl : list)
        out.push_back({{"perms", acl.perms}, {"scheme", acl.who.scheme}, {"id", acl.who.id}});
    return out;
}

json statJson(const Stat& stat)
{
    return {{"czxid", stat.czxid.value}, {"mzxid", stat.mzxid.value}, {"pzxid", stat.pzxid.value},
        {"ctime", stat.ctimeMs}, {"mtime", stat.mtimeMs}, {"version", stat.version},
        {"cversion", stat.cversion}, {"aversion", stat.aversion},
        {"ephemeralOwner", stat.ephemeralOwner.value}, {"dataLength", stat.dataLengthBytes},
        {"numChildren", stat.numChildren}};
}

/// All nodes of a tree in the form of expected.json.
json nodesJson(const DataTree& tree)
{
    json nodes = json::object();
    TreeWalk walk(tree);
    while (walk.next()) {
        const Node& node = walk.node();
        const auto data = node.data();
        nodes[walk.path().empty() ? "/" : std::string(walk.path())]
            = {{"data", data ? json(hex(*data)) : json(nullptr)},
                {"stat", statJson(DataTree::statOf(node))},
                {"acl", aclJson(tree.acls().list(node.acl()))}};
    }
    return nodes;
}

/// Differences in words, one a line; a whole dump would be unreadable.
std::string differences(const json& ours, const json& theirs, bool ignoreConfigNode)
{
    std::string out;
    for (const auto& [path, node] : theirs.items()) {
        if (ignoreConfigNode && path == "/zookeeper/config")
            continue;
        if (!ours.contains(path))
            out += path + " is missing\n";
        else if (ours[path] != node)
            out += path + ": " + ours[path].dump() + " instead of " + node.dump() + "\n";
    }
    for (const auto& [path, node] : ours.items()) {
        if (!theirs.contains(path))
            out += path + " should not be there\n";
    }
    return out;
}

/// Session ids in a dump ("\t0x…" lines), without the one that the capturing client opened.
std::set<std::string> sessionsOfDump(const json& dump)
{
    std::set<std::string> ids;
    for (const auto& line : dump) {
        const auto text = line.get<std::string>();
        if (text.starts_with("ephemeral nodes dump"))
            break;
        if (text.starts_with("\t0x"))
            ids.insert(text.substr(1));
    }
    return ids;
}

class GoldenDirectory : public testing::TestWithParam<std::string> { };

TEST_P(GoldenDirectory, RecoversToWhatTheRealServerShowed)
{
    const json expected = readJson(golden / GetParam() / "expected.json");
    MemoryFiles files = MemoryFiles::read(golden / GetParam() / "version-2");
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_EQ(toText(recovered->lastProcessed), expected["lastProcessedZxid"].get<std::string>());
    EXPECT_EQ(differences(nodesJson(tree), expected["nodes"], false), "");
    std::set<std::string> sessions;
    for (const auto& [id, timeoutMs] : recovered->sessions)
        sessions.insert(toText(id));
    EXPECT_EQ(sessions, sessionsOfDump(expected["dump"]));
    EXPECT_EQ(tree.digest(), tree.recomputeDigest());
    for (const std::string& note : recovered->notes)
        EXPECT_THAT(note, testing::Not(HasSubstr("digest"))) << "digests must agree";
}

INSTANTIATE_TEST_SUITE_P(Disk, GoldenDirectory,
    testing::Values("plain", "ephemerals", "sequentials", "acls", "multi", "ttl-container",
        "snapshots", "torn-tail", "torn-tail-zeros", "no-digest", "snap-gz", "snap-snappy"),
    [](const auto& directory) {
        std::string name = directory.param;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

TEST(GoldenEnsemble, EachMemberRecoversToTheCommonState)
{
    const json expected = readJson(golden / "ensemble-leader-change/expected.json");
    for (const char* server : {"1", "2", "3"}) {
        SCOPED_TRACE(server);
        MemoryFiles files = MemoryFiles::read(
            golden / "ensemble-leader-change" / (std::string("server") + server) / "version-2");
        DataTree tree;
        const auto recovered = files.recoverInto(tree);
        ASSERT_TRUE(recovered) << recovered.error().detail;
        EXPECT_EQ(toText(recovered->lastProcessed),
            expected["servers"][server]["lastZxid"].get<std::string>());
        // The configuration's text is set by each member itself when it has found its leader.
        EXPECT_EQ(differences(nodesJson(tree), expected["nodes"], true), "");
    }
}

TEST(GoldenDamage, AFlippedByteIsRefusedWithFileAndOffset)
{
    const json expected = readJson(golden / "bad-crc/expected.json");
    MemoryFiles files = MemoryFiles::read(golden / "bad-crc/version-2");
    DataTree tree;
    const auto recovered = files.recoverInto(tree);
    ASSERT_FALSE(recovered);
    EXPECT_EQ(recovered.error().code, Errc::corrupt);
    EXPECT_THAT(recovered.error().detail,
        HasSubstr("log.1, offset " + std::to_string(expected["badOffset"].get<int>())));
}

TEST(GoldenRecords, EveryLogReadsAsItWasDecoded)
{
    int logs = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(golden)) {
        if (entry.path().filename() != "decoded.json")
            continue;
        const json decoded = readJson(entry.path());
        MemoryFiles files = MemoryFiles::read(entry.path().parent_path() / "version-2");
        for (const json& log : decoded["logs"]) {
            SCOPED_TRACE(entry.path().string() + " " + log["file"].get<std::string>());
            ++logs;
            TxnLogReader reader(files.files[log["file"]]);
            for (const json& record : log["records"]) {
                const auto ours = reader.next();
                ASSERT_TRUE(ours);
                EXPECT_EQ(ours->offset, record["offset"].get<std::size_t>());
                EXPECT_EQ(ours->entry.size(), record["length"].get<std::size_t>());
                EXPECT_EQ(hex(std::uint64_t(ours->checksum)),
                    hex(std::stoull(record["crc"].get<std::string>(), nullptr, 16)));
                const auto txn = decodeTxn(ours->entry);
                ASSERT_TRUE(txn) << txn.error().detail;
                EXPECT_EQ(toText(txn->header.zxid), record["zxid"].get<std::string>());
                EXPECT_EQ(txn->digest.has_value(), record.contains("digest"));
                Bytes again;
                appendTxn(again, *txn);
                EXPECT_EQ(hex(again), hex(ours->entry)) << "encodes to other bytes";
            }
            EXPECT_FALSE(reader.next());
            EXPECT_EQ(reader.endOffset(), log["end"]["offset"].get<std::size_t>());
            EXPECT_NE(reader.end(), LogEnd::damaged) << reader.reason();
        }
    }
    EXPECT_GT(logs, 10);
}

} // namespace
} // namespace zs::engine::storage
