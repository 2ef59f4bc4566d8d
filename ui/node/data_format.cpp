// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_format.h"

#include <QJsonDocument>

namespace zs::ui {

namespace {

bool looksLikeJson(ByteView data)
{
    const std::string_view text = textOf(data);
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || (text[start] != '{' && text[start] != '['))
        return false;
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return !QJsonDocument::fromJson(bytes).isNull();
}

} // namespace

DataFormat detectFormat(ByteView data)
{
    if (!isEditableText(data))
        return DataFormat::hex;
    return looksLikeJson(data) ? DataFormat::json : DataFormat::text;
}

} // namespace zs::ui
