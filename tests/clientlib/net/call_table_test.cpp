// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/call_table.h"

#include "clientlib/net/call.h"

#include <gtest/gtest.h>

namespace zs::net {
namespace {

    /// Never looked into: the table only keeps addresses.
    Call* call(std::uintptr_t number) { return reinterpret_cast<Call*>(number * 64); }

    TEST(CallTable, EachCallIsTakenOnceInAnyOrder)
    {
        CallTable table;
        EXPECT_EQ(table.add(call(1)), 1u);
        EXPECT_EQ(table.add(call(2)), 2u);
        EXPECT_EQ(table.add(call(3)), 3u);
        EXPECT_EQ(table.take(2), call(2));
        EXPECT_EQ(table.take(2), nullptr);
        EXPECT_EQ(table.take(1), call(1));
        EXPECT_EQ(table.take(1), nullptr);
        EXPECT_EQ(table.take(4), nullptr);
        EXPECT_EQ(table.takeFirst(), call(3));
        EXPECT_TRUE(table.empty());
        EXPECT_EQ(table.add(call(4)), 4u) << "ids only grow";
    }

    TEST(CallTable, AnIdThatNobodyWaitsForHoldsNothing)
    {
        CallTable table;
        EXPECT_EQ(table.skip(), 1u);
        EXPECT_TRUE(table.empty());
        table.add(call(2));
        EXPECT_EQ(table.skip(), 3u);
        EXPECT_EQ(table.takeFirst(), call(2));
        EXPECT_TRUE(table.empty());
    }

} // namespace
} // namespace zs::net
