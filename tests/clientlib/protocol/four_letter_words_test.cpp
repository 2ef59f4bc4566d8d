// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/four_letter_words.h"

#include "tests/support/recorded_answer.h"

#include <gmock/gmock.h>

namespace zs::test {
namespace {

    using namespace flw;
    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;
    using testing::Pair;
    using testing::StartsWith;

    TEST(FourLetterWords, SrvrOfAStandaloneServer)
    {
        const auto stats = parseSrvr(goldenAnswer("srvr"));
        ASSERT_TRUE(stats) << stats.error().detail;
        EXPECT_THAT(stats->version, StartsWith("3.8.0-"));
        EXPECT_EQ(stats->mode, "standalone");
        EXPECT_FALSE(stats->readOnly);
        EXPECT_DOUBLE_EQ(stats->avgLatencyMs, 1.2222);
        EXPECT_DOUBLE_EQ(stats->maxLatencyMs, 3);
        EXPECT_EQ(stats->received, 11);
        EXPECT_EQ(stats->sent, 12);
        EXPECT_EQ(stats->connections, 2);
        EXPECT_EQ(stats->zxid, Zxid(0x742));
        EXPECT_EQ(stats->nodeCount, 6);
        EXPECT_EQ(stats->proposals, std::nullopt);
    }

    TEST(FourLetterWords, SrvrOfALeaderTellsItsProposals)
    {
        const auto stats = parseSrvr(recordedAnswer("leader.srvr.txt"));
        ASSERT_TRUE(stats);
        EXPECT_EQ(stats->mode, "leader");
        EXPECT_EQ(stats->proposals, (ProposalBytes{87, 48, 87}));
    }

    TEST(FourLetterWords, SrvrOf34AndOfAReadOnlyServer)
    {
        const auto old = parseSrvr("Zookeeper version: 3.4.14-4c25d480e6, built on 03/06/2019\r\n"
                                   "Latency min/avg/max: 0/2/35\r\nReceived: 7\r\nSent: 6\r\n"
                                   "Connections: 1\r\nOutstanding: 0\r\nZxid: 0x300000007\r\n"
                                   "Mode: follower\r\nNode count: 4\r\n");
        ASSERT_TRUE(old) << old.error().detail;
        EXPECT_EQ(old->mode, "follower");
        EXPECT_DOUBLE_EQ(old->avgLatencyMs, 2);
        EXPECT_EQ(old->zxid, Zxid(3, 7));
        const auto readOnly
            = parseSrvr("Zookeeper version: 3.5.9-1, built on 2021\n"
                        "READ-ONLY mode; serving only read-only clients\n"
                        "Latency min/avg/max: 0/0,5/1\nMode: read-only\nA new line: 9.9\n");
        ASSERT_TRUE(readOnly) << readOnly.error().detail;
        EXPECT_TRUE(readOnly->readOnly);
        EXPECT_DOUBLE_EQ(readOnly->avgLatencyMs, 0.5);
    }

    TEST(FourLetterWords, StatAddsTheConnections)
    {
        const auto stat = parseStat(goldenAnswer("stat"));
        ASSERT_TRUE(stat) << stat.error().detail;
        EXPECT_EQ(stat->server.zxid, Zxid(0x747));
        ASSERT_EQ(stat->connections.size(), 2u);
        EXPECT_EQ(stat->connections[1].address, "127.0.0.1:36404");
        EXPECT_EQ(stat->connections[1].interestOps, 1);
        EXPECT_EQ(stat->connections[1].sent, 4);
        EXPECT_EQ(stat->connections[1].session, std::nullopt);
    }

