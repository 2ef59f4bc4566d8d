// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/json_parsers.h"

#include "tests/support/recorded_answer.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace admin;
    using namespace flw;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;
    using testing::Pair;

    const SessionId session(72057909118828544);

    QByteArray recorded(const std::string& name)
    {
        return QByteArray::fromStdString(recordedAnswer(name));
    }

    QJsonObject recordedJson(const std::string& name)
    {
        const Result<QJsonObject> answer = parseAdminAnswer(recorded(name));
        EXPECT_TRUE(answer) << name;
        return answer.value_or(QJsonObject());
    }

    TEST(JsonParsers, ServerStatsOfAStandaloneServerAndALeader)
    {
        const auto alone = serverStatsFrom(recordedJson("standalone.server_stats.json"));
        ASSERT_TRUE(alone) << alone.error().detail;
        EXPECT_EQ(alone->mode, "standalone");
        EXPECT_EQ(alone->zxid, Zxid(153));
        EXPECT_EQ(alone->sent, 309);
        EXPECT_EQ(alone->nodeCount, 7);
        EXPECT_DOUBLE_EQ(alone->avgLatencyMs, 0.268);
        EXPECT_EQ(alone->proposals, std::nullopt);
        const auto leader = serverStatsFrom(recordedJson("leader.server_stats.json"));
        ASSERT_TRUE(leader);
        EXPECT_EQ(leader->mode, "leader");
        EXPECT_EQ(leader->zxid, Zxid(1, 2));
        EXPECT_EQ(leader->proposals, (ProposalBytes{87, 48, 87}));
    }

    TEST(JsonParsers, ConnectionsInFullAndInShort)
    {
        const auto full = connectionsFrom(recordedJson("standalone.connections.json"));
        ASSERT_TRUE(full);
        ASSERT_EQ(full->size(), 1u);
        EXPECT_EQ(full->front().address, "127.0.0.1:50460");
        ASSERT_TRUE(full->front().session);
        EXPECT_EQ(full->front().session->id, session);
        EXPECT_EQ(full->front().session->lastCxid, std::nullopt);
        EXPECT_EQ(full->front().session->lastZxid, Zxid(-1));
        const auto brief = statFrom(recordedJson("standalone.stats.json"));
        ASSERT_TRUE(brief);
        EXPECT_EQ(brief->server.mode, "standalone");
        ASSERT_EQ(brief->connections.size(), 1u);
        EXPECT_EQ(brief->connections[0].session, std::nullopt);
    }

    TEST(JsonParsers, MonitorConfigurationAndEnvironmentHaveTheNamesOfTheWords)
    {
        const auto monitor = monitorFrom(recordedJson("standalone.monitor.json"));
        ASSERT_TRUE(monitor);
        EXPECT_EQ(monitor->integer("znode_count"), 7);
        EXPECT_EQ(monitor->number("avg_latency"), 0.268);
        EXPECT_EQ(monitor->text("command"), std::nullopt);
        const auto configuration
            = configurationFrom(recordedJson("standalone.configuration.json"));
        ASSERT_TRUE(configuration);
        EXPECT_EQ(configuration->integer("minSessionTimeout"), 1000);
        EXPECT_EQ(configuration->integer("clientPortListenBacklog"), -1);
        EXPECT_EQ(configuration->integer("maxClientCnxns"), 60);
        const auto environment = environmentFrom(recordedJson("standalone.environment.json"));
        ASSERT_TRUE(environment);
        EXPECT_EQ(environment->at("os.name"), "Linux");
    }

    TEST(JsonParsers, SessionsAndWatches)
    {
        const auto dump = dumpFrom(recordedJson("standalone.dump.json"));
        ASSERT_TRUE(dump);
        ASSERT_EQ(dump->expiries.size(), 2u);
        EXPECT_EQ(dump->expiries[1].when, "4818500");
        EXPECT_THAT(dump->expiries[1].sessions, ElementsAre(session));
        EXPECT_THAT(dump->ephemerals, ElementsAre(Pair(session, ElementsAre("/app/e"))));
        EXPECT_THAT(dumpFrom(recordedJson("follower.dump.json"))->expiries, IsEmpty());
        EXPECT_EQ(*watchSummaryFrom(recordedJson("standalone.watch_summary.json")),
            (WatchSummary{1, 1, 1}));
        EXPECT_THAT(*watchesFrom(recordedJson("standalone.watches.json")),
            ElementsAre(Pair(session, ElementsAre("/app"))));
        EXPECT_THAT(*watchesByPathFrom(recordedJson("standalone.watches_by_path.json")),
            ElementsAre(Pair("/app", ElementsAre(session))));
    }

    TEST(JsonParsers, TheShortOnes)
    {
        EXPECT_EQ(*directorySizesFrom(recordedJson("standalone.dirs.json")),
            (DirectorySizes{67109337, 67109337}));
        EXPECT_THAT(*digestsFrom(recordedJson("standalone.hash.json")),
            ElementsAre(TreeDigest{Zxid(128), 5439633739}));
        EXPECT_EQ(*writeStateFrom(recordedJson("standalone.is_read_only.json")),
            WriteState::readWrite);
        for (const char* command : {"ruok", "stat_reset", "connection_stat_reset"}) {
            const std::string name = std::string("standalone.") + command + ".json";
            EXPECT_TRUE(doneFrom(recordedJson(name)));
        }
    }

    TEST(JsonParsers, AnErrorOfTheServerIsAnError)
    {
        const auto unknown = parseAdminAnswer(recorded("standalone.nonsense.json"));
        ASSERT_FALSE(unknown);
        EXPECT_EQ(unknown.error().code, Errc::unimplemented);
        const auto idle = parseAdminAnswer(recorded("notserving.server_stats.json"));
        ASSERT_FALSE(idle);
        EXPECT_EQ(idle.error().code, Errc::systemError);
        EXPECT_THAT(idle.error().detail, HasSubstr("quorum"));
        const auto alone = parseAdminAnswer(recorded("standalone.leader.json"));
        ASSERT_FALSE(alone);
        EXPECT_THAT(alone.error().detail, HasSubstr("server is not initialized"));
    }

    TEST(JsonParsers, WhatIsNoAnswerIsRefused)
    {
        for (const char* text : {"", "[]", "null", "{", "<html>", "{\"a\":1}}", "\xff\xfe"})
            EXPECT_EQ(parseAdminAnswer(text).error().code, Errc::protocol) << text;
        EXPECT_FALSE(parseAdminAnswer(QByteArray(100'000, '[')));
        const QJsonObject empty;
        EXPECT_EQ(serverStatsFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(statFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(connectionsFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(monitorFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(configurationFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(environmentFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(dumpFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(watchSummaryFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(watchesFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(watchesByPathFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(directorySizesFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(digestsFrom(empty).error().code, Errc::protocol);
        EXPECT_EQ(writeStateFrom(empty).error().code, Errc::protocol);
        QJsonObject wrong;
        wrong["path_to_session_ids"] = QJsonObject{{"/a", "text"}};
        wrong["session_id_to_watched_paths"] = QJsonObject{{"no number", "text"}};
        EXPECT_TRUE(watchesByPathFrom(wrong)->at("/a").empty());
        EXPECT_FALSE(watchesFrom(wrong));
    }

} // namespace
} // namespace zs::test
