// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/node_records.h"

#include "clientlib/protocol/digest.h"
#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    TEST(CreateRequest, WritesNullDataAsLengthMinusOne)
    {
        const CreateRequest request{.path = Path("/a"), .data = {}, .acl = {}, .flags = 3};
        const char* wire = "00000002" "2f61" "ffffffff" "00000000" "00000003"; // path data acl flag
        EXPECT_EQ(hex(jute::encode(request)), wire);
        EXPECT_EQ(*jute::decode<CreateRequest>(*unhex(wire)), request);
    }

    TEST(Digest, OfTheClassicLessonIsTheKnownOne)
    {
        EXPECT_EQ(digestId("acluser1:111111"), "acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=");
    }

} // namespace
} // namespace zs
