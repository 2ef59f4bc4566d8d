// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/ready_line.h"

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    TEST(ReadyLine, YieldsThePort)
    {
        EXPECT_EQ(readyPort("serving clients on 127.0.0.1:2181"), 2181);
        EXPECT_EQ(readyPort("2026-01-02 INFO serving clients on [::1]:40000 "), 40000);
    }

    TEST(ReadyLine, IsNoOtherLine)
    {
        for (const char* line : {"", "serving clients on ", "serving clients on 127.0.0.1",
                 "serving clients on 127.0.0.1:", "serving clients on 127.0.0.1:0",
                 "serving clients on 127.0.0.1:65536", "serving clients on 127.0.0.1:2x",
                 "clients on 127.0.0.1:2181"})
            EXPECT_EQ(readyPort(line), std::nullopt) << line;
    }

} // namespace
} // namespace zs::launcher