    TEST(FourLetterWords, ConsTellsEachSession)
    {
        const auto connections = parseCons(goldenAnswer("cons"));
        ASSERT_TRUE(connections) << connections.error().detail;
        ASSERT_EQ(connections->size(), 2u);
        const ConnectionInfo& first = connections->front();
        EXPECT_EQ(first.address, "127.0.0.1:36094");
        ASSERT_TRUE(first.session);
        EXPECT_EQ(first.session->id, SessionId(0x1000013840701f0));
        EXPECT_EQ(first.session->lastOperation, "GETC");
        EXPECT_EQ(first.session->establishedMs, 1795303819193);
        EXPECT_EQ(first.session->timeoutMs, 10000);
        EXPECT_EQ(first.session->lastCxid, 3);
        EXPECT_EQ(first.session->lastZxid, Zxid(0x715));
        EXPECT_EQ(first.session->maxLatencyMs, 1);
        EXPECT_EQ(connections->back().session, std::nullopt);
    }

    TEST(FourLetterWords, ConsOfAnIpv6ClientWithoutRequests)
    {
        const auto connections = parseCons(
            " /0:0:0:0:0:0:0:1:50460[5](queued=0,recved=0,sent=0,sid=0x10000495c490000,lop=NA,"
            "est=1,to=10000,lzxid=0xffffffffffffffff,lresp=0,llat=0,minlat=0,avglat=0,maxlat=0,"
            "new=field)\n\n");
        ASSERT_TRUE(connections) << connections.error().detail;
        ASSERT_EQ(connections->size(), 1u);
        EXPECT_EQ(connections->front().address, "0:0:0:0:0:0:0:1:50460");
        EXPECT_EQ(connections->front().interestOps, 5);
        EXPECT_EQ(connections->front().session->lastCxid, std::nullopt);
        EXPECT_EQ(connections->front().session->lastZxid, Zxid(-1));
        EXPECT_THAT(*parseCons(""), IsEmpty());
    }

    TEST(FourLetterWords, MntrGivesEachMetric)
    {
        const auto monitor = parseMntr(goldenAnswer("mntr"));
        ASSERT_TRUE(monitor) << monitor.error().detail;
        EXPECT_EQ(monitor->text("server_state"), "standalone");
        EXPECT_EQ(monitor->integer("znode_count"), 6);
        EXPECT_EQ(monitor->number("avg_latency"), 0.7555);
        EXPECT_EQ(monitor->integer("avg_latency"), std::nullopt);
        EXPECT_EQ(monitor->integer("quorum_size"), std::nullopt);
        const auto leader = parseMntr(recordedAnswer("leader.mntr.txt"));
        ASSERT_TRUE(leader);
        EXPECT_EQ(leader->integer("synced_followers"), 2);
        EXPECT_EQ(leader->integer("quorum_size"), 3);
        EXPECT_GT(leader->values.size(), 300u);
    }

    TEST(FourLetterWords, ConfOfAStandaloneServerAndOfAMember)
    {
        const auto alone = parseConf(goldenAnswer("conf"));
        ASSERT_TRUE(alone) << alone.error().detail;
        EXPECT_EQ(alone->integer("tickTime"), 2000);
        EXPECT_EQ(alone->integer("secureClientPort"), -1);
        EXPECT_EQ(alone->text("dataDir"), "<base>/data/version-2");
        EXPECT_THAT(alone->membership, IsEmpty());
        const auto member = parseConf(recordedAnswer("leader.conf.txt"));
        ASSERT_TRUE(member) << member.error().detail;
        EXPECT_EQ(member->integer("initLimit"), 20);
        ASSERT_EQ(member->membership.size(), 4u);
        EXPECT_THAT(member->membership[0], StartsWith("server.1=127.0.0.1:"));
        EXPECT_EQ(member->membership[3], "version=0");
    }

    TEST(FourLetterWords, EnviKeepsValuesWithEqualSigns)
    {
        const auto environment = parseEnvi(recordedAnswer("standalone.envi.txt"));
        ASSERT_TRUE(environment) << environment.error().detail;
        EXPECT_EQ(environment->at("os.name"), "Linux");
        EXPECT_EQ(parseEnvi("Environment:\njava.opts=-Da=b -Dc=d\n")->at("java.opts"),
            "-Da=b -Dc=d");
    }

