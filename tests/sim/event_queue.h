// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/expect.h"
#include "clientlib/base/instant.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace zs::sim {

/// Virtual time: what shall happen, ordered by (time, sequence). Nothing happens between entries.
class EventQueue {
public:
    using Action = std::function<void()>;
    using Key = std::pair<Instant, std::uint64_t>;

    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    /// When the next entry is due. Only when not empty().
    [[nodiscard]] Instant nextAt() const { return m_entries.begin()->first.first; }
    [[nodiscard]] std::uint64_t steps() const { return m_steps; }

    /// A time that has passed means now, behind what is due already.
    Key at(Instant when, Action action)
    {
        const Key key(std::max(when, m_now), ++m_sequence);
        m_entries.emplace(key, std::move(action));
        return key;
    }
    Key in(Instant::duration delay, Action action) { return at(m_now + delay, std::move(action)); }
    void cancel(const Key& key) { m_entries.erase(key); }

    /// Performs the next entry.
    void step()
    {
        ZS_EXPECT(!m_entries.empty());
        const auto first = m_entries.begin();
        m_now = first->first.first;
        const Action action = std::move(first->second);
        m_entries.erase(first);
        ++m_steps;
        action();
    }
    /// Lets time pass to `when`, which must not lie behind the next entry.
    void advanceTo(Instant when) { m_now = std::max(m_now, when); }

private:
    std::map<Key, Action> m_entries;
    Instant m_now{};
    std::uint64_t m_sequence = 0;
    std::uint64_t m_steps = 0;
};

} // namespace zs::sim
