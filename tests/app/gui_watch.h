// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <chrono>
#include <functional>

namespace zs::bench {

/// An application that knows how long its event loop was held by one event, and when a widget has
/// been painted.
class GuiWatch : public QApplication {
public:
    using Milliseconds = std::chrono::duration<double, std::milli>;

    GuiWatch(int& argc, char** argv) : QApplication(argc, argv) {}

    bool notify(QObject* receiver, QEvent* event) override;

    /// Calls `painted` whenever `widget` has been painted; nullptr: no more.
    void watchPaint(const QObject* widget, std::function<void()> painted);
    /// Forgets what was measured.
    void reset();
    /// Of one event, from its delivery to its end: on the wall's clock, which other programs
    /// lengthen, and on this thread's CPU.
    [[nodiscard]] Milliseconds longestWall() const { return m_wall; }
    [[nodiscard]] Milliseconds longestCpu() const { return m_cpu; }
    [[nodiscard]] int paints() const { return m_paints; }

    /// CPU of this thread, and of the whole process.
    [[nodiscard]] static Milliseconds threadCpu();
    [[nodiscard]] static Milliseconds processCpu();
    [[nodiscard]] static Milliseconds wall();

private:
    const QObject* m_widget = nullptr;
    std::function<void()> m_painted;
    int m_depth = 0;
    int m_paints = 0;
    Milliseconds m_wall{0};
    Milliseconds m_cpu{0};
};

/// Runs the event loop until `done`; ends the program, naming `what`, when that takes a minute.
void runUntil(const char* what, const std::function<bool()>& done);

} // namespace zs::bench