    TEST(FourLetterWords, DumpTellsSessionsEphemeralsAndConnections)
    {
        const auto dump = parseDump(goldenAnswer("dump"));
        ASSERT_TRUE(dump) << dump.error().detail;
        ASSERT_EQ(dump->expiries.size(), 10u);
        EXPECT_EQ(dump->expiries[0].when, "Sat Nov 21 23:30:21 UTC 2026");
        EXPECT_THAT(dump->expiries[0].sessions,
            ElementsAre(SessionId(0x10000138407017c), SessionId(0x100001384070178)));
        EXPECT_THAT(dump->ephemerals,
            ElementsAre(Pair(SessionId(0x1000013840701f6), ElementsAre("/g-4"))));
        ASSERT_EQ(dump->connections.size(), 2u);
        EXPECT_EQ(dump->connections[1].address, "127.0.0.1:36200");
        EXPECT_EQ(dump->connections[1].session, SessionId(0x1000013840701f6));
        EXPECT_THAT(dump->globalSessions, IsEmpty());
    }

    TEST(FourLetterWords, DumpOfAFollowerTellsGlobalSessions)
    {
        const auto dump = parseDump(recordedAnswer("follower.dump.txt"));
        ASSERT_TRUE(dump) << dump.error().detail;
        EXPECT_THAT(dump->globalSessions,
            ElementsAre(SessionDump::GlobalSession{SessionId(0x200004961ae0000), 10000}));
        EXPECT_THAT(dump->ephemerals,
            ElementsAre(Pair(SessionId(0x200004961ae0000), ElementsAre("/e"))));
    }

    TEST(FourLetterWords, DumpOf34AndOfLocalSessions)
    {
        const auto old = parseDump("SessionTracker dump:\nSession Sets (1):\n"
                                   "1 expire at Thu Jan 01 00:00:09 UTC 1970:\n\t0x1\n"
                                   "ephemeral nodes dump:\nSessions with Ephemerals (1):\n"
                                   "0x1:\n\t/a b \n");
        ASSERT_TRUE(old) << old.error().detail;
        EXPECT_THAT(old->expiries.at(0).sessions, ElementsAre(SessionId(1)));
        EXPECT_THAT(old->ephemerals.at(SessionId(1)), ElementsAre("/a b "));
        const auto local = parseDump("SessionTracker dump:\nLocal Session Sets (0)/(0):\n"
                                     "Global Session Sets (0)/(0):\nephemeral nodes dump:\n"
                                     "Sessions with Ephemerals (0):\n");
        EXPECT_TRUE(local) << local.error().detail;
    }

    TEST(FourLetterWords, WatchesInThreeForms)
    {
        EXPECT_EQ(*parseWchs(goldenAnswer("wchs")), (WatchSummary{1, 1, 1}));
        EXPECT_THAT(*parseWchc(goldenAnswer("wchc")),
            ElementsAre(Pair(SessionId(0x100001384070206), ElementsAre("/g-4"))));
        EXPECT_THAT(*parseWchp(goldenAnswer("wchp")),
            ElementsAre(Pair("/g-4", ElementsAre(SessionId(0x100001384070208)))));
        EXPECT_THAT(*parseWchc("\n"), IsEmpty());
        EXPECT_THAT(parseWchp("/a\n\t0x1\n\t0x2\n/b\n\t0x1\n\n")->at("/a"),
            ElementsAre(SessionId(1), SessionId(2)));
    }

