// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/free_port.h"
#include "tests/localcluster/launcher/taken_port.h"

#include <gmock/gmock.h>

namespace zs::launcher {
namespace {

    using testing::AllOf;
    using testing::Gt;
    using testing::Le;
    using testing::Ne;
    using testing::Optional;

    TEST(FreePort, KeepsThePreferredOneWhenItIsFree)
    {
        std::uint16_t port = 0;
        {
            const TakenPort taken;
            port = taken.port();
        }
        EXPECT_TRUE(isPortFree(port));
        EXPECT_EQ(freePort(port), port);
    }

    TEST(FreePort, TakesAnotherOneWhenThePreferredOneIsTaken)
    {
        const TakenPort taken;
        EXPECT_FALSE(isPortFree(taken.port()));
        EXPECT_THAT(freePort(taken.port()), 
            Optional(AllOf(Gt(taken.port()), Le(taken.port() + 100))));
    }

    TEST(FreePort, ZeroIsNoPort)
    {
        EXPECT_FALSE(isPortFree(0));
        EXPECT_THAT(freePort(0), Optional(Ne(0)));
    }

} // namespace
} // namespace zs::launcher
