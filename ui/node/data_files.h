// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <QString>

namespace zs::ui {

/// All bytes of a regular file, as they are. Blocks, so only for files that fit a node: at most
/// 64 MiB. Fails: io (missing, no right, a device or a directory), invalidInput (too large).
[[nodiscard]] Result<Bytes> readDataFile(const QString& name);

/// Writes all bytes, as they are, or leaves what was there: a new file takes the old one's place
/// when it is complete. Only the user may read it. Fails: io.
[[nodiscard]] Result<void> writeDataFile(const QString& name, ByteView data);

/// A name for a file with the data of the node `nodeName`: letters, digits, "-", "_" and "." of
/// it, never hidden, never empty. Node names are hostile.
[[nodiscard]] QString fileNameFor(std::string_view nodeName);

} // namespace zs::ui
