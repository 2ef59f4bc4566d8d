// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/call.h"

#include "clientlib/net/session_driver.h"

namespace zs::net {

bool Call::isStopped()
{
    if (!m_stop.stop_requested())
        return false;
    m_reply.why = "stopped before it was sent";
    return true;
}

void Call::submit(std::coroutine_handle<> waiting)
{
    m_waiting = waiting;
    const session::RequestId id = m_driver.submit(*this, m_demand);
    // The driver answers from the event loop at the earliest, so this call still lives.
    if (m_stop.stop_possible())
        m_stopper.emplace(std::move(m_stop), Stopper{&m_driver, id});
}

void Call::complete(Reply&& reply)
{
    m_reply.err = reply.err;
    m_reply.body = reply.body;
    if (!reply.why.empty())
        m_reply.why = std::move(reply.why);
    m_waiting.resume();
}

void Call::Stopper::operator()() const
{
    // A driver that is being destroyed waits for this: it ends its calls, and a stop_callback's
    // destructor waits for the callback.
    QMetaObject::invokeMethod(
        driver, [to = driver, which = id] { to->cancel(which); }, Qt::QueuedConnection);
}

} // namespace zs::net
