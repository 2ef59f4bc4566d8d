// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <QByteArray>
#include <QString>

namespace zs::launcher {

/// Makes the folder and its parents, or makes one that stands private (0700).
/// Fails: io, naming the folder and the system's reason.
[[nodiscard]] Result<void> makePrivateFolder(const QString& folder);

/// Writes a small file (0600) whole or not at all. Fails: noSpace, io, naming file and reason.
[[nodiscard]] Result<void> writePrivateFile(const QString& file, const QByteArray& content);

/// A private folder for sockets, whose paths must be short: below $XDG_RUNTIME_DIR, else the
/// folder for temporary files; one for each `owner` (a cluster's folder). Made when missing.
/// Fails: io; also when somebody else's folder is in its place.
[[nodiscard]] Result<QString> runtimeFolder(const QString& owner);

} // namespace zs::launcher
