// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::ui {

/// What the head of a Java serialization stream tells: the first object's class and those that it
/// extends, as far as they stand there.
struct JavaStream {
    struct Class {
        std::string name;
        std::int64_t serialVersionUid = 0;
        std::vector<std::string> fields; ///< "int port", "java.lang.String host".
    };
    std::vector<Class> classes; ///< Empty for a string, a block of plain data, or null.
    std::string text;           ///< Of a stream that begins with a string; cut at 1,000 bytes.
};

/// Reads the head of a stream, 0xACED0005; nullopt for other bytes. It builds no object and
/// believes no length: what is cut short or odd ends the list. Names are not valid UTF-8 for sure.
/// Source: Java Object Serialization Specification, chapter 6. Pure.
[[nodiscard]] std::optional<JavaStream> readJavaStream(ByteView bytes);

} // namespace zs::ui
