// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "clientlib/net/call.h"

namespace zs::net {

// From typed records to the session's requests, and from its replies to results. Paths in errors
// are the caller's.

/// `room`: bytes whose memory may be used.
template <class Record>
[[nodiscard]] session::Request requestOf(OpCode op, const Record& record, Bytes&& room = {})
{
    session::Request request;
    request.op = op;
    request.body = std::move(room);
    request.body.clear();
    constexpr std::size_t usualBytes = 96; // A path and a few numbers: one allocation.
    request.body.reserve(usualBytes);
    jute::Writer out(request.body);
    jute::write(out, record);
    return request;
}

/// What was asked for, for people: an older and a newer request for the same are one word.
[[nodiscard]] std::string_view askedFor(OpCode op);
[[nodiscard]] Error errorOf(const Reply& reply, OpCode op, const Path& path);

/// The record of a reply, or why there is none.
template <class Record>
[[nodiscard]] Result<Record> answerOf(const Reply& reply, OpCode op, const Path& path)
{
    if (reply.err != Errc::ok)
        return tl::unexpected(errorOf(reply, op, path));
    Result<Record> record = jute::decode<Record>(reply.body);
    if (!record)
        return failure(Errc::protocol,
            std::string(askedFor(op)) + ' ' + path.text()
                + ": the server's answer cannot be read: " + record.error().detail);
    return record;
}

[[nodiscard]] Result<void> doneOf(const Reply& reply, OpCode op, const Path& path);
[[nodiscard]] Result<Stat> statOf(const Reply& reply, OpCode op, const Path& path);
/// Nothing where there is no such node.
[[nodiscard]] Result<std::optional<Stat>> statIfAny(
    const Reply& reply, OpCode op, const Path& path);

/// What the server would refuse for its form alone. Fails: badArguments.
[[nodiscard]] Result<void> validateCreate(
    const Path& path, CreateMode mode, std::chrono::milliseconds ttl);

} // namespace zs::net
