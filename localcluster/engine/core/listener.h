// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/protocol/watch_records.h"
#include "localcluster/engine/core/effects.h"
#include "localcluster/engine/core/txn.h"

#include <chrono>
#include <string_view>

namespace zs::engine {

/// The life of a transaction on one server, in this order.
enum class TxnStep : std::uint8_t { proposed, logged, committed, applied };
enum class SessionStep : std::uint8_t { opened, reattached, disconnected, expired, closed };

/// Told what the core does while it does it, for a trace. The core computes nothing for it: facts
/// are handed over as they lie there, and the listener takes what it wants. Views and references
/// live as long as the call. Must not call back. Times and numbers are the listener's business.
class Listener {
public:
    virtual ~Listener() = default;

    /// `sizeBytes`: of its entry in the log.
    virtual void txn(TxnStep step, const Txn& txn, std::size_t sizeBytes) = 0;
    /// `client`: null when no connection stands for the session any more.
    virtual void session(SessionId id, SessionStep step, const Peer* client,
        std::chrono::milliseconds timeout) = 0;
    /// Every 128 transactions.
    virtual void digest(Zxid zxid, std::uint64_t digest) = 0;

    /// Whether `reply` and `event` are called at all; asked once, when the listener is set.
    [[nodiscard]] virtual bool wantsDetail() const = 0;
    /// A reply goes into a connection's output.
    virtual void reply(SessionId session, std::int32_t xid, OpCode op, Zxid zxid, Errc err) = 0;
    /// A watch event does.
    virtual void event(SessionId session, EventType type, std::string_view path, Zxid zxid) = 0;
};

} // namespace zs::engine
