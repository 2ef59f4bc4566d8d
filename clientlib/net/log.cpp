// SPDX-License-Identifier: Apache-2.0
#include "clientlib/net/log.h"

namespace zs::net {

Q_LOGGING_CATEGORY(lcNet, "zooscope.net", QtWarningMsg)

} // namespace zs::net
