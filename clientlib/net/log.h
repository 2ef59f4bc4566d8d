// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace zs::net {

/// "zooscope.net": connections and sessions, never data, passwords or identities. Information is
/// off unless QT_LOGGING_RULES="zooscope.net.info=true" asks for it.
Q_DECLARE_LOGGING_CATEGORY(lcNet)

} // namespace zs::net
