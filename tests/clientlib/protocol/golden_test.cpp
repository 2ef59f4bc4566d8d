// SPDX-License-Identifier: Apache-2.0
// Every byte that was captured between ZooKeeper 3.8.0 and its clients, through our records.
#include "clientlib/protocol/frame_splitter.h"
#include "clientlib/protocol/multi.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/watch_records.h"
#include "tests/clientlib/protocol/golden_rest.h"
#include "tests/support/golden_case.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace zs::test {
namespace {

    /// Cases with requests that are broken on purpose.
    const std::set<std::string> malformedRequests = {
        "create_session_from_client",   // A ConnectRequest in mid-stream.
        "delete_container_from_client", // Its layout differs between versions.
        "multi_corner",                 // Among others a multi with kinds that none can hold.
        "null_path", "opcode_zero", "trailing_bytes", "truncated_body", "unknown_opcode"};
    /// All captures but those that golden_rest_test.cpp takes one by one.
    std::vector<std::string> framedCases()
    {
        std::vector<std::string> names = goldenCaseNames();
        std::erase_if(names, [](const std::string& name) { return takenOneByOne.contains(name); });
        return names;
    }

    template <class T>
    Result<Bytes> again(ByteView bytes)
    {
        return jute::decode<T>(bytes).map([](const T& record) { return jute::encode(record); });
    }

    Result<Bytes> requestAgain(OpCode op, ByteView body)
    {
        switch (op) {
        case OpCode::create:
        case OpCode::create2:
        case OpCode::createContainer: return again<CreateRequest>(body);
        case OpCode::createTtl: return again<CreateTtlRequest>(body);
        case OpCode::remove:
        case OpCode::check: return again<VersionedPathRequest>(body);
        case OpCode::exists:
        case OpCode::getData:
        case OpCode::getChildren:
        case OpCode::getChildren2: return again<WatchingPathRequest>(body);
        case OpCode::setData: return again<SetDataRequest>(body);
        case OpCode::setAcl: return again<SetAclRequest>(body);
        case OpCode::getAcl:
        case OpCode::sync:
        case OpCode::getAllChildrenNumber: return again<PathRecord>(body);
        case OpCode::getEphemerals: return again<GetEphemeralsRequest>(body);
        case OpCode::reconfig: return again<ReconfigRequest>(body);
        case OpCode::checkWatches:
        case OpCode::removeWatches: return again<RemoveWatchesRequest>(body);
        case OpCode::addWatch: return again<AddWatchRequest>(body);
        case OpCode::setWatches: return again<SetWatchesRequest>(body);
        case OpCode::setWatches2: return again<SetWatches2Request>(body);
        case OpCode::auth: return again<AuthRequest>(body);
        case OpCode::multi:
        case OpCode::multiRead: return again<MultiRequest>(body);
        case OpCode::sasl: return again<std::optional<Bytes>>(body);
        case OpCode::ping:
        case OpCode::closeSession:
        case OpCode::whoAmI: return Bytes(body.begin(), body.end());
        default: return failure(Errc::unimplemented, "opcode without a record");
        }
    }

    Result<Bytes> responseAgain(OpCode op, ByteView body)
    {
        switch (op) {
        case OpCode::create:
        case OpCode::sync: return again<PathRecord>(body);
        case OpCode::create2:
        case OpCode::createContainer:
        case OpCode::createTtl: return again<CreatedResponse>(body);
        case OpCode::exists:
        case OpCode::setData:
        case OpCode::setAcl: return again<StatResponse>(body);
        case OpCode::getData:
        case OpCode::reconfig: return again<DataResponse>(body);
        case OpCode::getAcl: return again<AclResponse>(body);
        case OpCode::getChildren:
        case OpCode::getEphemerals: return again<NamesResponse>(body);
        case OpCode::getChildren2: return again<ChildrenResponse>(body);
        case OpCode::getAllChildrenNumber:
        case OpCode::addWatch: return again<CountResponse>(body);
        case OpCode::whoAmI: return again<WhoAmIResponse>(body);
        case OpCode::multi:
        case OpCode::multiRead: return again<MultiResponse>(body);
        case OpCode::sasl: return again<std::optional<Bytes>>(body);
        default: return Bytes(body.begin(), body.end()); // A header alone.
        }
    }

