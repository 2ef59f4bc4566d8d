// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/result.h"
#include "ui/connections/connection_profile.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace zs::ui {

/// A connection as JSON: for the settings and for files that people share. No secret is in it.
[[nodiscard]] QJsonObject toJson(const ConnectionProfile& profile);
/// Fails: invalidInput, naming the member that makes no sense. Unknown members are ignored.
[[nodiscard]] Result<ConnectionProfile> profileFromJson(const QJsonObject& json);

/// The text of a file of connections: {"zooscopeConnections": 1, "connections": […]}.
[[nodiscard]] QByteArray exportConnections(const QList<ConnectionProfile>& profiles);
/// All connections of such a file, or none. Fails: invalidInput, naming what is wrong and where.
[[nodiscard]] Result<QList<ConnectionProfile>> importConnections(const QByteArray& text);

} // namespace zs::ui
