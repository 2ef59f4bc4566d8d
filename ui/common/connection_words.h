// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/session/connection_fault.h"

#include <QString>

#include <string_view>

namespace zs::ui {

/// Why there is no connection, in one translated sentence, without the server's address. Empty for
/// `none`, and for `other`, which only the English text tells.
[[nodiscard]] QString wordsFor(ConnectionFault fault);

/// What there is to know and to do about it beyond wordsFor(): which certificate the server showed,
/// what only the system's own words tell (those are not translated), and the way out. Sentences;
/// empty where wordsFor() says all.
[[nodiscard]] QString remedyFor(const ConnectionFailure& failure);

/// The same for a banner: what failed, and for TLS and refused identities also the detail (which
/// certificate, which user), which is not translated.
/// `problem` is the English text of the status.
[[nodiscard]] QString reasonOf(ConnectionFault fault, std::string_view problem);

/// Why a connection ended that had a session, in one sentence.
[[nodiscard]] QString endOf(ConnectionFault fault, std::string_view problem);

} // namespace zs::ui
