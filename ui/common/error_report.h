// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "clientlib/client.h"

#include <QString>

namespace zs::ui {

/// What "Details" copies of an error, for whoever shall help: program and time, what was asked for
/// (a path, made visible), the code with its number, the detail as it came, and the session: state,
/// server, id and why its last attempt failed. Plain text in the interface's language. It holds no
/// data of nodes and no secret: errors bear none. `client` may be null.
[[nodiscard]] QString errorReport(const Error& error, const Path& path, const Client* client);

} // namespace zs::ui
