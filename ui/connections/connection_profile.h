// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace zs::ui {

/// What a connection is used for; its colour marks rows and windows, its word repeats it.
enum class Environment { none, production, staging, test, local };

/// The chip's word in the language of the program; empty for `none`.
[[nodiscard]] QString environmentName(Environment environment);
[[nodiscard]] std::optional<Role> roleOf(Environment environment);

/// How to reach an ensemble, without any secret.
struct ConnectionProfile {
    QString name{};  ///< As the user named it; empty: see shownName().
    QString servers; ///< A connect string: "h1:2181,h2:2181/chroot".
    std::chrono::milliseconds sessionTimeout{30'000};
    Environment environment = Environment::none;
    QDateTime lastUsed{};
    bool operator==(const ConnectionProfile&) const = default;
};

/// How the connection is called in the language of the program: its name; without one "Local
/// server" where that is what it is, else the connect string. Text from outside: `visibleText` it.
[[nodiscard]] QString shownName(const ConnectionProfile& profile);

} // namespace zs::ui
