// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/io/server_process.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace zs::engine::io {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

const std::filesystem::path golden = ZS_TEST_DATA "/golden/disk";

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

json aclTexts(const json& list)
{
    json texts = json::array();
    for (const json& acl : list) {
        std::string perms;
        const int bits = acl["perms"];
        for (const auto& [bit, letter] :
            {std::pair(4, 'c'), {8, 'd'}, {1, 'r'}, {2, 'w'}, {16, 'a'}})
            perms += (bits & bit) != 0 ? std::string(1, letter) : "";
        texts.push_back(acl["scheme"].get<std::string>() + ":" + acl["id"].get<std::string>() + ":"
            + perms);
    }
    return texts;
}

/// What decoded.json says of a body, in the words of `inspect`.
json bodyFacts(const json& txn)
{
    json facts = json::object();
    for (const auto& [key, value] : txn.items()) {
        if (key == "acl")
            facts["acl"] = aclTexts(value);
        else if (key == "paths2Delete")
            facts["paths"] = value;
        else if (key != "txns" && key != "type")
            facts[key] = value;
    }
    return facts;
}

void expectHolds(const json& line, const json& facts)
{
    for (const auto& [key, value] : facts.items())
        EXPECT_EQ(line.value(key, json("missing")), value) << key << " in " << line;
}

void expectLog(const std::vector<json>& lines, const json& log)
{
    const json& records = log["records"];
    ASSERT_EQ(lines.size(), records.size() + 2); // The file's own, and the end.
    for (std::size_t i = 0; i < records.size(); ++i) {
        const json& record = records[i];
        const json& line = lines[i + 1];
        expectHolds(line, {{"kind", record["type"]}, {"offset", record["offset"]},
                              {"zxid", record["zxid"]}, {"session", record["clientId"]},
                              {"cxid", record["cxid"]}, {"time", record["time"]}});
        expectHolds(line, bodyFacts(record["txn"]));
        if (record.contains("digest"))
            expectHolds(line, {{"digest", record["digest"]["treeDigest"]}});
        const json ops = record["txn"].value("txns", json::array());
        ASSERT_EQ(line.value("ops", json::array()).size(), ops.size()) << line;
        for (std::size_t op = 0; op < ops.size(); ++op) {
            expectHolds(line["ops"][op], {{"kind", ops[op]["type"]}});
            expectHolds(line["ops"][op], bodyFacts(ops[op]));
        }
    }
    EXPECT_EQ(lines.back()["kind"], "end");
    EXPECT_EQ(lines.back()["offset"], log["end"]["offset"]);
}

std::string hexText(std::int64_t value)
{
    std::ostringstream text;
    text << "0x" << std::hex << value;
    return text.str();
}

void expectSnapshot(const std::vector<json>& lines, const json& snapshot)
{
    std::size_t at = 1;
    for (const json& session : snapshot["sessions"]) {
        expectHolds(lines.at(at++), {{"kind", "session"}, {"id", session["id"]},
                                        {"timeOut", session["timeout"]}});
    }
    // In the order of the file, which decoded.json does not keep.
    const json& lists = snapshot["aclCache"];
    for (std::size_t i = 0; i < lists.size(); ++i, ++at) {
        const json& line = lines.at(at);
        ASSERT_EQ(line["kind"], "acl");
        EXPECT_EQ(line["list"], aclTexts(lists[std::to_string(line["id"].get<int>())])) << line;
    }
    for (const json& node : snapshot["nodes"]) {
        const std::string path = node["path"];
        json facts{{"kind", "node"}, {"path", path.empty() ? "/" : path}, {"data", node["data"]},
            {"acl", node["acl"]}};
        for (const auto& [key, value] : node["stat"].items()) {
            const bool isHex = key.ends_with("zxid") || key == "ephemeralOwner";
            facts[key] = isHex ? json(hexText(value)) : value;
        }
        expectHolds(lines.at(at++), facts);
    }
    ASSERT_EQ(at + 1, lines.size());
    EXPECT_EQ(lines.back()["kind"], "end");
    if (snapshot.contains("digest"))
        expectHolds(lines.back(), {{"digestZxid", snapshot["digest"]["zxid"]},
                                      {"digest", snapshot["digest"]["digest"]}});
}

