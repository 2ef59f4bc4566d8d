// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/private_config.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace zs::launcher {
namespace {

    using testing::HasSubstr;
    using testing::Not;

    std::string shippedSample()
    {
        std::ifstream file(ZS_SAMPLE_CONFIG);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    TEST(PrivateConfig, TurnsTheShippedSampleIntoAStandaloneServer)
    {
        const std::string sample = shippedSample();
        ASSERT_THAT(sample, HasSubstr("\nserver.3=127.0.0.1:2889:3889\n"));
        const std::string text = privateConfig(sample, {.dataDir = "/d", .clientPort = 4000});
        EXPECT_EQ(text,
            "tickTime=2000\ninitLimit=10\nsyncLimit=5\ndataDir=/d\nclientPort=4000\n"
            "clientPortAddress=127.0.0.1\n4lw.commands.whitelist=*\nadmin.enableServer=false\n");
    }

    TEST(PrivateConfig, LeavesNoSettingThatListensOrWritesElsewhere)
    {
        const std::string sample = "  dataLogDir = /elsewhere\n"
                                   "clientPortAddress:0.0.0.0\n"
                                   "secureClientPort 2281\n"
                                   "server.1 = \\\n  127.0.0.1:2887:3887\n"
                                   "group.1=1:2\nweight.1=2\n"
                                   "snapCount=7";
        const std::string text = privateConfig(sample, {.dataDir = "/d", .clientPort = 4000});
        EXPECT_THAT(text, Not(HasSubstr("elsewhere")));
        EXPECT_THAT(text, Not(HasSubstr("0.0.0.0\n")));
        EXPECT_THAT(text, Not(HasSubstr("2281")));
        EXPECT_THAT(text, Not(HasSubstr("2887")));
        EXPECT_THAT(text, Not(HasSubstr("group")));
        EXPECT_THAT(text, Not(HasSubstr("weight")));
        EXPECT_THAT(text, testing::StartsWith("snapCount=7\n"));
    }

    TEST(PrivateConfig, DropsCommentsAndBlankLinesButNoContinuedValue)
    {
        const std::string sample = "# of a cluster \\\n\n ! key\nkey=a\\\n#server.1\nother=1";
        const std::string text = privateConfig(sample, {.dataDir = "/d", .clientPort = 1});
        EXPECT_THAT(text, testing::StartsWith("key=a\\\n#server.1\nother=1\ndataDir=/d\n"));
    }

    TEST(PrivateConfig, EscapesWhatThePropertiesFormatWouldEat)
    {
        const std::string text = privateConfig("", {.dataDir = "/my \\data", .clientPort = 1});
        EXPECT_THAT(text, HasSubstr("dataDir=/my \\\\data\n"));
    }

} // namespace
} // namespace zs::launcher
