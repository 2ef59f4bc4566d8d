// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <string>
#include <string_view>

namespace zs::flw {

/// protocol: `text`, of which the start is shown, is no answer to `what`. No text at all is how
/// servers treat a word that they do not know: unimplemented.
[[nodiscard]] inline tl::unexpected<Error> noSuchAnswer(
    std::string_view what, std::string_view text)
{
    if (text.empty()) {
        return failure(Errc::unimplemented,
            "the server closed the connection without an answer to \"" + std::string(what)
                + "\": it does not know the word");
    }
    return failure(Errc::protocol,
        "this is no answer to \"" + std::string(what) + "\": " + std::string(text.substr(0, 120)));
}

} // namespace zs::flw
