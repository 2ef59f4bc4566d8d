// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/answers.h"

namespace zs::net {

namespace {

    /// What a server that answers `unimplemented` would need.
    std::string_view neededFor(OpCode op)
    {
        switch (op) {
        case OpCode::createTtl:
            return "; it needs ZooKeeper 3.5 or later with extendedTypesEnabled=true";
        case OpCode::createContainer:
        case OpCode::checkWatches:
        case OpCode::removeWatches:
        case OpCode::reconfig: return "; it needs ZooKeeper 3.5 or later";
        case OpCode::multiRead:
        case OpCode::addWatch:
        case OpCode::getEphemerals:
        case OpCode::getAllChildrenNumber: return "; it needs ZooKeeper 3.6 or later";
        case OpCode::whoAmI: return "; it needs ZooKeeper 3.7 or later";
        default: return "";
        }
    }

} // namespace

std::string_view askedFor(OpCode op)
{
    switch (op) {
    case OpCode::create2: return opcodeName(OpCode::create);
    case OpCode::getChildren2: return opcodeName(OpCode::getChildren);
    default: return opcodeName(op);
    }
}

Error errorOf(const Reply& reply, OpCode op, const Path& path)
{
    std::string text(askedFor(op));
    text += ' ' + path.text() + ": ";
    text += reply.why.empty() ? std::string(errcName(reply.err)) : reply.why;
    if (reply.err == Errc::unimplemented)
        text += neededFor(op);
    return Error(reply.err, std::move(text));
}

Result<void> doneOf(const Reply& reply, OpCode op, const Path& path)
{
    if (reply.err != Errc::ok)
        return tl::unexpected(errorOf(reply, op, path));
    return {};
}

Result<Stat> statOf(const Reply& reply, OpCode op, const Path& path)
{
    return answerOf<StatResponse>(reply, op, path).map([](const StatResponse& answer) {
        return answer.stat;
    });
}

Result<std::optional<Stat>> statIfAny(const Reply& reply, OpCode op, const Path& path)
{
    if (reply.err == Errc::noNode)
        return std::nullopt;
    return statOf(reply, op, path).map([](const Stat& stat) { return std::optional(stat); });
}

Result<void> validateCreate(const Path& path, CreateMode mode, std::chrono::milliseconds ttl)
{
    // A sequential path may end with a slash: the number is the name then.
    const Path whole = isSequential(mode) ? Path(path.text() + '0') : path;
    if (Result<void> valid = whole.validate(); !valid)
        return valid;
    constexpr std::int64_t longestTtlMs = 0xffffffffff;
    if (isTtl(mode) && (ttl.count() < 1 || ttl.count() > longestTtlMs))
        return failure(Errc::badArguments,
            "create " + path.text() + ": a TTL is 1 to 1099511627775 ms, not "
                + std::to_string(ttl.count()));
    if (!isTtl(mode) && ttl.count() != 0)
        return failure(Errc::badArguments,
            "create " + path.text() + ": a TTL goes with the TTL modes alone");
    return {};
}

} // namespace zs::net
