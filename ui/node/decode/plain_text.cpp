// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/plain_text.h"

#include "clientlib/base/utf8.h"

#include <algorithm>

namespace zs::ui {

namespace {

bool isTextByte(std::uint8_t byte)
{
    return byte >= 0x20 ? byte != 0x7f
                        : byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

} // namespace

bool isEditableText(ByteView data)
{
    return std::all_of(data.begin(), data.end(), isTextByte) && isUtf8(textOf(data));
}

} // namespace zs::ui
