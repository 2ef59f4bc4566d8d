// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/txn.h"

#include "clientlib/base/bytes.h"
#include "clientlib/protocol/session_records.h"
#include "clientlib/protocol/stat.h"
#include "localcluster/engine/core/fixed_record.h"

#include <gmock/gmock.h>

namespace zs::engine {
namespace {

    Txn sample(OpCode type, TxnBody body)
    {
        Txn txn;
        txn.header = {SessionId(0x100000000000001), 7, Zxid(1, 2), 1'700'000'000'000, type};
        txn.body = std::move(body);
        if (type != OpCode::error)
            txn.digest = TxnDigest{2, 0xfedcba9876543210};
        return txn;
    }

    std::vector<Txn> samples()
    {
        const std::vector<Acl> acl = openAcl();
        MultiTxn multi;
        multi.ops = {{OpCode::create, CreateTxn{"/m", Bytes{1}, acl, false, 3}},
            {OpCode::check, CheckTxn{"/m", 1}}, {OpCode::error, ErrorTxn{Errc::badVersion}}};
        return {sample(OpCode::error, ErrorTxn{Errc::noNode}),
            sample(OpCode::createSession, CreateSessionTxn{10'000}),
            sample(OpCode::closeSession, CloseSessionTxn{std::vector<std::string>{"/e"}}),
            sample(OpCode::closeSession, CloseSessionTxn{std::vector<std::string>{}}),
            sample(OpCode::closeSession, CloseSessionTxn{}),
            sample(OpCode::create, CreateTxn{"/a", std::nullopt, acl, true, 4}),
            sample(OpCode::create2, CreateTxn{"/a", Bytes(), acl, false, 4}),
            sample(OpCode::createContainer, CreateContainerTxn{"/c", Bytes{1, 2}, acl, 5}),
            sample(OpCode::createTtl, CreateTtlTxn{"/t", Bytes{1, 2}, acl, 5, 60'000}),
            sample(OpCode::remove, DeleteTxn{"/a"}),
            sample(OpCode::deleteContainer, DeleteTxn{"/c"}),
            sample(OpCode::setData, SetDataTxn{"/a", Bytes{9}, 1}),
            sample(OpCode::setAcl, SetAclTxn{"/a", acl, 1}), sample(OpCode::multi, multi),
            sample(OpCode::multi, MultiTxn())};
    }

    /// Both ways of writing it, behind something else.
    template <class Record>
    void expectSameBytes(const Record& record)
    {
        Bytes one{1, 2, 3}, other = one;
        jute::Writer oneWriter(one), otherWriter(other);
        jute::write(oneWriter, record);
        writeFixed(otherWriter, record);
        EXPECT_EQ(hex(one), hex(other));
    }

    TEST(FixedRecord, IsWrittenAsTheWriterDoesFieldByField)
    {
        Stat stat;
        stat.czxid = Zxid(0x0102030405060708);
        stat.ctimeMs = -2;
        stat.cversion = -3;
        stat.ephemeralOwner = SessionId(0x1122334455667788);
        stat.numChildren = 0x01020304;
        stat.pzxid = Zxid(9);
        expectSameBytes(stat);
        expectSameBytes(Stat());
        expectSameBytes(ReplyHeader{-1, Zxid(7), Errc::noNode});
        expectSameBytes(sample(OpCode::error, ErrorTxn()).header);
        expectSameBytes(TxnDigest{2, 0xfedcba9876543210});
    }

    TEST(Txn, EveryTypeSurvivesTheRoundTrip)
    {
        for (const Txn& txn : samples()) {
            Bytes bytes;
            appendTxn(bytes, txn);
            const auto decoded = decodeTxn(bytes);
            ASSERT_TRUE(decoded.has_value()) << decoded.error().detail;
            EXPECT_EQ(*decoded, txn) << opcodeName(txn.header.type);
        }
    }

    TEST(Txn, EveryTruncationIsRefusedOrReadsAsAnOlderForm)
    {
        for (const Txn& txn : samples()) {
            Bytes bytes;
            appendTxn(bytes, txn);
            for (std::size_t size = 0; size < bytes.size(); ++size) {
                const auto decoded = decodeTxn(ByteView(bytes).first(size));
                if (decoded) {
                    EXPECT_EQ(decoded->header, txn.header); // Never a different transaction.
                } else {
                    EXPECT_EQ(decoded.error().code, Errc::marshalling);
                }
            }
        }
    }

    TEST(Txn, CreateWithoutParentCversionIsTheFormOfBefore34)
    {
        const Txn txn = sample(OpCode::create, CreateTxn{"/a", Bytes{1}, openAcl(), true, 4});
        Bytes bytes;
        appendTxn(bytes, txn);
        bytes.resize(bytes.size() - 16); // Digest and parentCVersion.
        const auto decoded = decodeTxn(bytes);
        ASSERT_TRUE(decoded.has_value());
        EXPECT_EQ(std::get<CreateTxn>(decoded->body).parentCversion, -1);
        EXPECT_TRUE(std::get<CreateTxn>(decoded->body).ephemeral);
        EXPECT_FALSE(decoded->digest);
    }

    TEST(Txn, CloseSessionWithAnEmptyPathIsRefused)
    {
        // Two of them and no digest are as long as a digest alone, which begins with a 2 as well.
        for (const std::size_t count : {1, 2, 3}) {
            const Txn txn = sample(
                OpCode::closeSession, CloseSessionTxn{std::vector<std::string>(count)});
            Bytes bytes;
            appendTxn(bytes, txn);
            EXPECT_FALSE(decodeTxn(bytes).has_value()) << count;
        }
    }

    TEST(Txn, TtlThatApacheCannotOpenIsRefused)
    {
        for (const std::int64_t ttlMs :
            {std::int64_t(0), std::int64_t(-1), std::int64_t(1) << 40}) {
            Bytes bytes;
            appendTxn(bytes,
                sample(OpCode::createTtl, CreateTtlTxn{"/t", Bytes(), openAcl(), 1, ttlMs}));
            EXPECT_FALSE(decodeTxn(bytes).has_value()) << ttlMs;
        }
    }

    TEST(Txn, UnknownTypesAreRefusedByName)
    {
        Txn txn = sample(OpCode::remove, DeleteTxn{"/a"});
        txn.header.type = OpCode::check; // Only within a multi.
        Bytes bytes;
        appendTxn(bytes, txn);
        const auto decoded = decodeTxn(bytes);
        ASSERT_FALSE(decoded.has_value());
        EXPECT_THAT(decoded.error().detail, testing::HasSubstr("0x100000002 of type 13"));
    }

} // namespace
} // namespace zs::engine
