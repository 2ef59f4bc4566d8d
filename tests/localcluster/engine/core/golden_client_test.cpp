// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/golden_replay.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

namespace zs::engine::test {
namespace {

    using namespace std::chrono_literals;

    /// The captured server's configuration; see tests/data/golden/client/README.md.
    ServerSettings capturedSettings()
    {
        ServerSettings settings;
        settings.tickTime = 2s;
        settings.fourLetterWords = {"*"};
        settings.extendedTypesEnabled = true;
        settings.enforceQuota = true;
        settings.superDigest = "super:xQJmxLMiHGwaqBvst5y6rkB6HQs="; // super:admin
        return settings;
    }

    HostFacts capturedHost()
    {
        HostFacts host;
        host.version = "3.8.0-${mvngit.commit.id}";
        host.builtOn = "2022-12-18 13:01 UTC";
        for (const char* key : {"clientPort", "secureClientPort", "dataDir", "dataDirSize",
                 "dataLogDir", "dataLogSize", "tickTime", "maxClientCnxns", "minSessionTimeout",
                 "maxSessionTimeout", "clientPortListenBacklog", "serverId"}) {
            const bool isDir = std::string_view(key).ends_with("Dir");
            host.configuration.emplace_back(key, isDir ? "<base>/data/version-2" : "1");
        }
        return host;
    }

    /// Answers that differ on purpose, or by what the captured server had lived through; each has
    /// a test of its own below.
    bool isSpecial(const std::string& name)
    {
        static const std::set<std::string> special{"check_outside_multi",
            "create_session_from_client", "delete_container_from_client", "noauth",
            "readonly_server_global_sessions", "readonly_server_local_sessions", "flw_dump",
            "flw_hash", "flw_mntr"};
        return special.contains(name);
    }

    std::vector<std::string> plainCases()
    {
        std::vector<std::string> names = zs::test::goldenCaseNames();
        std::erase_if(names, isSpecial);
        return names;
    }

    zs::test::GoldenCase load(std::string_view name)
    {
        auto golden = zs::test::goldenCase(name);
        EXPECT_TRUE(golden.has_value());
        return golden.value_or(zs::test::GoldenCase());
    }

    class GoldenClient : public testing::TestWithParam<std::string> {};

    TEST_P(GoldenClient, IsAnsweredAsApacheAnsweredIt)
    {
        const auto golden = load(GetParam());
        GoldenReplay replay(golden, capturedSettings());
        replay.setHostFacts(capturedHost());
        replay.run();
    }

    INSTANTIATE_TEST_SUITE_P(Case, GoldenClient, testing::ValuesIn(plainCases()),
        [](const testing::TestParamInfo<std::string>& each) { return each.param; });

    TEST(GoldenClientCases, AreAllThere) { EXPECT_EQ(zs::test::goldenCaseNames().size(), 79u); }

    /// Requests that only servers may make: -6 with zxid -1, then the connection is closed.
    void expectRefusedAtStep(std::string_view name, std::size_t step)
    {
        const auto golden = load(name);
        GoldenReplay replay(golden, capturedSettings());
        replay.run(0, step + 1); // Including the request.
        const auto reply = replay.harness().takeReply(replay.connection(0));
        EXPECT_EQ(reply.err(), Errc::unimplemented);
        EXPECT_EQ(reply.header.zxid, Zxid(-1));
        EXPECT_THAT(reply.body, testing::IsEmpty());
        EXPECT_TRUE(replay.harness().closed(replay.connection(0)));
        EXPECT_EQ(replay.harness().server().sessions().size(), 1u) << "the session lives on";
    }

    TEST(GoldenClientOnPurpose, CheckOutsideOfAMultiIsRefused)
    {
        expectRefusedAtStep("check_outside_multi", 2);
    }
    TEST(GoldenClientOnPurpose, CreateSessionFromAClientIsRefused)
    {
        expectRefusedAtStep("create_session_from_client", 2);
    }
    TEST(GoldenClientOnPurpose, DeleteContainerFromAClientIsRefused)
    {
        expectRefusedAtStep("delete_container_from_client", 4);
    }

    TEST(GoldenClientOnPurpose, ExistsNeedsRead)
    {
        const auto golden = load("noauth");
        std::size_t exists = 0;
        while (!golden.steps[exists].note.starts_with("exists"))
            ++exists;
        GoldenReplay replay(golden, capturedSettings());
        replay.run(0, exists + 1);
        const auto reply = replay.harness().takeReply(replay.connection(1));
        EXPECT_EQ(reply.err(), Errc::noAuth);
        EXPECT_THAT(reply.body, testing::IsEmpty());
        replay.run(exists + 2);
    }