    /// One TCP connection of a case, in both directions.
    struct Stream {
        FrameSplitter fromClient{std::size_t(1) << 20};
        FrameSplitter fromServer{std::size_t(1) << 26};
        bool greeted = false;
        bool answered = false;
        bool isWord = false; ///< A four-letter word and its text, which have no frames.
        std::map<std::int32_t, OpCode> asked;
    };

    class GoldenBytes : public testing::TestWithParam<std::string> {
    protected:
        void expectSame(const Result<Bytes>& again, ByteView wire, const GoldenStep& step)
        {
            ASSERT_TRUE(again) << step.note << ": " << again.error().detail;
            EXPECT_EQ(hex(*again), hex(wire)) << step.note;
        }

        void checkRequest(Stream& stream, ByteView frame, const GoldenStep& step)
        {
            if (!stream.greeted) {
                stream.greeted = true;
                return expectSame(again<ConnectRequest>(frame), frame, step);
            }
            const Result<RequestHeader> header = jute::decode<RequestHeader>(frame);
            ASSERT_TRUE(header) << step.note;
            stream.asked[header->xid] = header->type;
            const ByteView body = frame.subspan(8);
            // Our records do not tell a null vector from an empty one, as Apache's server.
            if (step.note == "null acl")
                EXPECT_TRUE(requestAgain(header->type, body));
            else if (malformedRequests.contains(GetParam()))
                (void)requestAgain(header->type, body); // It must not crash; sanitizers look on.
            else
                expectSame(requestAgain(header->type, body), body, step);
            ++m_checked;
        }

        void checkReply(Stream& stream, ByteView frame, const GoldenStep& step)
        {
            const bool refusal = frame.size() == 16; // Read-only servers of 3.8 answer so.
            if (!stream.answered && !refusal) {
                stream.answered = true;
                return expectSame(again<ConnectResponse>(frame), frame, step);
            }
            const Result<ReplyHeader> header = jute::decode<ReplyHeader>(frame);
            ASSERT_TRUE(header) << step.note;
            EXPECT_EQ(hex(jute::encode(*header)), hex(frame.first(16)));
            const ByteView body = frame.subspan(16);
            ++m_checked;
            if (header->xid == xid::notification)
                return expectSame(again<WatcherEvent>(body), body, step);
            if (header->err != Errc::ok || GetParam() == "create_session_from_client")
                return;
            expectSame(responseAgain(stream.asked[header->xid], body), body, step);
        }

        int m_checked = 0;
    };

    TEST_P(GoldenBytes, DecodeAndEncodeToTheSameBytes)
    {
        const Result<GoldenCase> golden = goldenCase(GetParam());
        ASSERT_TRUE(golden) << golden.error().detail;
        std::map<int, Stream> streams;
        for (const GoldenStep& step : golden->steps) {
            Stream& stream = streams[step.connection];
            const bool first = step.fromClient && !stream.greeted;
            stream.isWord = stream.isWord || (first && step.bytes.size() == 4);
            if (stream.isWord)
                continue;
            FrameSplitter& splitter = step.fromClient ? stream.fromClient : stream.fromServer;
            splitter.feed(step.bytes);
            while (true) {
                const auto frame = splitter.next();
                ASSERT_TRUE(frame) << step.note << ": " << frame.error().detail;
                if (!*frame)
                    break;
                if (step.fromClient)
                    checkRequest(stream, **frame, step);
                else
                    checkReply(stream, **frame, step);
            }
            EXPECT_TRUE(splitter.pending().empty()) << "half a frame: " << step.note;
        }
        EXPECT_TRUE(m_checked > 0 || GetParam().starts_with("connect_")) << "nothing was checked";
    }
    INSTANTIATE_TEST_SUITE_P(Captures, GoldenBytes, testing::ValuesIn(framedCases()),
        [](const auto& instance) { return instance.param; });

} // namespace
} // namespace zs::test
