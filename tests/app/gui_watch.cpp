// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gui_watch.h"

#include <QDeadlineTimer>
#include <QEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace zs::bench {
namespace {

GuiWatch::Milliseconds read(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::duration<double, std::milli>(
        double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6);
}

} // namespace

GuiWatch::Milliseconds GuiWatch::threadCpu()
{
    return read(CLOCK_THREAD_CPUTIME_ID);
}

GuiWatch::Milliseconds GuiWatch::processCpu()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

GuiWatch::Milliseconds GuiWatch::wall()
{
    return read(CLOCK_MONOTONIC);
}

bool GuiWatch::notify(QObject* receiver, QEvent* event)
{
    const bool paint = event->type() == QEvent::Paint && receiver == m_widget;
    const Milliseconds wallBefore = wall();
    const Milliseconds cpuBefore = threadCpu();
    ++m_depth;
    const bool taken = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth == 0) { // Events within events are part of the outer one.
        m_wall = std::max(m_wall, wall() - wallBefore);
        m_cpu = std::max(m_cpu, threadCpu() - cpuBefore);
    }
    if (paint) {
        ++m_paints;
        if (m_painted)
            m_painted();
    }
    return taken;
}

void GuiWatch::watchPaint(const QObject* widget, std::function<void()> painted)
{
    m_widget = widget;
    m_painted = std::move(painted);
    m_paints = 0;
}

void GuiWatch::reset()
{
    m_wall = m_cpu = Milliseconds(0);
    m_paints = 0;
}

void runUntil(const char* what, const std::function<bool()>& done)
{
    constexpr std::chrono::seconds patience{60};
    const QDeadlineTimer deadline(patience);
    QTimer wake; // What no event tells is asked for.
    wake.start(std::chrono::milliseconds(1));
    while (!done()) {
        if (deadline.hasExpired()) {
            std::fprintf(stderr, "zs-gui-bench: %s did not come about in a minute\n", what);
            std::exit(1);
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

} // namespace zs::bench
