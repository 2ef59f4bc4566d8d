// SPDX-License-Identifier: Apache-2.0
#include "localcluster/relay/hello_rewriter.h"

#include <gmock/gmock.h>

#include <random>

namespace zs::relay {
namespace {

    std::string bigEndian(std::uint64_t value, int bytes)
    {
        std::string out;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            out += static_cast<char>(value >> shift & 0xff);
        return out;
    }

    std::string hello(std::int64_t version, std::int64_t sid, const std::string& address)
    {
        return bigEndian(static_cast<std::uint64_t>(version), 8)
            + bigEndian(static_cast<std::uint64_t>(sid), 8) + bigEndian(address.size(), 4)
            + address;
    }

    TEST(HelloRewriter, PutsItsAddressInAndLeavesWhatFollows)
    {
        for (const std::int64_t version : {-65536, -65535}) {
            HelloRewriter rewriter("127.0.0.1:13001");
            EXPECT_EQ(rewriter.feed(hello(version, 3, "127.0.0.1:3890") + "notification"),
                hello(version, 3, "127.0.0.1:13001") + "notification");
            EXPECT_EQ(rewriter.feed("more"), "more");
        }
    }

    TEST(HelloRewriter, HoldsAHelloUntilItIsWholeSoThatItGoesInOnePiece)
    {
        const std::string whole = hello(-65536, 3, "127.0.0.1:3890");
        HelloRewriter rewriter("127.0.0.1:13001");
        for (std::size_t i = 0; i + 1 < whole.size(); ++i)
            EXPECT_EQ(rewriter.feed(whole.substr(i, 1)), "") << i;
        EXPECT_EQ(rewriter.feed(whole.substr(whole.size() - 1)),
            hello(-65536, 3, "127.0.0.1:13001"));
    }

    TEST(HelloRewriter, LetsTheHelloOf34Pass)
    {
        HelloRewriter rewriter("x");
        const std::string bareSid = bigEndian(3, 8);
        EXPECT_EQ(rewriter.feed(bareSid), bareSid);
        EXPECT_EQ(rewriter.feed("next"), "next");
    }

    TEST(HelloRewriter, NeverBelievesALength)
    {
        for (const std::uint64_t length : {std::uint64_t(0), std::uint64_t(2049),
                 std::uint64_t(0x7fffffff), std::uint64_t(0xffffffff)}) {
            HelloRewriter rewriter("x");
            const std::string start = bigEndian(static_cast<std::uint64_t>(-65536), 8)
                + bigEndian(3, 8) + bigEndian(length, 4);
            EXPECT_EQ(rewriter.feed(start), start) << length;
            EXPECT_EQ(rewriter.feed("rest"), "rest");
        }
    }

    TEST(HelloRewriter, GivesBackWhatItHeldWhenTheStreamEnds)
    {
        HelloRewriter rewriter("x");
        const std::string begun = hello(-65536, 3, "127.0.0.1:3890").substr(0, 25);
        EXPECT_EQ(rewriter.feed(begun), "");
        EXPECT_EQ(rewriter.finish(), begun);
    }

    /// Whatever comes, in whatever pieces: nothing is lost but the address of a sound hello.
    TEST(HelloRewriter, LosesNothingOfAnyStream)
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            std::string stream;
            for (std::size_t i = random() % 60; i > 0; --i)
                stream += static_cast<char>(random() % 4 == 0 ? random() : 0xff);
            HelloRewriter rewriter("x");
            std::string out;
            for (std::size_t at = 0; at < stream.size();) {
                const std::size_t size = 1 + random() % 7;
                out += rewriter.feed(std::string_view(stream).substr(at, size));
                at += size;
            }
            out += rewriter.finish();
            if (out.size() == stream.size())
                EXPECT_EQ(out, stream);
            else
                EXPECT_TRUE(stream.starts_with(std::string("\xff\xff\xff\xff\xff\xff", 6)));
        }
    }

} // namespace
} // namespace zs::relay
