// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace zs::ui {

/// Why a text is no XML, from what QXmlStreamReader::errorString() said, in the language of the
/// interface; a clause without a full stop. See inOurWords() for phrases that nobody knows.
[[nodiscard]] QString xmlErrorWords(const QString& said);

/// Why a text is no YAML, from the message of yaml-cpp's exception; as above.
[[nodiscard]] QString yamlErrorWords(const QString& said);

} // namespace zs::ui
