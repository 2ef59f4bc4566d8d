// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/ask_word.h"

#include "clientlib/protocol/four_letter_words.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"

#include <QTcpServer>

#include <gmock/gmock.h>

namespace zs::admin {
namespace {

    using namespace std::chrono_literals;
    using test::await;

    TEST(AskWord, RefusedPortSaysWhere)
    {
        const std::uint16_t port = test::freePort();
        const auto answer = await(askWord({"127.0.0.1", port}, "srvr"));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, Errc::unreachable);
        EXPECT_EQ(answer.error().detail,
            "127.0.0.1:" + std::to_string(port) + ": connection refused");
    }

    TEST(AskWord, SilentServerTimesOutAndAStopEndsItSooner)
    {
        QTcpServer silent;
        ASSERT_TRUE(silent.listen(QHostAddress::LocalHost, 0));
        const Endpoint server{"127.0.0.1", silent.serverPort()};
        EXPECT_EQ(await(askWord(server, "srvr", 50ms)).error().code, Errc::timedOut);
        std::stop_source source;
        const auto pending = test::track(askWord(server, "srvr", 60s, source.get_token()));
        source.request_stop();
        ASSERT_TRUE(test::spinUntil([&] { return pending->has_value(); }));
        EXPECT_EQ((*pending)->error().code, Errc::cancelled);
    }

    TEST(AskWord, RealServerAnswersAndRefusesWhatIsNotWhitelisted)
    {
        test::ApacheServer::Options options;
        options.configLines << "4lw.commands.whitelist=srvr,mntr";
        test::ApacheServer apache(options);
        ASSERT_TRUE(apache.start());
        const Endpoint server{"127.0.0.1", apache.port()};
        const auto srvr = await(askWord(server, "srvr"));
        ASSERT_TRUE(srvr) << srvr.error().detail;
        EXPECT_EQ(flw::parseSrvr(*srvr)->mode, "standalone");
        const auto mntr = await(askWord(server, "mntr"));
        ASSERT_TRUE(mntr);
        EXPECT_GT(flw::parseMntr(*mntr)->integer("znode_count"), 4);
        const auto cons = await(askWord(server, "cons"));
        ASSERT_TRUE(cons);
        EXPECT_EQ(flw::parseCons(*cons).error().code, Errc::noAuth);
    }

} // namespace
} // namespace zs::admin
