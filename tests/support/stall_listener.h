// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/gui_heartbeat.h"

#include <gtest/gtest.h>

namespace zs::test {

/// How long a stretch may be.
struct StallLimit {
    ThreadTime most; ///< Zero: as long as it likes.

    /// What ZS_STALL_MS says: the milliseconds that the GUI thread may be held, 0 for no limit.
    /// Without it only a freeze fails a test: the CPU time is far above all that is ever measured,
    /// and time in which the thread is blocked is the disk's and the machine's as well.
    [[nodiscard]] static StallLimit fromEnvironment();
    [[nodiscard]] bool isBrokenBy(const ThreadTime& time) const;
};

/// Writes the longest stretch of each test into its record (stall_ms, stall_cpu_ms, stall_in), and
/// fails the test that breaks the limit.
class StallListener : public testing::EmptyTestEventListener {
public:
    StallListener(GuiHeartbeat& heartbeat, StallLimit limit);

    void OnTestStart(const testing::TestInfo& test) override;
    void OnTestEnd(const testing::TestInfo& test) override;

private:
    GuiHeartbeat& m_heartbeat;
    StallLimit m_limit;
};

} // namespace zs::test
