// SPDX-License-Identifier: Apache-2.0
#include "clientlib/base/bytes.h"
#include "clientlib/base/expect.h"
#include "clientlib/base/ids.h"
#include "clientlib/base/utf8.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    TEST(Hex, GoesThereAndBack)
    {
        EXPECT_EQ(hex(Bytes{0x00, 0x2f, 0xff}), "002fff");
        EXPECT_EQ(*unhex("002Fff"), (Bytes{0x00, 0x2f, 0xff}));
        EXPECT_EQ(*unhex(""), Bytes());
    }

    TEST(Hex, RefusesWhatIsNone)
    {
        EXPECT_EQ(unhex("0").error().code, Errc::invalidInput);
        EXPECT_EQ(unhex("0g").error().code, Errc::invalidInput);
        EXPECT_EQ(unhex("-1").error().code, Errc::invalidInput);
        EXPECT_EQ(unhex("00 1").error().detail, "no hexadecimal digit at position 2");
    }

    TEST(Zxid, IsEpochAboveCounter)
    {
        const Zxid zxid(7, 0x2c41);
        EXPECT_EQ(zxid.value, 0x700002c41);
        EXPECT_EQ(zxid.epoch(), 7u);
        EXPECT_EQ(zxid.counter(), 0x2c41u);
        EXPECT_EQ(toText(zxid), "0x700002c41");
        EXPECT_LT(Zxid(6, 0xffffffff), zxid);
    }

    TEST(SessionId, OfAServerAbove127PrintsUnsigned)
    {
        EXPECT_EQ(toText(SessionId(static_cast<std::int64_t>(0xfe00000000000001))),
            "0xfe00000000000001");
    }

    TEST(Utf8, DecodesEachLength)
    {
        EXPECT_EQ(decodeUtf8("a").value, U'a');
        EXPECT_EQ(decodeUtf8("\xc3\xa4").value, 0xe4u);
        EXPECT_EQ(decodeUtf8("\xe4\xbd\xa0").value, 0x4f60u);
        EXPECT_EQ(decodeUtf8("\xf0\x9f\x98\x80").value, 0x1f600u);
    }

    TEST(Utf8, IsStrict)
    {
        for (const char* text : {"\x80", "\xc1\x81", "\xe0\x80\xaf", "\xed\xbf\xbf",
                 "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe4\xbd", "a\xff"})
            EXPECT_FALSE(isUtf8(text)) << hex(viewOf(text));
        EXPECT_TRUE(isUtf8(""));
        EXPECT_TRUE(isUtf8("na\xc3\xafve"));
    }

    TEST(Error, TellsWhichOutcomesAreUnknown)
    {
        EXPECT_TRUE(outcomeUnknown(Errc::connectionLoss));
        EXPECT_TRUE(outcomeUnknown(Errc::timedOut));
        EXPECT_FALSE(outcomeUnknown(Errc::noNode));
        EXPECT_FALSE(outcomeUnknown(Errc::sessionExpired));
    }

    TEST(Error, HasZooKeepersNames)
    {
        EXPECT_EQ(errcName(Errc::badVersion), "BadVersion");
        EXPECT_EQ(errcName(Errc::invalidAcl), "InvalidACL");
        EXPECT_EQ(errcName(static_cast<Errc>(-9999)), "Unknown");
    }

    TEST(ExpectDeathTest, EndsTheProcessAndNamesTheCondition)
    {
        EXPECT_DEATH(ZS_EXPECT(1 + 1 == 3), "expectation failed: 1 \\+ 1 == 3");
    }

} // namespace
} // namespace zs
