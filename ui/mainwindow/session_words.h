// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"
#include "ui/theme/tokens.h"

#include <QString>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace zs::ui {

/// What the status bar says about a session.
struct StateWords {
    QString word; ///< "Connected", "Reconnecting, attempt 3"
    Role role = Role::down;
    QString writes; ///< "Read/write", "Writes are held", …
    bool canWrite = false;
};
[[nodiscard]] StateWords stateWords(const SessionStatus& status);

enum class BannerAction { none, tryNow, findFullServer, newSession };

/// What the banner over the centre says; nothing while all is well.
struct BannerWords {
    Role role = Role::looking;
    QString icon;
    QString title;
    QString text;
    BannerAction action = BannerAction::none;
};
/// What was known of the session before its present status.
struct SessionPast {
    QString lastServer; ///< That was connected last; empty before the first.
    /// While reconnecting: a server without quorum that would read for a new session.
    QString reader;
    int ephemerals = 0; ///< Of one that has expired: nodes and watches that went with it.
    int watches = 0;
};
/// `now` is the clock that the countdown is counted against.
[[nodiscard]] std::optional<BannerWords> bannerWords(const SessionStatus& status,
    const SessionPast& past, std::chrono::steady_clock::time_point now);

/// Why one server gave no session.
struct ServerFailure {
    Endpoint server;
    ConnectionFault fault = ConnectionFault::none;
    std::string problem; ///< English, without the server.
    std::optional<Certificate> certificate{}; ///< That it showed.
};
/// What happened at the servers of a connection that never stood, and what to do.
[[nodiscard]] QString noServerTitle(const std::vector<ServerFailure>& failures);
[[nodiscard]] QString noServerText(const std::vector<ServerFailure>& failures);

/// The whole seconds until the server may drop the session; nullopt when it is not in danger.
[[nodiscard]] std::optional<int> secondsLeft(
    const SessionStatus& status, std::chrono::steady_clock::time_point now);

} // namespace zs::ui
