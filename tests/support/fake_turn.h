// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/fake_client.h"

#include <coroutine>

namespace zs::test {

/// `co_await turn.comes()` once a request: suspends until the fake answers. Yields nothing when the
/// request may now act on the fake, which is alive then, or why it must not.
class FakeClient::Turn {
public:
    Turn(FakeClient& fake, OpCode op, Path path, std::stop_token stop = {})
        : m_fake(fake)
        , m_op(op)
        , m_path(std::move(path))
        , m_stop(std::move(stop)) {}

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// What is awaited. A reference, since gcc 12 copies the operand of a co_await.
    struct Awaiter {
        Turn& turn;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) { turn.wait(waiting); }
        std::optional<Error> await_resume() { return std::move(turn.m_stopped); }
    };
    Awaiter comes() { return Awaiter{*this}; }

    /// Lets the request act, unless a failure was injected. The turn is gone afterwards.
    void answer()
    {
        m_stopped = m_fake.injectedFailure(m_op, m_path);
        if (m_stop.stop_requested())
            m_stopped = Error(Errc::cancelled, "stopped by the caller");
        m_waiting.resume();
    }
    void stop(const Error& why)
    {
        m_stopped = why;
        m_waiting.resume();
    }

    std::chrono::steady_clock::time_point due;

private:
    void wait(std::coroutine_handle<> waiting)
    {
        m_waiting = waiting;
        due = std::chrono::steady_clock::now() + m_fake.m_delay;
        ++m_fake.m_calls[m_op];
        m_fake.enqueue(this);
    }

    FakeClient& m_fake;
    OpCode m_op;
    Path m_path;
    std::stop_token m_stop;
    std::coroutine_handle<> m_waiting;
    std::optional<Error> m_stopped;
};

} // namespace zs::test
