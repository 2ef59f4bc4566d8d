// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/effects.h"

#include <cstdint>
#include <deque>

namespace zs::net {

class Call;

/// The calls that wait for an answer, by the ids that count up. Answers come nearly in order, so
/// the table is a window that slides: no search, and no allocation for each call.
class CallTable {
public:
    [[nodiscard]] bool empty() const { return m_calls.empty(); }

    /// Adds a call under the next id.
    session::RequestId add(Call* call)
    {
        m_calls.push_back(call);
        return m_firstId + m_calls.size() - 1;
    }
    /// An id for something that nobody waits for.
    session::RequestId skip()
    {
        const session::RequestId id = add(nullptr);
        take(id);
        return id;
    }
    /// Removes the call; null when it is not there (any more).
    Call* take(session::RequestId id)
    {
        if (id < m_firstId || id - m_firstId >= m_calls.size())
            return nullptr;
        Call* const call = m_calls[id - m_firstId];
        m_calls[id - m_firstId] = nullptr;
        for (; !m_calls.empty() && m_calls.front() == nullptr; ++m_firstId)
            m_calls.pop_front();
        return call;
    }
    /// Has the processor fetch the call `id`, if there is one, and the coroutine's frame around it:
    /// with a thousand calls in flight their frames are in no cache when the answers come.
    void prefetch(session::RequestId id) const
    {
        if (id < m_firstId || id - m_firstId >= m_calls.size())
            return;
        constexpr std::uintptr_t lineBytes = 64;
        constexpr std::uintptr_t bytesBefore = 6 * lineBytes;
        constexpr std::uintptr_t bytesInAll = 14 * lineBytes;
        // As a number: the frame's ends are not known, and an address of nothing does no harm.
        const auto from = reinterpret_cast<std::uintptr_t>(m_calls[id - m_firstId]) - bytesBefore;
        for (std::uintptr_t offset = 0; offset < bytesInAll; offset += lineBytes)
            __builtin_prefetch(reinterpret_cast<const void*>(from + offset));
    }
    /// Removes the oldest. Requires: not empty.
    Call* takeFirst() { return take(m_firstId); }

private:
    std::deque<Call*> m_calls; ///< Null: answered. The first is never null.
    session::RequestId m_firstId = 1;
};

} // namespace zs::net
