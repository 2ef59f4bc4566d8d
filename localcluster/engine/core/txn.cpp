// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/txn.h"

#include "clientlib/base/expect.h"
#include "localcluster/engine/core/ephemeral_owner.h"
#include "localcluster/engine/core/fixed_record.h"

#include <algorithm>

namespace zs::engine {

using jute::Reader;
using jute::Writer;

bool MultiTxn::failed() const
{
    return std::any_of(ops.begin(), ops.end(),
        [](const SubTxn& op) { return std::holds_alternative<ErrorTxn>(op.body); });
}

namespace {

    template <class Body, class Variant>
    void readAs(Reader& in, Variant& target)
    {
        jute::read(in, target.template emplace<Body>());
    }

    void readCreate(Reader& in, CreateTxn& txn)
    {
        jute::read(in, txn.path);
        jute::read(in, txn.data);
        jute::read(in, txn.acl);
        jute::read(in, txn.ephemeral);
        // The form of before 3.4 ends here; -1 then means "the parent's plus one".
        txn.parentCversion = in.ok() && in.remaining() >= 4 ? in.number<std::int32_t>() : -1;
    }

    void readTtl(Reader& in, CreateTtlTxn& txn)
    {
        jute::read(in, txn);
        if (in.ok() && (txn.ttlMs <= 0 || txn.ttlMs > maxTtlMs))
            in.fail("createTTL with a TTL outside 1 ... 0xffffffffff");
    }

    void readCloseSession(Reader& in, CloseSessionTxn& txn)
    {
        // Without paths the body is empty, but a digest of 12 bytes may stand there. A list of
        // paths and a digest takes at least 4 + 12 bytes, a list alone 4, so that length tells.
        if (in.remaining() == 0 || in.remaining() == 12) {
            Reader ahead(in.rest());
            if (in.remaining() == 0 || ahead.number<std::int32_t>() == TxnDigest::currentVersion)
                return;
        }
        std::vector<std::string>& paths = txn.paths.emplace();
        jute::read(in, paths);
        // Nothing has such a path; two of them would also look like a digest.
        if (std::any_of(paths.begin(), paths.end(), [](const auto& path) { return path.empty(); }))
            in.fail("closeSession with an empty path");
    }

    SubTxnBody readOp(Reader& in, OpCode type)
    {
        SubTxnBody body;
        switch (type) {
        case OpCode::error: readAs<ErrorTxn>(in, body); break;
        case OpCode::create:
        case OpCode::create2: readCreate(in, body.emplace<CreateTxn>()); break;
        case OpCode::createContainer: readAs<CreateContainerTxn>(in, body); break;
        case OpCode::createTtl: readTtl(in, body.emplace<CreateTtlTxn>()); break;
        case OpCode::remove:
        case OpCode::deleteContainer: readAs<DeleteTxn>(in, body); break;
        case OpCode::setData: readAs<SetDataTxn>(in, body); break;
        case OpCode::check: readAs<CheckTxn>(in, body); break;
        default: in.fail("an operation that a multi cannot hold");
        }
        return body;
    }

    void readMulti(Reader& in, MultiTxn& multi)
    {
        const std::size_t count = in.count(8);
        multi.ops.reserve(count);
        for (std::size_t i = 0; i < count && in.ok(); ++i) {
            SubTxn& op = multi.ops.emplace_back();
            jute::read(in, op.type);
            const auto bytes = in.buffer();
            if (!bytes)
                return in.fail("an operation of a multi is null");
            Reader inner(*bytes);
            op.body = readOp(inner, op.type);
            if (!inner.ok())
                return in.fail("an operation of a multi is malformed");
        }
    }

    void readBody(Reader& in, OpCode type, TxnBody& body)
    {
        switch (type) {
        case OpCode::error: return readAs<ErrorTxn>(in, body);
        case OpCode::createSession: return readAs<CreateSessionTxn>(in, body);
        case OpCode::closeSession:
            return readCloseSession(in, body.emplace<CloseSessionTxn>());
        case OpCode::create:
        case OpCode::create2: return readCreate(in, body.emplace<CreateTxn>());
        case OpCode::createContainer: return readAs<CreateContainerTxn>(in, body);
        case OpCode::createTtl: return readTtl(in, body.emplace<CreateTtlTxn>());
        case OpCode::remove:
        case OpCode::deleteContainer: return readAs<DeleteTxn>(in, body);
        case OpCode::setData:
        case OpCode::reconfig: return readAs<SetDataTxn>(in, body);
        case OpCode::setAcl: return readAs<SetAclTxn>(in, body);
        case OpCode::multi: return readMulti(in, body.emplace<MultiTxn>());
        default: in.fail("a transaction type that is none");
        }
    }

    void writeBody(Writer& out, const MultiTxn& multi)
    {
        out.length(multi.ops.size());
        for (const SubTxn& op : multi.ops) {
            jute::write(out, op.type);
            const std::size_t start = out.size();
            out.length(0);
            std::visit([&](const auto& body) { jute::write(out, body); }, op.body);
            out.patch(start, out.size() - start - 4);
        }
    }
    void writeBody(Writer& out, const CloseSessionTxn& txn)
    {
        if (txn.paths)
            jute::write(out, *txn.paths);
    }
    void writeBody(Writer& out, const jute::Record auto& txn) { jute::write(out, txn); }

} // namespace

void appendTxn(Bytes& out, const Txn& txn)
{
    Writer writer(out);
    writeFixed(writer, txn.header);
    std::visit([&](const auto& body) { writeBody(writer, body); }, txn.body);
    if (txn.digest)
        writeFixed(writer, *txn.digest);
}

Result<Txn> decodeTxn(ByteView entry)
{
    Reader in(entry);
    Txn txn;
    jute::read(in, txn.header);
    if (in.ok())
        readBody(in, txn.header.type, txn.body);
    if (!in.ok())
        return failure(Errc::marshalling,
            "transaction " + toText(txn.header.zxid) + " of type "
                + std::to_string(static_cast<std::int32_t>(txn.header.type)) + ": "
                + in.error().detail);
    if (in.remaining() >= 12 && txn.header.type != OpCode::error)
        jute::read(in, txn.digest.emplace());
    return txn;
}

} // namespace zs::engine
