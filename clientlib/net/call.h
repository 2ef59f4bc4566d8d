// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/identity.h"
#include "clientlib/session/request.h"

#include <coroutine>
#include <optional>
#include <stop_token>
#include <variant>

namespace zs::net {

class SessionDriver;

/// What became of a request. `body` is valid until the next co_await: decode it at once.
struct Reply {
    Errc err = Errc::cancelled;
    std::string why; ///< Empty when the server itself answered.
    ByteView body;
};

/// Asks for the end of the session.
struct CloseSession {};
/// What a call asks of a session; the id of a Request is given by the driver. Not owned: whoever
/// awaits the call keeps it until then, since a copy in the frame of each request would be felt.
using Demand = std::variant<session::Request*, Identity*, CloseSession>;

/// `co_await call.reply()`, once, in the coroutine of a request, in whose frame the call lives:
/// hands the demand to the session and resumes straight from the decoder, always from the event
/// loop. When it yields `cancelled` the driver may be gone.
class Call {
public:
    /// `stop` may be requested on any thread; the call then ends with `cancelled`. What `demand`
    /// points to is moved from when the call is awaited.
    Call(SessionDriver& driver, Demand demand, std::stop_token&& stop = {})
        : m_driver(driver)
        , m_demand(demand)
        , m_stop(std::move(stop)) {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    /// What is awaited. A reference, since gcc 12 copies the operand of a co_await.
    struct Awaiter {
        Call& call;
        bool await_ready() { return call.isStopped(); }
        void await_suspend(std::coroutine_handle<> waiting) { call.submit(waiting); }
        /// Lives as long as the call.
        const Reply& await_resume() { return call.m_reply; }
    };
    Awaiter reply() { return Awaiter{*this}; }

    /// Ends the call, which is gone when this returns. For the driver.
    void complete(Reply&& reply);

private:
    bool isStopped();
    void submit(std::coroutine_handle<> waiting);

    /// Posts the cancellation to the driver's thread.
    struct Stopper {
        SessionDriver* driver;
        session::RequestId id;
        void operator()() const;
    };

    SessionDriver& m_driver;
    Demand m_demand;
    std::stop_token m_stop;
    std::coroutine_handle<> m_waiting;
    Reply m_reply;
    std::optional<std::stop_callback<Stopper>> m_stopper;
};

} // namespace zs::net
