// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/four_letter_words.h"

#include "tests/support/golden_case.h"

#include <gmock/gmock.h>

namespace zs::flw {
namespace {

    using testing::ElementsAre;
    using testing::Pair;

    /// The answer that was captured from a 3.8.0 server.
    std::string captured(const std::string& word)
    {
        const auto golden = test::goldenCase("flw_" + word);
        if (!golden)
            return {};
        for (const test::GoldenStep& step : golden->steps) {
            if (!step.text.empty())
                return step.text;
        }
        return {};
    }

    TEST(FourLetterWords, SrvrAndStatTellTheSameFigures)
    {
        const auto srvr = parseSrvr(captured("srvr"));
        ASSERT_TRUE(srvr) << srvr.error().detail;
        EXPECT_TRUE(srvr->version.starts_with("3.8.0-"));
        EXPECT_DOUBLE_EQ(srvr->avgLatencyMs, 1.2222);
        EXPECT_EQ(srvr->received, 11);
        EXPECT_EQ(srvr->connections, 2);
        EXPECT_EQ(srvr->zxid, Zxid(0x742));
        EXPECT_EQ(srvr->mode, "standalone");
        EXPECT_EQ(srvr->nodeCount, 6);
        const auto stat = parseSrvr(captured("stat"));
        ASSERT_TRUE(stat) << stat.error().detail;
        EXPECT_EQ(stat->zxid, Zxid(0x747));
        EXPECT_EQ(parseCons(captured("stat"))->size(), 2u);
    }

    TEST(FourLetterWords, ConsTellsEachConnection)
    {
        const auto cons = parseCons(captured("cons"));
        ASSERT_TRUE(cons) << cons.error().detail;
        ASSERT_EQ(cons->size(), 2u);
        EXPECT_EQ(cons->front().address, "127.0.0.1:36094");
        EXPECT_EQ(cons->front().session, SessionId(0x1000013840701f0));
        EXPECT_EQ(cons->front().lastOperation, "GETC");
        EXPECT_EQ(cons->front().timeoutMs, 10'000);
        EXPECT_EQ(cons->front().lastZxid, Zxid(0x715));
        EXPECT_EQ(cons->back().session, SessionId());
    }

    TEST(FourLetterWords, MntrTellsNumbersByName)
    {
        const auto mntr = parseMntr(captured("mntr"));
        ASSERT_TRUE(mntr) << mntr.error().detail;
        EXPECT_EQ(mntr->state, "standalone");
        EXPECT_EQ(mntr->metric("znode_count"), 6);
        EXPECT_EQ(mntr->metric("avg_latency"), 0.7555);
        EXPECT_EQ(mntr->metric("no_such_metric"), std::nullopt);
    }

    TEST(FourLetterWords, WatchesAreReadBothWays)
    {
        EXPECT_EQ(*parseWchs(captured("wchs")), (WatchSummary{1, 1, 1}));
        EXPECT_THAT(*parseWchc(captured("wchc")),
            ElementsAre(Pair(SessionId(0x100001384070206), ElementsAre(Path("/g-4")))));
        EXPECT_THAT(*parseWchp(captured("wchp")),
            ElementsAre(Pair(Path("/g-4"), ElementsAre(SessionId(0x100001384070208)))));
    }

    TEST(FourLetterWords, DumpHashDirsConfAndIsroAreRead)
    {
        const auto dump = parseDump(captured("dump"));
        ASSERT_TRUE(dump) << dump.error().detail;
        EXPECT_EQ(dump->sessions.size(), 10u);
        EXPECT_FALSE(dump->ephemerals.empty());
        EXPECT_EQ(parseHash(captured("hash"))->front(), (TreeDigest{Zxid(0x80), 2970162380}));
        EXPECT_EQ(parseSettings("dirs", captured("dirs"))->at("datadir_size"), "67109337");
        EXPECT_EQ(parseSettings("conf", captured("conf"))->at("tickTime"), "2000");
        EXPECT_TRUE(*parseIsReadWrite(captured("isro")));
    }

    TEST(FourLetterWords, WordThatIsNotWhitelistedNamesTheSetting)
    {
        const auto refused
            = parseMntr("mntr is not executed because it is not in the whitelist.\n");
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::noAuth);
        EXPECT_THAT(refused.error().detail, testing::HasSubstr("4lw.commands.whitelist"));
        EXPECT_EQ(parseSrvr("").error().code, Errc::unimplemented);
        EXPECT_EQ(parseSrvr("This ZooKeeper instance is not currently serving requests\n")
                      .error().code,
            Errc::unreachable);
    }

    TEST(FourLetterWords, UnreadableLineIsNamed)
    {
        const auto bad = parseSrvr("Zookeeper version: 3\nReceived: many\nMode: leader\n");
        ASSERT_FALSE(bad);
        EXPECT_THAT(bad.error().detail, testing::HasSubstr("Received: many"));
        EXPECT_FALSE(parseCons(" nonsense\n"));
        EXPECT_FALSE(parseWchs("1 connections\n"));
        EXPECT_FALSE(parseIsReadWrite("null"));
    }

} // namespace
} // namespace zs::flw
