// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gui_heartbeat.h"

#include <QAbstractEventDispatcher>
#include <QMetaEnum>
#include <QThread>

#include <dlfcn.h>

#include <utility>

namespace zs::test {
namespace {

/// How many turns of a loop this thread is inside of; -1: nobody knows. Asked of the GLib that Qt
/// has loaded: Qt itself does not tell whether an event comes from a loop or from a call.
int loopDepth()
{
    static const auto depth = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "g_main_depth"));
    return depth ? depth() : -1;
}

} // namespace

QByteArray Stretch::words() const
{
    if (events == 0)
        return "no event";
    const auto milliseconds = [](std::chrono::nanoseconds took) {
        return QByteArray::number(double(took.count()) / 1e6, 'f', 1) + " ms";
    };
    const char* name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    const QByteArray kind = name ? QByteArray(name) : QByteArray::number(int(type));
    return milliseconds(time.held) + " (CPU " + milliseconds(time.cpu) + "), "
        + QByteArray::number(events) + (events == 1 ? " event: " : " events, longest ") + kind
        + " of " + receiver;
}

struct GuiHeartbeat::Event {
    const char* className;
    QString name;
    QEvent::Type type;
    int depth;                ///< Of the loop that delivered it.
    Event* outer;             ///< The event whose handling runs that loop.
    ThreadTime since;         ///< From when on its time is not yet in `time`.
    ThreadTime time{};        ///< What it took, without the loops in it.
    bool waitsForLoop = false; ///< A loop within it waits for events, or handles them.

    void measure()
    {
        const ThreadTime now = threadTime();
        time += now - std::exchange(since, now);
    }
};

GuiHeartbeat::GuiHeartbeat(int& argc, char** argv) : QApplication(argc, argv)
{
    const auto* dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        loopBegins(true);
    });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { loopWoke(); });
}

bool GuiHeartbeat::canMeasure()
{
    const auto* dispatcher = QAbstractEventDispatcher::instance();
    return loopDepth() >= 0 && dispatcher
        && QByteArray(dispatcher->metaObject()->className()).contains("Glib");
}

bool GuiHeartbeat::notify(QObject* receiver, QEvent* event)
{
    static const bool measures = canMeasure();
    if (!measures || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const int depth = loopDepth();
    if (m_event && depth <= m_event->depth) // Part of what the outer event does.
        return QApplication::notify(receiver, event);
    const bool isSentByTest = !m_event && depth == 0;
    if (isSentByTest)
        endStretch();
    Event handled{.className = receiver->metaObject()->className(),
        .name = receiver->objectName(),
        .type = event->type(),
        .depth = depth,
        .outer = m_event,
        .since = threadTime()};
    m_event = &handled;
    const bool accepted = QApplication::notify(receiver, event);
    handled.measure();
    m_event = handled.outer;
    add(handled);
    if (m_event)
        m_event->since = threadTime(); // Its loop's time is not its own.
    if (isSentByTest)
        endStretch();
    return accepted;
}

/// Any loop's turn starts or ends: a click would be seen now.
void GuiHeartbeat::loopBegins(bool mayBlock)
{
    if (m_event && loopDepth() == m_event->depth) {
        m_event->measure();
        m_event->waitsForLoop = mayBlock;
        add(*m_event);
        m_event->time = {};
    }
    endStretch();
}

void GuiHeartbeat::loopWoke()
{
    if (m_event && m_event->waitsForLoop && loopDepth() == m_event->depth) {
        m_event->since = threadTime(); // It waited.
        m_event->waitsForLoop = false;
        endStretch();
        return;
    }
    loopBegins(false);
}

void GuiHeartbeat::add(const Event& event)
{
    m_now.time += event.time;
    ++m_now.events;
    if (m_now.events > 1 && event.time.held <= m_worst)
        return;
    m_worst = event.time.held;
    m_now.receiver = event.className;
    if (!event.name.isEmpty())
        m_now.receiver += " \"" + event.name.toUtf8() + '"';
    m_now.type = event.type;
}

void GuiHeartbeat::endStretch()
{
    if (m_now.time.held > m_longest.time.held)
        m_longest = m_now;
    m_now = {};
    m_worst = {};
}

void GuiHeartbeat::forget()
{
    m_now = m_longest = {};
    m_worst = {};
}

const Stretch& GuiHeartbeat::longest()
{
    if (!m_event)
        endStretch();
    return m_longest;
}

} // namespace zs::test
