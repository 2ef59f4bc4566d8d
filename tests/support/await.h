// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoroTask>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace zs::test {

/// Runs the event loop until `done()` or the time is over; yields `done()`. Woken by events, and
/// every 5 ms for what no event announces.
template <class Condition>
bool spinUntil(Condition done, std::chrono::milliseconds limit = std::chrono::seconds(60))
{
    const QDeadlineTimer deadline(limit);
    QTimer wakeUp;
    wakeUp.start(std::chrono::milliseconds(5));
    while (!done()) {
        if (deadline.hasExpired())
            return done();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// What became of a task that runs detached.
template <class T>
using Outcome = std::shared_ptr<std::optional<T>>;

/// Lets `task` run by itself and yields where its result will be.
template <class T>
Outcome<T> track(QCoro::Task<T> task)
{
    auto outcome = std::make_shared<std::optional<T>>();
    // The parameters live in the coroutine's frame, so nothing dangles when the test ends early.
    [](QCoro::Task<T> running, Outcome<T> target) -> QCoro::Task<> {
        T value = co_await running;
        target->emplace(std::move(value));
    }(std::move(task), outcome);
    return outcome;
}

/// Runs the event loop until `task` is done. Aborts the test program, with a stack for the
/// debugger, when it takes longer than `limit`: a task that never ends is always a bug.
template <class T>
T await(QCoro::Task<T> task, std::chrono::milliseconds limit = std::chrono::seconds(60))
{
    Outcome<T> outcome = track(std::move(task));
    if (!spinUntil([&] { return outcome->has_value(); }, limit))
        qFatal("a task did not end within %lld ms", static_cast<long long>(limit.count()));
    return std::move(**outcome);
}

} // namespace zs::test
