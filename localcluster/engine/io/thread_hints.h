// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace zs::engine::io {

/// What a thread asks of the scheduler. Hints: where they are refused, nothing but speed is lost.

/// Of the calling thread, which answers clients: short time slices, so that it runs soon after it
/// was woken also when other processes keep all processors busy (Linux 6.12, EEVDF).
void preferLatency();
/// Of the calling thread or process, which works ahead: everything else goes first.
void giveWay();
/// Signals are the main thread's business (asio's signal_set): call on each other thread.
void blockSignals();

} // namespace zs::engine::io