class Inspect : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] static std::vector<json> jsonLines(const std::string& file)
    {
        const Finished printed = runServerProgram({"inspect", "--json", file});
        EXPECT_EQ(printed.exitCode, 0) << printed.output;
        std::vector<json> lines;
        for (const std::string& line : linesOf(printed.output))
            lines.push_back(json::parse(line));
        EXPECT_EQ(lines.front(), json({{"kind", "file"}, {"name", file}}));
        return lines;
    }
    /// The text form says the same: a line for each, with the same facts in the same order.
    static void expectSameAsText(const std::string& file, const std::vector<json>& lines)
    {
        const Finished printed = runServerProgram({"inspect", file});
        EXPECT_EQ(printed.exitCode, 0);
        const std::vector<std::string> texts = linesOf(printed.output);
        ASSERT_EQ(texts.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            EXPECT_THAT(texts[i], StartsWith(lines[i]["kind"].get<std::string>()));
            for (const auto& [key, value] : lines[i].items()) {
                const std::string fact = key + "=" + (value.is_number() ? value.dump() : "");
                if (key != "kind") {
                    EXPECT_THAT(texts[i], HasSubstr(fact)) << lines[i];
                }
            }
        }
    }
};

TEST_P(Inspect, TellsAllThatTheRealServersFilesHold)
{
    std::ifstream in(golden / GetParam() / "decoded.json");
    const json decoded = json::parse(in);
    const std::string folder = (golden / GetParam() / "version-2").string() + "/";
    for (const json& log : decoded["logs"]) {
        SCOPED_TRACE(log["file"]);
        const auto lines = jsonLines(folder + log["file"].get<std::string>());
        expectLog(lines, log);
        expectSameAsText(folder + log["file"].get<std::string>(), lines);
    }
    for (const json& snapshot : decoded["snapshots"]) {
        SCOPED_TRACE(snapshot["file"]);
        const auto lines = jsonLines(folder + snapshot["file"].get<std::string>());
        expectSnapshot(lines, snapshot);
        expectSameAsText(folder + snapshot["file"].get<std::string>(), lines);
    }
}

INSTANTIATE_TEST_SUITE_P(Disk, Inspect,
    testing::Values("plain", "ephemerals", "sequentials", "acls", "multi", "ttl-container",
        "snapshots", "torn-tail", "torn-tail-zeros", "no-digest", "snap-gz", "snap-snappy"),
    [](const auto& directory) {
        std::string name = directory.param;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

TEST(InspectDamage, ADamagedFileIsPrintedUpToTheDamageAndNamed)
{
    const std::string log = (golden / "bad-crc/version-2/log.1").string();
    const Finished printed = runServerProgram({"inspect", log});
    EXPECT_EQ(printed.exitCode, 1);
    EXPECT_THAT(printed.output, HasSubstr("createSession offset=16"));
    EXPECT_THAT(printed.output, HasSubstr(log + ": the record at offset"));
}

TEST(InspectDamage, WhatIsNoFileOfAServerIsSaidToBeNone)
{
    const Finished printed = runServerProgram({"inspect", (golden / "README.md").string()});
    EXPECT_EQ(printed.exitCode, 1);
    EXPECT_THAT(printed.output, HasSubstr("neither a transaction log"));
    EXPECT_EQ(runServerProgram({"inspect", (golden / "nowhere").string()}).exitCode, 1);
    EXPECT_EQ(runServerProgram({"inspect", golden.string()}).exitCode, 1);
}

} // namespace
} // namespace zs::engine::io
