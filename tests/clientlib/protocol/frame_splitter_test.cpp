// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/frame_splitter.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    TEST(FrameSplitter, FindsFramesHoweverTheyAreCutInTransit)
    {
        const Bytes stream = *unhex("00000002" "abcd" "00000000" "00000001" "ef");
        for (std::size_t step = 1; step <= stream.size(); ++step) {
            FrameSplitter splitter(100);
            std::vector<std::string> frames;
            for (std::size_t at = 0; at < stream.size(); at += step) {
                splitter.feed(ByteView(stream).subspan(at, std::min(step, stream.size() - at)));
                while (const auto frame = splitter.next().value())
                    frames.push_back(hex(*frame));
            }
            EXPECT_THAT(frames, testing::ElementsAre("abcd", "", "ef")) << "step " << step;
        }
    }

    TEST(FrameSplitter, AcceptsTheLongestFrameAndRefusesOneByteMore)
    {
        FrameSplitter splitter(2);
        splitter.feed(*unhex("00000002" "abcd"));
        EXPECT_TRUE(splitter.next().value().has_value());
        splitter.feed(*unhex("00000003"));
        const auto refused = splitter.next();
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().detail, "a frame announces 3 bytes; at most 2 are allowed");
    }

    TEST(FrameSplitter, TellsWhatTheFrameThatHasBegunStillLacks)
    {
        FrameSplitter splitter(100);
        EXPECT_EQ(splitter.missingBytes(), 0);
        splitter.feed(*unhex("0000"));
        EXPECT_EQ(splitter.missingBytes(), 2);
        splitter.feed(*unhex("0003" "ab"));
        EXPECT_EQ(splitter.missingBytes(), 2);
        splitter.feed(*unhex("cdef"));
        EXPECT_EQ(splitter.missingBytes(), 0);
        EXPECT_EQ(hex(*splitter.next().value()), "abcdef");
        EXPECT_EQ(splitter.missingBytes(), 0);
        splitter.feed(*unhex("7fffffff"));
        EXPECT_EQ(splitter.missingBytes(), 0) << "it is refused, not waited for";
        EXPECT_FALSE(splitter.next());
    }

    TEST(FrameSplitter, TellsHowMuchOfAFrameIsHere)
    {
        FrameSplitter splitter(100);
        const auto parts = [&] {
            const FrameProgress progress = splitter.progress();
            return std::pair(progress.arrivedBytes, progress.wholeBytes);
        };
        using Parts = std::pair<std::size_t, std::size_t>;
        EXPECT_EQ(parts(), Parts(0, 0));
        splitter.feed(*unhex("0000"));
        EXPECT_EQ(parts(), Parts(0, 0)) << "its length is not here yet";
        splitter.feed(*unhex("0003"));
        EXPECT_EQ(parts(), Parts(0, 3));
        splitter.feed(*unhex("abcd"));
        EXPECT_EQ(parts(), Parts(2, 3));
        splitter.feed(*unhex("ef" "00000002" "01"));
        EXPECT_EQ(hex(*splitter.next().value()), "abcdef");
        EXPECT_EQ(parts(), Parts(1, 2)) << "of the next one";
    }

    TEST(FrameSplitter, RefusesANegativeLengthAsSoonAsItIsThere)
    {
        FrameSplitter splitter(100);
        splitter.feed(*unhex("ffffff"));
        EXPECT_FALSE(splitter.next().value().has_value());
        splitter.feed(*unhex("ff"));
        EXPECT_FALSE(splitter.next());
    }

} // namespace
} // namespace zs
