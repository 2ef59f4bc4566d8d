// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <coroutine>
#include <exception>

namespace zs {

/// The return type of a coroutine that nobody awaits and that tells its end by itself: one step of
/// a TreeJob. A QCoro::Task counts its owners with atomic operations and keeps who waits for it,
/// which is a tenth of the time of a walk. The frame goes when the coroutine ends.
/// An exception ends the program: none may leave a coroutine of this library.
struct Step {
    struct promise_type {
        Step get_return_object() const noexcept { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
    };
};

} // namespace zs
