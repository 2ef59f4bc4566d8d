// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <functional>
#include <memory>

namespace zs::ui {

/// Makes the session of a connection; tests hand in one that makes fakes.
using ClientFactory = std::function<std::unique_ptr<Client>(ClientOptions)>;

} // namespace zs::ui
