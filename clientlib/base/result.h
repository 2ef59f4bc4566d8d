// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/error.h"

#include <tl/expected.hpp>

namespace zs {

/// A value or the reason why there is none. gcc 12 has std::expected only in C++23; moving over
/// is this one line.
template <class T>
using Result = tl::expected<T, Error>;

/// `return failure(Errc::noNode, "/a");`
[[nodiscard]] inline tl::unexpected<Error> failure(Errc code, std::string detail)
{
    return tl::unexpected<Error>(Error(code, std::move(detail)));
}

} // namespace zs
