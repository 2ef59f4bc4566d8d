// SPDX-License-Identifier: Apache-2.0
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>

namespace zs::engine::test {
namespace {

    using namespace std::chrono_literals;
    using testing::HasSubstr;

    bool isRefused(ServerHarness& harness, const std::string& address)
    {
        const ConnectionId id = harness.connect(address);
        Bytes bytes;
        ConnectRequest request;
        request.timeoutMs = 10'000;
        jute::appendFrame(bytes, request);
        harness.send(id, bytes);
        return harness.closed(id);
    }

    std::string ask(ServerHarness& harness, std::string_view word)
    {
        const ConnectionId id = harness.connect();
        harness.send(id, viewOf(word));
        EXPECT_TRUE(harness.closed(id));
        return std::string(textOf(harness.received(id)));
    }

    TEST(Limits, SessionsOfAnAddressAreBoundedUntilSomeEnd)
    {
        ServerSettings settings;
        settings.maxClientSessions = 2;
        ServerHarness harness(settings);
        const ConnectionId first = harness.openSession(), second = harness.openSession();
        EXPECT_TRUE(isRefused(harness, "127.0.0.1"));
        EXPECT_FALSE(isRefused(harness, "10.0.0.1")) << "others are not concerned";
        harness.drop(first);
        EXPECT_TRUE(isRefused(harness, "127.0.0.1")) << "the session still lives";
        harness.request(second, 1, OpCode::closeSession);
        EXPECT_FALSE(isRefused(harness, "127.0.0.1"));
        harness.advance(30s); // All expire.
        EXPECT_FALSE(isRefused(harness, "127.0.0.1"));
        EXPECT_FALSE(isRefused(harness, "127.0.0.1"));
        EXPECT_TRUE(isRefused(harness, "127.0.0.1"));
    }

    TEST(Limits, WatchesOfASessionAreBoundedAndTheRestOfItWorks)
    {
        ServerSettings settings;
        settings.maxSessionWatches = 3;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession(), other = harness.openSession();
        const auto exists = [&](ConnectionId id, const char* path, bool watch) {
            return harness.call(id, OpCode::exists, WatchingPathRequest{Path(path), watch}).err();
        };
        for (const char* path : {"/a", "/b", "/c"})
            EXPECT_EQ(exists(client, path, true), Errc::noNode);
        EXPECT_EQ(exists(client, "/d", true), Errc::quotaExceeded);
        EXPECT_EQ(exists(client, "/d", false), Errc::noNode);
        EXPECT_EQ(harness.call(client, OpCode::addWatch, AddWatchRequest{Path("/"), 1}).err(),
            Errc::quotaExceeded);
        SetWatchesRequest four;
        four.exist = {Path("/1"), Path("/2"), Path("/3"), Path("/4")};
        EXPECT_EQ(harness.call(other, OpCode::setWatches, four).err(), Errc::quotaExceeded);
        EXPECT_EQ(exists(other, "/d", true), Errc::noNode);
        ASSERT_EQ(harness.create(other, "/a"), Errc::ok); // Uses one up.
        EXPECT_EQ(harness.takeReply(client).header.xid, xid::notification);
        EXPECT_EQ(exists(client, "/d", true), Errc::noNode);
    }

    TEST(Limits, RequestsOfAMultiAreBounded)
    {
        ServerSettings settings;
        settings.maxMultiOps = 2;
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession();
        MultiRequest reads, writes;
        for (const char* path : {"/a", "/b", "/c"}) {
            EXPECT_NE(harness.call(client, OpCode::multi, writes).err(), Errc::quotaExceeded);
            EXPECT_NE(harness.call(client, OpCode::multiRead, reads).err(), Errc::quotaExceeded);
            reads.ops.push_back({OpCode::getData, WatchingPathRequest{Path(path), false}});
            writes.ops.push_back(
                {OpCode::create, CreateRequest{Path(path), Bytes(), openAcl(), 0}});
        }
        EXPECT_EQ(harness.call(client, OpCode::multi, writes).err(), Errc::quotaExceeded);
        EXPECT_EQ(harness.call(client, OpCode::multiRead, reads).err(), Errc::quotaExceeded);
        EXPECT_EQ(harness.server().tree().find("/c"), nullptr);
    }

    TEST(Limits, ExpensiveWordsAreAnsweredSoManyTimesASecond)
    {
        ServerSettings settings;
        settings.fourLetterWords = {"*"};
        settings.expensiveWordsPerSecond = 2;
        ServerHarness harness(settings);
        EXPECT_THAT(ask(harness, "dump"), HasSubstr("SessionTracker dump"));
        EXPECT_THAT(ask(harness, "cons"), HasSubstr("127.0.0.1"));
        EXPECT_THAT(ask(harness, "wchp"), HasSubstr("2 times a second"));
        EXPECT_THAT(ask(harness, "wchc"), HasSubstr("4lw.expensivePerSecond"));
        EXPECT_EQ(ask(harness, "ruok"), "imok") << "cheap ones always";
        harness.advance(500ms);
        EXPECT_THAT(ask(harness, "dump"), HasSubstr("SessionTracker dump"));
        EXPECT_THAT(ask(harness, "dump"), HasSubstr("2 times a second"));
    }

    TEST(Limits, ZeroMeansNone)
    {
        ServerSettings settings;
        settings.maxClientSessions = settings.maxSessionWatches = settings.maxMultiOps = 0;
        settings.expensiveWordsPerSecond = 0;
        settings.fourLetterWords = {"*"};
        ServerHarness harness(settings);
        const ConnectionId client = harness.openSession();
        EXPECT_FALSE(isRefused(harness, "127.0.0.1"));
        for (int i = 0; i < 50; ++i)
            EXPECT_THAT(ask(harness, "dump"), HasSubstr("SessionTracker dump"));
        EXPECT_EQ(harness.call(client, OpCode::addWatch, AddWatchRequest{Path("/"), 1}).err(),
            Errc::ok);
    }

} // namespace
} // namespace zs::engine::test
