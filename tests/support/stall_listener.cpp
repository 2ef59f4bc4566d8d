// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/stall_listener.h"

#include <cstdio>

namespace zs::test {
namespace {

using namespace std::chrono_literals;

std::string inMilliseconds(std::chrono::nanoseconds time)
{
    return QByteArray::number(double(time.count()) / 1e6, 'f', 1).toStdString();
}

} // namespace

StallLimit StallLimit::fromEnvironment()
{
    bool isNumber = false;
    const int chosen = qEnvironmentVariableIntValue("ZS_STALL_MS", &isNumber);
    if (isNumber)
        return {{.held = std::chrono::milliseconds(chosen)}};
    return {{.cpu = 1s, .held = 20s}};
}

bool StallLimit::isBrokenBy(const ThreadTime& time) const
{
    return (most.cpu.count() > 0 && time.cpu > most.cpu)
        || (most.held.count() > 0 && time.held > most.held);
}

StallListener::StallListener(GuiHeartbeat& heartbeat, StallLimit limit)
    : m_heartbeat(heartbeat)
    , m_limit(limit)
{
    if (!GuiHeartbeat::canMeasure())
        std::fprintf(stderr, "the event loop is not GLib's: stalls are not measured\n");
}

void StallListener::OnTestStart(const testing::TestInfo&) { m_heartbeat.forget(); }

void StallListener::OnTestEnd(const testing::TestInfo&)
{
    const Stretch& longest = m_heartbeat.longest();
    testing::Test::RecordProperty("stall_ms", inMilliseconds(longest.time.held));
    testing::Test::RecordProperty("stall_cpu_ms", inMilliseconds(longest.time.cpu));
    testing::Test::RecordProperty("stall_in", longest.words().toStdString());
    if (m_limit.isBrokenBy(longest.time))
        ADD_FAILURE() << "the GUI thread did not come back to its event loop for "
                      << longest.words().constData();
}

} // namespace zs::test
