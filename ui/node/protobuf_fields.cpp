// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/protobuf_fields.h"

namespace zs::ui {

namespace {

enum WireType { varint = 0, fixed64 = 1, lengthDelimited = 2, fixed32 = 5 };

std::optional<std::uint64_t> takeVarint(ByteView& bytes)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const std::uint8_t byte = bytes.front();
        bytes = bytes.subspan(1);
        value |= std::uint64_t(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> takeFixed(ByteView& bytes, std::size_t size)
{
    if (bytes.size() < size)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t at = 0; at < size; ++at)
        value |= std::uint64_t(bytes[at]) << (8 * at);
    bytes = bytes.subspan(size);
    return value;
}

} // namespace

std::optional<std::vector<ProtobufField>> readProtobuf(ByteView message)
{
    std::vector<ProtobufField> fields;
    while (!message.empty()) {
        const auto key = takeVarint(message);
        if (!key || *key >> 3 == 0 || *key >> 3 > 0x1fffffff || fields.size() == mostProtobufFields)
            return std::nullopt;
        ProtobufField field;
        field.number = static_cast<std::uint32_t>(*key >> 3);
        std::optional<std::uint64_t> number;
        switch (*key & 7) {
        case varint: number = takeVarint(message); break;
        case fixed64: number = takeFixed(message, 8); break;
        case fixed32: number = takeFixed(message, 4); break;
        case lengthDelimited:
            number = takeVarint(message);
            if (!number || *number > message.size())
                return std::nullopt;
            field.isBytes = true;
            field.bytes = message.first(static_cast<std::size_t>(*number));
            message = message.subspan(field.bytes.size());
            number = 0;
            break;
        default: return std::nullopt;
        }
        if (!number)
            return std::nullopt;
        field.value = *number;
        fields.push_back(field);
    }
    return fields;
}

} // namespace zs::ui
