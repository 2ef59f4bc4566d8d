// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/net/answers.h"
#include "clientlib/net/network_client.h"

namespace zs {

/// What nearly every operation is: one request, and its reply as a value. `convert` turns the
/// reply into a Result<T>; it may not use the client, which may be gone by then. `request` is the
/// caller's, and moved from before this returns: a task runs to its first co_await at once.
template <class T, class Convert>
[[nodiscard]] QCoro::Task<Result<T>> askUnchecked(net::SessionDriver& driver, Path path,
    session::Request& request, std::stop_token stop, Convert convert)
{
    const OpCode op = request.op;
    net::Call call(driver, &request, std::move(stop));
    const net::Reply& reply = co_await call.reply();
    co_return convert(reply, op, path); // Not kept: the frames of many requests fill caches.
}

/// A refusal as a task.
template <class T>
[[nodiscard]] QCoro::Task<Result<T>> refuse(Error why)
{
    co_return tl::unexpected(std::move(why));
}

template <class T, class Convert>
QCoro::Task<Result<T>> NetworkClient::ask(
    Path&& path, session::Request&& request, std::stop_token&& stop, Convert convert)
{
    if (Result<void> valid = path.validate(); !valid)
        return refuse<T>(std::move(valid.error()));
    QCoro::Task<Result<T>> task = askUnchecked<T>(
        *m_driver, std::move(path), request, std::move(stop), std::move(convert));
    constexpr std::size_t mostKeptBytes = 4096;
    if (request.body.capacity() <= mostKeptBytes) // Its bytes were copied to what is sent.
        m_room = std::move(request.body);
    return task;
}

} // namespace zs
