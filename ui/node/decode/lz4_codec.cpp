// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/lz4_codec.h"

#include "clientlib/base/expect.h"

#include <lz4frame.h>
#include <memory>

namespace zs::ui {

namespace {

constexpr std::size_t stepBytes = std::size_t(64) << 10;

Bytes packLz4(ByteView content, const LZ4F_frameInfo_t& told)
{
    LZ4F_preferences_t preferences{};
    preferences.frameInfo = told;
    if (told.contentSize != 0)
        preferences.frameInfo.contentSize = content.size();
    Bytes out(LZ4F_compressFrameBound(content.size(), &preferences));
    const std::size_t made = LZ4F_compressFrame(
        out.data(), out.size(), content.data(), content.size(), &preferences);
    ZS_EXPECT(!LZ4F_isError(made));
    out.resize(made);
    return out;
}

using Context = std::unique_ptr<LZ4F_dctx, LZ4F_errorCode_t (*)(LZ4F_dctx*)>;

Context makeContext()
{
    LZ4F_dctx* context = nullptr;
    ZS_EXPECT(!LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)));
    return {context, LZ4F_freeDecompressionContext};
}

/// Appends the content of the frame that `stored` begins with; yields the frame's size.
tl::expected<std::size_t, DecodeTrouble> unpackFrame(
    ByteView stored, std::size_t mostBytes, Bytes& out, LZ4F_frameInfo_t& info)
{
    const Context context = makeContext();
    std::size_t at = stored.size();
    if (LZ4F_isError(LZ4F_getFrameInfo(context.get(), &info, stored.data(), &at)))
        return tl::unexpected(DecodeTrouble::damaged);
    if (info.dictID != 0)
        return tl::unexpected(DecodeTrouble::dictionary);
    Bytes step(stepBytes);
    for (;;) {
        std::size_t taken = stored.size() - at;
        std::size_t made = step.size();
        const std::size_t hint = LZ4F_decompress(
            context.get(), step.data(), &made, stored.data() + at, &taken, nullptr);
        if (LZ4F_isError(hint))
            return tl::unexpected(DecodeTrouble::damaged);
        if (made > mostBytes - out.size())
            return tl::unexpected(DecodeTrouble::tooLarge);
        out.insert(out.end(), step.begin(), step.begin() + static_cast<std::ptrdiff_t>(made));
        at += taken;
        if (hint == 0)
            return at;
        if (taken == 0 && made == 0)
            return tl::unexpected(DecodeTrouble::damaged); // It wants more than there is.
    }
}

} // namespace

Unpacking unpackLz4(ByteView stored, std::size_t mostBytes)
{
    Unpacked result;
    LZ4F_frameInfo_t first{};
    const auto size = unpackFrame(stored, mostBytes, result.content, first);
    if (!size)
        return tl::unexpected(size.error());
    ByteView rest = stored.subspan(*size);
    while (!rest.empty()) {
        if (codecByMark(rest) != Codec::lz4)
            return tl::unexpected(DecodeTrouble::trailingBytes);
        LZ4F_frameInfo_t next{};
        const auto nextSize = unpackFrame(rest, mostBytes, result.content, next);
        if (!nextSize)
            return tl::unexpected(nextSize.error());
        rest = rest.subspan(*nextSize);
        result.lost = Unpackable::severalParts;
    }
    result.pack = [first](ByteView content) { return packLz4(content, first); };
    return result;
}

} // namespace zs::ui
