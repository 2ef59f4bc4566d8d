// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace zs::test {

/// The longest that one turn of the event loop kept this thread busy since `start`. Counted in the
/// thread's processor time: on a loaded machine the wall clock would count other programs too.
class Heartbeat {
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] { beat(); });
    }
    void start()
    {
        m_longest = {};
        m_last = busyTime();
        m_timer.start(0);
    }
    [[nodiscard]] std::chrono::milliseconds longest()
    {
        beat();
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
    }

private:
    static std::chrono::nanoseconds busyTime()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    }
    void beat()
    {
        const auto now = busyTime();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
    }

    QTimer m_timer;
    std::chrono::nanoseconds m_last{0};
    std::chrono::nanoseconds m_longest{0};
};

} // namespace zs::test
