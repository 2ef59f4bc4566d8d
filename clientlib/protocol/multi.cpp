// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/multi.h"

namespace zs::jute {

namespace {

    constexpr MultiHeader endOfMulti{OpCode::error, true, Errc::systemError};

    template <class T, class Variant>
    void readInto(Reader& in, Variant& target)
    {
        read(in, target.template emplace<T>());
    }

    void readRequest(Reader& in, MultiOp& op)
    {
        switch (op.type) {
        case OpCode::create:
        case OpCode::create2:
        case OpCode::createContainer: return readInto<CreateRequest>(in, op.request);
        case OpCode::createTtl: return readInto<CreateTtlRequest>(in, op.request);
        case OpCode::remove:
        case OpCode::check: return readInto<VersionedPathRequest>(in, op.request);
        case OpCode::setData: return readInto<SetDataRequest>(in, op.request);
        case OpCode::getData:
        case OpCode::getChildren: return readInto<WatchingPathRequest>(in, op.request);
        default: in.fail("an operation that a multi cannot hold");
        }
    }

    void readResult(Reader& in, MultiResult& result)
    {
        switch (result.type) {
        case OpCode::create: return readInto<PathRecord>(in, result.value);
        case OpCode::create2:
        case OpCode::createContainer:
        case OpCode::createTtl: return readInto<CreatedResponse>(in, result.value);
        case OpCode::setData: return readInto<StatResponse>(in, result.value);
        case OpCode::getData: return readInto<DataResponse>(in, result.value);
        case OpCode::getChildren: return readInto<NamesResponse>(in, result.value);
        case OpCode::remove:
        case OpCode::check: return;
        case OpCode::error: return read(in, result.err);
        default: in.fail("a result that no multi has");
        }
    }

    /// Calls `part(header)` for each part up to the closing header.
    template <class Part>
    void readParts(Reader& in, Part part)
    {
        while (true) {
            MultiHeader header;
            read(in, header);
            if (!in.ok() || header.done)
                return;
            part(header);
        }
    }

} // namespace

void read(Reader& in, MultiRequest& request)
{
    request.ops.clear();
    readParts(in, [&](const MultiHeader& header) {
        MultiOp& op = request.ops.emplace_back();
        op.type = header.type;
        readRequest(in, op);
    });
}

void write(Writer& out, const MultiRequest& request)
{
    for (const MultiOp& op : request.ops) {
        write(out, MultiHeader{op.type, false, Errc::systemError});
        std::visit([&](const auto& record) { write(out, record); }, op.request);
    }
    write(out, endOfMulti);
}

void read(Reader& in, MultiResponse& response)
{
    response.results.clear();
    readParts(in, [&](const MultiHeader& header) {
        MultiResult& result = response.results.emplace_back();
        result.type = header.type;
        readResult(in, result);
    });
}

void write(Writer& out, const MultiResponse& response)
{
    for (const MultiResult& result : response.results) {
        write(out, MultiHeader{result.type, false, result.err});
        if (result.type == OpCode::error)
            write(out, result.err);
        std::visit(
            [&](const auto& record) {
                if constexpr (!std::is_same_v<std::monostate, std::decay_t<decltype(record)>>)
                    write(out, record);
            },
            result.value);
    }
    write(out, endOfMulti);
}

} // namespace zs::jute
