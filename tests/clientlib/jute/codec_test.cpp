// SPDX-License-Identifier: Apache-2.0
#include "clientlib/jute/codec.h"

#include <gmock/gmock.h>

namespace zs::jute {
namespace {

    using testing::HasSubstr;

    struct Inner {
        std::int64_t number = 0;
        std::string text;
        static constexpr auto fields(auto& r) { return std::tie(r.number, r.text); }
        bool operator==(const Inner&) const = default;
    };

    struct Outer {
        bool flag = false;
        std::optional<Bytes> data;
        std::vector<Inner> inner;
        std::optional<std::string> note;
        static constexpr auto fields(auto& r) { return std::tie(r.flag, r.data, r.inner, r.note); }
        bool operator==(const Outer&) const = default;
    };

    const Outer sample{true, Bytes{}, {{-2, "ab"}, {3, ""}}, std::nullopt};
    const char* sampleWire = "01" "00000000" "00000002" "fffffffffffffffe" "00000002" "6162"
                             "0000000000000003" "00000000" "ffffffff";

    TEST(Codec, WritesBigEndianWithLengthsAndNulls)
    {
        EXPECT_EQ(hex(encode(sample)), sampleWire);
    }

    TEST(Codec, ReadsWhatItWrote) { EXPECT_EQ(*decode<Outer>(*unhex(sampleWire)), sample); }

    TEST(Codec, KeepsNullAndEmptyApart)
    {
        Outer null = sample;
        null.data.reset();
        EXPECT_NE(encode(null), encode(sample));
        EXPECT_EQ(*decode<Outer>(encode(null)), null);
    }

    TEST(Codec, FailsOnEveryTruncationInsteadOfReadingPastTheEnd)
    {
        const Bytes wire = encode(sample);
        for (std::size_t size = 0; size < wire.size(); ++size) {
            // A copy of exactly that size lets AddressSanitizer see any byte read behind it.
            const Bytes cut(wire.begin(), wire.begin() + std::ptrdiff_t(size));
            const Result<Outer> result = decode<Outer>(cut);
            ASSERT_FALSE(result) << size;
            EXPECT_EQ(result.error().code, Errc::marshalling);
        }
    }

    TEST(Codec, IgnoresBytesBehindARecord)
    {
        Bytes wire = encode(sample);
        wire.push_back(0xff);
        EXPECT_EQ(*decode<Outer>(wire), sample);
    }

    TEST(Codec, NeverReservesForACountThatTheBytesCannotHold)
    {
        const Result<Outer> result = decode<Outer>(*unhex("01" "00000000" "7fffffff" "00000000"));
        ASSERT_FALSE(result);
        EXPECT_THAT(result.error().detail, HasSubstr("unreasonable vector count at byte 9"));
    }

    TEST(Codec, RefusesNegativeLengthsOtherThanNull)
    {
        EXPECT_FALSE(decode<Outer>(*unhex("01" "fffffffe" "00000000" "ffffffff")));
        EXPECT_FALSE(decode<Outer>(*unhex("01" "ffffffff" "fffffffe" "ffffffff")));
    }

    TEST(Codec, RefusesANullStringWhereOneIsNeeded)
    {
        const Result<Inner> result = decode<Inner>(*unhex("0000000000000001" "ffffffff"));
        ASSERT_FALSE(result);
        EXPECT_THAT(result.error().detail, HasSubstr("a string is null"));
    }

    TEST(Reader, StaysFailedAndYieldsZeros)
    {
        const Bytes wire = *unhex("0000000100");
        Reader in(wire);
        EXPECT_EQ(in.number<std::int32_t>(), 1);
        EXPECT_EQ(in.number<std::int32_t>(), 0);
        EXPECT_EQ(in.number<std::uint8_t>(), 0);
        EXPECT_FALSE(in.ok());
        EXPECT_THAT(in.error().detail, HasSubstr("at byte 4 of 5"));
    }

    TEST(Frame, HasTheLengthOfWhatFollows)
    {
        Bytes out;
        appendFrame(out, Inner{1, "a"}, Inner{2, ""});
        EXPECT_EQ(hex(out),
            "00000019" "0000000000000001" "00000001" "61" "0000000000000002" "00000000");
    }

} // namespace
} // namespace zs::jute
