// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/data_projection.h"

#include <QString>

namespace zs::ui {

/// "gzip", "UTF-16 LE": names that are the same in every language.
[[nodiscard]] QString codecWord(Codec codec);
[[nodiscard]] QString encodingWord(TextEncoding encoding);

/// Why bytes that look packed are shown as they are stored.
[[nodiscard]] QString failureWords(const DecodeFailure& failure);

/// Why changes cannot be packed again.
[[nodiscard]] QString fixedWords(const DecodeChain::Layer& layer);

/// Which character keeps a text from being saved, and what to do about it.
[[nodiscard]] QString misfitWords(const Misfit& misfit, TextEncoding encoding);

/// What the strip over the editor says of a view: a failure, or why it is read-only; else empty.
[[nodiscard]] QString noteOn(const DataProjection& view);

} // namespace zs::ui
