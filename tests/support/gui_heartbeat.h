// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/thread_time.h"

#include <QApplication>
#include <QByteArray>
#include <QEvent>

namespace zs::test {

/// What kept the event loop from its next turn.
struct Stretch {
    ThreadTime time;
    int events = 0;         ///< That were handled in it.
    QByteArray receiver;    ///< Class and name of the object whose event took longest.
    QEvent::Type type = {}; ///< Of that event.

    /// For people.
    [[nodiscard]] QByteArray words() const;
};

/// The application of every program of GUI tests. It knows how long the GUI thread was away from
/// its event loop: for how long a click would not have been seen.
///
/// A stretch is what one turn of the loop handled: its outermost events with all that they do at
/// once. A loop within an event (a dialog's exec) takes turns of its own: they are stretches of
/// their own, and so is what the event does before and after. Events that a test sends itself
/// (QTest's mouse and keys) come one by one, as they would from a hand. What the test's own code
/// does outside of events is not counted, and inside of them only what it does not call OwnWork.
class GuiHeartbeat : public QApplication {
public:
    GuiHeartbeat(int& argc, char** argv);

    bool notify(QObject* receiver, QEvent* event) override;

    /// False when the loop is not GLib's: nothing is measured then.
    [[nodiscard]] static bool canMeasure();
    /// Forgets what was measured.
    void forget();
    /// The longest since then.
    [[nodiscard]] const Stretch& longest();

private:
    struct Event; // One that is being handled.

    void loopBegins(bool mayBlock);
    void loopWoke();
    void add(const Event& event);
    void endStretch();

    Event* m_event = nullptr; // The innermost that some loop delivered.
    Stretch m_now;
    Stretch m_longest;
    std::chrono::nanoseconds m_worst{0}; // The longest event of m_now.
};

} // namespace zs::test
