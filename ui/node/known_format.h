// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/path.h"
#include "ui/node/explanation.h"

#include <optional>
#include <string>

namespace zs::ui {

/// Recognizes, by the end of the path and the shape of the bytes, what Kafka, Curator's service
/// discovery, Solr, HBase, ClickHouse, Java's serialization and Dubbo write; nullopt for all else.
/// That others write the same by chance cannot be excluded. It only reads: nothing is executed, no
/// class is loaded. Sources: Kafka's ZkData.scala, Curator's JsonInstanceSerializer, Java's Object
/// Serialization Stream Protocol, Dubbo's URL; see the headers of the others. Pure but for the
/// language and time zone of the texts.
/// @param content unpacked, see DecodeChain.
[[nodiscard]] std::optional<Explanation> explain(const Path& path, ByteView content);

/// %XX as the bytes that it stands for; "+" stays, as in Dubbo's node names. Malformed escapes
/// stay as they are.
[[nodiscard]] std::string percentDecoded(std::string_view text);

} // namespace zs::ui