    TEST(FourLetterWords, TheShortOnes)
    {
        EXPECT_EQ(*parseDirs(goldenAnswer("dirs")), (DirectorySizes{67109337, 67109337}));
        EXPECT_EQ(*parseIsro(goldenAnswer("isro")), WriteState::readWrite);
        EXPECT_EQ(*parseIsro("ro"), WriteState::readOnly);
        EXPECT_EQ(*parseIsro("null"), WriteState::notServing);
        EXPECT_TRUE(parseRuok(goldenAnswer("ruok")));
        EXPECT_TRUE(parseCrst(goldenAnswer("crst")));
        EXPECT_TRUE(parseSrst(goldenAnswer("srst")));
        const auto digests = parseHash(goldenAnswer("hash"));
        ASSERT_TRUE(digests);
        EXPECT_EQ(digests->size(), 14u);
        EXPECT_EQ(digests->front(), (TreeDigest{Zxid(0x80), 2970162380u}));
        EXPECT_EQ(parseHash("1: -1\n")->front().digest, ~std::uint64_t(0));
    }

    TEST(FourLetterWords, ARefusalNamesTheSetting)
    {
        const auto refused = parseMntr(recordedAnswer("refused.mntr.txt"));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::noAuth);
        EXPECT_THAT(refused.error().detail, HasSubstr("4lw.commands.whitelist"));
        const auto idle = parseSrvr(recordedAnswer("notserving.srvr.txt"));
        ASSERT_FALSE(idle);
        EXPECT_EQ(idle.error().code, Errc::systemError);
    }

    /// Calls every parser; none may crash or take long, whatever they say.
    void parseAll(std::string_view text)
    {
        (void)parseSrvr(text);
        (void)parseStat(text);
        (void)parseCons(text);
        (void)parseMntr(text);
        (void)parseConf(text);
        (void)parseEnvi(text);
        (void)parseDump(text);
        (void)parseWchs(text);
        (void)parseWchc(text);
        (void)parseWchp(text);
        (void)parseDirs(text);
        (void)parseHash(text);
        (void)parseIsro(text);
        (void)parseRuok(text);
    }

    TEST(FourLetterWords, EveryPrefixAndEveryBrokenByteIsAnAnswerOrAnError)
    {
        for (const char* word : {"srvr", "stat", "cons", "conf", "dump", "wchs", "wchc", "wchp",
                 "dirs", "hash", "isro", "ruok"}) {
            const std::string text = goldenAnswer(word);
            for (std::size_t at = 0; at < text.size(); ++at) {
                parseAll(std::string_view(text).substr(0, at));
                for (const char wrong : {'\0', '\n', '\t', '(', '/', '=', '\xff'}) {
                    std::string broken = text;
                    broken[at] = wrong;
                    parseAll(broken);
                }
            }
        }
    }

    TEST(FourLetterWords, NothingAtAllMeansThatTheWordIsNotKnown)
    {
        EXPECT_EQ(parseSrvr("").error().code, Errc::unimplemented);
        EXPECT_EQ(parseDirs("").error().code, Errc::unimplemented);
        EXPECT_TRUE(parseHash("")->empty()); // Also that of a server without a digest yet.
    }

    TEST(FourLetterWords, AMalformedFigureIsShown)
    {
        const auto bad = parseSrvr("Zookeeper version: 3\nReceived: many\nMode: leader\n");
        ASSERT_FALSE(bad);
        EXPECT_THAT(bad.error().detail, HasSubstr("Received: many"));
        EXPECT_FALSE(parseCons(" nonsense\n"));
        EXPECT_FALSE(parseWchs("1 connections\n"));
    }

    TEST(FourLetterWords, ForeignTextIsRefused)
    {
        for (const char* text : {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2",
                 "\x15\x03\x03"}) {
            EXPECT_EQ(parseSrvr(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseMntr(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseConf(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseEnvi(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseDump(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseWchs(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseDirs(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseIsro(text).error().code, Errc::protocol) << text;
            EXPECT_EQ(parseRuok(text).error().code, Errc::protocol) << text;
        }
        EXPECT_FALSE(parseCons("HTTP/1.1 400 Bad Request"));
        EXPECT_FALSE(parseHash("SSH-2.0-OpenSSH_9.2"));
        EXPECT_FALSE(parseWchc("\t/a\n"));
        EXPECT_FALSE(parseWchp("\t0x1\n"));
    }

} // namespace
} // namespace zs::test
