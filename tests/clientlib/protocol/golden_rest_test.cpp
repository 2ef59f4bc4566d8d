// SPDX-License-Identifier: Apache-2.0
// The captures that golden_test.cpp leaves out, and the texts of the four-letter words: together
// they are all that there is, and a new file fails until something reads it.
#include "tests/clientlib/protocol/golden_rest.h"

#include "clientlib/protocol/four_letter_words.h"
#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/node_records.h"
#include "clientlib/protocol/session_records.h"
#include "tests/support/golden_case.h"

#include <gmock/gmock.h>

#include <functional>
#include <map>

namespace zs::test {
namespace {

    template <class T>
    std::function<bool(std::string_view)> reads(Result<T> (*parse)(std::string_view))
    {
        return [parse](std::string_view answer) { return parse(answer).has_value(); };
    }

    /// How the answer to each captured word is read.
    const std::map<std::string, std::function<bool(std::string_view)>>& readers()
    {
        static const std::map<std::string, std::function<bool(std::string_view)>> all = {
            {"flw_conf", reads(flw::parseConf)}, {"flw_cons", reads(flw::parseCons)},
            {"flw_crst", reads(flw::parseCrst)}, {"flw_dirs", reads(flw::parseDirs)},
            {"flw_dump", reads(flw::parseDump)}, {"flw_hash", reads(flw::parseHash)},
            {"flw_isro", reads(flw::parseIsro)}, {"flw_mntr", reads(flw::parseMntr)},
            {"flw_ruok", reads(flw::parseRuok)}, {"flw_srst", reads(flw::parseSrst)},
            {"flw_srvr", reads(flw::parseSrvr)}, {"flw_stat", reads(flw::parseStat)},
            {"flw_wchc", reads(flw::parseWchc)}, {"flw_wchp", reads(flw::parseWchp)},
            {"flw_wchs", reads(flw::parseWchs)},
            // For the developers of servers: a console shows it as it is.
            {"flw_gtmk", [](std::string_view answer) { return answer == "306"; }}};
        return all;
    }

    GoldenCase load(const std::string& name)
    {
        Result<GoldenCase> golden = goldenCase(name);
        EXPECT_TRUE(golden) << name;
        return golden ? std::move(*golden) : GoldenCase();
    }

    TEST(GoldenWords, EachCapturedAnswerIsRead)
    {
        int read = 0;
        for (const std::string& name : goldenCaseNames()) {
            if (!name.starts_with("flw_") || takenOneByOne.contains(name))
                continue;
            const auto reader = readers().find(name);
            ASSERT_NE(reader, readers().end()) << "nothing reads " << name;
            for (const GoldenStep& step : load(name).steps) {
                if (step.text.empty())
                    continue;
                EXPECT_TRUE(reader->second(step.text)) << name;
                EXPECT_EQ(step.text, textOf(step.bytes)) << name;
                ++read;
            }
        }
        EXPECT_GE(read, int(readers().size()));
    }

    TEST(GoldenRest, EachCaseThatIsTakenOneByOneIsThere)
    {
        const std::vector<std::string> names = goldenCaseNames();
        for (const std::string& name : takenOneByOne)
            EXPECT_THAT(names, testing::Contains(name));
        EXPECT_GE(names.size(), 78u); // An empty folder would pass all the others.
    }

    /// The handshake at the start of a case, there and back.
    void expectHandshake(const GoldenCase& golden)
    {
        ASSERT_GE(golden.steps.size(), 2u);
        const ByteView hello = ByteView(golden.steps[0].bytes).subspan(4);
        const ByteView welcome = ByteView(golden.steps[1].bytes).subspan(4);
        EXPECT_EQ(hex(jute::encode(*jute::decode<ConnectRequest>(hello))), hex(hello));
        EXPECT_EQ(hex(jute::encode(*jute::decode<ConnectResponse>(welcome))), hex(welcome));
    }

    TEST(GoldenRest, LengthsThatEndTheStreamAreRefusedAtOnce)
    {
        for (const char* name : {"negative_frame", "oversized_frame", "flw_inside_session"}) {
            const GoldenCase golden = load(name);
            expectHandshake(golden);
            FrameSplitter splitter(defaultMaxRequestBytes);
            splitter.feed(golden.steps[2].bytes);
            EXPECT_FALSE(splitter.next()) << name;
            EXPECT_TRUE(golden.steps[3].eof) << name;
        }
    }

    TEST(GoldenRest, ShortConnectRequestIsAnErrorAndNoMore)
    {
        const GoldenCase golden = load("short_connect");
        FrameSplitter splitter(defaultMaxRequestBytes);
        splitter.feed(golden.steps[0].bytes);
        const auto frame = splitter.next();
        ASSERT_TRUE(frame && *frame);
        EXPECT_FALSE(jute::decode<ConnectRequest>(**frame));
    }

    TEST(GoldenRest, UnknownWordIsALengthThatNoServerTakes)
    {
        const GoldenCase golden = load("flw_unknown");
        FrameSplitter splitter(defaultMaxRequestBytes);
        splitter.feed(golden.steps[0].bytes);
        EXPECT_FALSE(splitter.next());
        EXPECT_TRUE(golden.steps[1].eof);
    }

    TEST(GoldenRest, LongestRequestIsEncodedToTheSameBytes)
    {
        const GoldenCase golden = load("max_frame");
        expectHandshake(golden);
        CreateRequest request;
        request.path = Path("/g-max");
        request.data = Bytes(1'048'522, 0);
        request.acl = openAcl();
        Bytes wire;
        jute::appendFrame(wire, RequestHeader{1, OpCode::create}, request);
        EXPECT_EQ(wire.size(), 4 + defaultMaxRequestBytes);
        const GoldenStep& start = golden.steps[2];
        ASSERT_TRUE(start.truncated);
        EXPECT_EQ(hex(ByteView(wire).first(start.bytes.size())), hex(start.bytes));
        FrameSplitter splitter(defaultMaxRequestBytes);
        splitter.feed(wire);
        const auto frame = splitter.next();
        ASSERT_TRUE(frame && *frame);
        const auto again = jute::decode<CreateRequest>((**frame).subspan(8));
        ASSERT_TRUE(again);
        EXPECT_TRUE(*again == request);

        // What follows, in the order of the capture.
        const auto body = [&](std::size_t step, std::size_t headerBytes) {
            return ByteView(golden.steps[step].bytes).subspan(4 + headerBytes);
        };
        EXPECT_EQ(jute::decode<PathRecord>(body(3, 16))->path, Path("/g-max"));
        EXPECT_EQ(hex(jute::encode(*jute::decode<WatchingPathRequest>(body(4, 8)))),
            hex(body(4, 8)));
        const auto stat = jute::decode<StatResponse>(body(5, 16));
        ASSERT_TRUE(stat);
        EXPECT_EQ(stat->stat.dataLengthBytes, 1'048'522);
        EXPECT_EQ(hex(jute::encode(*stat)), hex(body(5, 16)));
    }

} // namespace
} // namespace zs::test