    TEST(GoldenClientReadOnly, ServerWithLocalSessionsAnswersAsCaptured)
    {
        const auto golden = load("readonly_server_local_sessions");
        ServerSettings settings = capturedSettings();
        settings.readOnly = true;
        GoldenReplay replay(golden, settings);
        HostFacts host = capturedHost();
        host.version = "3.8.0-${mvngit.commit.id}";
        replay.setHostFacts(host);
        replay.run();
        EXPECT_THAT(replay.harness().logged(), testing::IsEmpty());
    }

    TEST(GoldenClientOnPurpose, ReadOnlyServerGrantsALocalSession)
    {
        const auto golden = load("readonly_server_global_sessions");
        ServerSettings settings = capturedSettings();
        settings.readOnly = true;
        GoldenReplay replay(golden, settings);
        replay.run(0, 3);
        const auto response
            = jute::decode<ConnectResponse>(replay.harness().takeFrame(replay.connection(1)));
        ASSERT_TRUE(response.has_value());
        EXPECT_NE(response->sessionId, SessionId());
        EXPECT_TRUE(response->readOnly);
    }

    /// The text that a word got, after the steps before it.
    std::string answerAfterSteps(GoldenReplay& replay, const zs::test::GoldenCase& golden,
        std::string* captured)
    {
        std::size_t step = 0;
        while (golden.steps[step].note.find("plain text") == std::string::npos)
            ++step;
        replay.run(0, step);
        *captured = textOf(golden.steps[step].bytes);
        return std::string(
            textOf(replay.harness().received(replay.connection(golden.steps[step].connection))));
    }

    TEST(GoldenClientWords, MonitorTellsKeysOfApacheInItsFormat)
    {
        const auto golden = load("flw_mntr");
        GoldenReplay replay(golden, capturedSettings());
        replay.setHostFacts(capturedHost());
        std::string captured;
        std::istringstream ours(answerAfterSteps(replay, golden, &captured));
        std::set<std::string> keys;
        for (std::string line; std::getline(ours, line);) {
            const std::string key = line.substr(0, line.find('\t') + 1);
            EXPECT_THAT('\n' + captured, testing::HasSubstr('\n' + key));
            keys.insert(key);
        }
        for (const char* needed : {"zk_version", "zk_server_state", "zk_avg_latency",
                 "zk_znode_count", "zk_watch_count", "zk_ephemerals_count", "zk_uptime"})
            EXPECT_TRUE(keys.contains(std::string(needed) + '\t')) << needed;
    }

    TEST(GoldenClientWords, DumpListsSessionsEphemeralsAndConnections)
    {
        const auto golden = load("flw_dump");
        GoldenReplay replay(golden, capturedSettings());
        std::string captured;
        const std::string ours = answerAfterSteps(replay, golden, &captured);
        EXPECT_THAT(ours,
            testing::MatchesRegex("SessionTracker dump:\nSession Sets \\(1\\)/\\(1\\):\n"
                                  "1 expire at [A-Za-z0-9: ]+:\n\t0x[0-9a-f]+\n"
                                  "ephemeral nodes dump:\nSessions with Ephemerals \\(1\\):\n"
                                  "0x[0-9a-f]+:\n\t/g-4\nConnections dump:\n"
                                  "Connections Sets \\(1\\)/\\(2\\):\n2 expire at [A-Za-z0-9: ]+:\n"
                                  "\tip: /[0-9.]+:[0-9]+ sessionId: 0x[0-9a-f]+\n"
                                  "\tip: /[0-9.]+:[0-9]+ sessionId: 0x0\n"));
    }

    TEST(GoldenClientWords, HashTellsTheDigestOfEach128thTransaction)
    {
        ServerHarness harness(capturedSettings());
        const ConnectionId client = harness.openSession();
        for (int i = 0; i < 127; ++i) // The session's own transaction is the first.
            ASSERT_EQ(harness.create(client, "/n" + std::to_string(i)), Errc::ok);
        const std::uint64_t digest = harness.server().tree().digest();
        ASSERT_EQ(harness.create(client, "/later"), Errc::ok);
        const ConnectionId asking = harness.connect();
        harness.send(asking, viewOf("hash"));
        EXPECT_EQ(textOf(harness.received(asking)), "80: " + std::to_string(digest) + '\n');
    }

} // namespace
} // namespace zs::engine::test
