// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/ids.h"

#include <QDateTime>
#include <QString>

#include <chrono>

namespace zs::ui {

/// "0x7|0x2c41": epoch and counter.
[[nodiscard]] QString formatZxid(Zxid zxid);
/// "0x0000000700002c41": all 64 bits, for tool tips and copies.
[[nodiscard]] QString formatFullZxid(Zxid zxid);
/// "0x1000b21c4e50002".
[[nodiscard]] QString formatSessionId(SessionId id);
/// "486 B", "1.5 KiB", "12 MiB", in the language's decimal point.
[[nodiscard]] QString formatBytes(qint64 sizeBytes);
/// "18,402" as the language groups thousands. Never for ids.
[[nodiscard]] QString formatCount(qint64 count);
/// Local "YYYY-MM-DD HH:MM:SS"; "not recorded" for 0, which servers show for what was there
/// from the start, such as the root.
[[nodiscard]] QString formatTime(qint64 msSinceEpoch);
/// "just now", "4 minutes ago", "3 days ago"; "in the future" where the clocks disagree;
/// "not recorded" for 0.
[[nodiscard]] QString formatAge(qint64 msSinceEpoch, const QDateTime& now);
/// For lists: "Today 14:02", "Yesterday", "12 Nov", "2025-11-12".
[[nodiscard]] QString formatDay(const QDateTime& when, const QDateTime& now);
/// "Ctrl Shift D" for "Ctrl+Shift+D": as the drawn key caps have it, which are apart already.
[[nodiscard]] QString keyCaps(QString keys);
/// "1.8 ms", "320 ms", "2.4 s".
[[nodiscard]] QString formatLatency(std::chrono::microseconds latency);

} // namespace zs::ui
