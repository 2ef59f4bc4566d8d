// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_format.h"

#include "clientlib/base/utf8.h"

#include <QJsonDocument>

#include <algorithm>

namespace zs::ui {

namespace {

bool isTextByte(std::uint8_t byte)
{
    return byte >= 0x20 ? byte != 0x7f
                        : byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

bool looksLikeJson(ByteView data)
{
    const std::string_view text = textOf(data);
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || (text[start] != '{' && text[start] != '['))
        return false;
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return !QJsonDocument::fromJson(bytes).isNull();
}

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

constexpr Signature signatures[] = {
    {"\xac\xed", "Java serialization"},
    {"\x1f\x8b", "gzip"},
    {"\x78\x9c", "zlib"},
    {"\x28\xb5\x2f\xfd", "zstd"},
    {"\x89PNG", "PNG"},
    {"\xff\xd8\xff", "JPEG"},
    {"PBUF", "HBase protobuf"},
    {"\xca\xfe\xba\xbe", "Java class"},
};

} // namespace

bool isEditableText(ByteView data)
{
    return std::all_of(data.begin(), data.end(), isTextByte) && isUtf8(textOf(data));
}

DataFormat detectFormat(ByteView data)
{
    if (!isEditableText(data))
        return DataFormat::hex;
    return looksLikeJson(data) ? DataFormat::json : DataFormat::text;
}

std::string_view knownSignature(ByteView data)
{
    const std::string_view text = textOf(data);
    for (const Signature& known : signatures) {
        if (text.starts_with(known.bytes))
            return known.name;
    }
    return {};
}

} // namespace zs::ui
