// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/session/effects.h"

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
    /// Removes the oldest. Requires: not empty.
    Call* takeFirst() { return take(m_firstId); }

private:
    std::deque<Call*> m_calls; ///< Null: answered. The first is never null.
    session::RequestId m_firstId = 1;
};

} // namespace zs::net
