// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"
#include "ui/node/explanation_rows.h"

#include <optional>
#include <string>

namespace zs::ui {

/// A value as HBase stores it: perhaps a header that names its writer, perhaps the mark "PBUF"
/// before a protobuf message.
struct HBaseValue {
    std::optional<std::string> writer; ///< "master:16000"; without the salt behind it.
    bool isProtobuf = false;
    ByteView content; ///< Behind header and mark, in the bytes that were read.
};

/// Nullopt: neither is there. A header is 0xff, a length, and a printable name with ":" or "@"
/// before eight bytes of salt. Sources: HBase's ZKMetadata.java, ProtobufMagic.java. Pure.
[[nodiscard]] std::optional<HBaseValue> readHBaseValue(ByteView bytes);

/// Who wrote it, and for known paths what the message says (ZooKeeper.proto, HBase.proto,
/// ClusterId.proto). Pure but for the language and time zone of the texts.
[[nodiscard]] std::optional<Explanation> explainHBase(const LastNames& names, ByteView bytes);

} // namespace zs::ui
