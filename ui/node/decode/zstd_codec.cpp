// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/zstd_codec.h"

#include "clientlib/base/expect.h"

#include <memory>
#include <zstd.h>
#include <zstd_errors.h>

namespace zs::ui {

namespace {

constexpr std::size_t stepBytes = std::size_t(64) << 10;
/// A frame may ask for gigabytes of window; every level without `--long` or `--ultra` needs less.
constexpr int mostWindowLog = 23;
constexpr std::uint8_t hasChecksum = 4, isSingleSegment = 32;

DecodeTrouble troubleOf(std::size_t code, bool isFirstFrame)
{
    switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_frameParameter_windowTooLarge:
    case ZSTD_error_memory_allocation:
        return DecodeTrouble::tooLarge;
    case ZSTD_error_dictionary_wrong:
        return DecodeTrouble::dictionary;
    case ZSTD_error_prefix_unknown:
        return isFirstFrame ? DecodeTrouble::damaged : DecodeTrouble::trailingBytes;
    default:
        return DecodeTrouble::damaged;
    }
}

Bytes packZstd(ByteView content, bool checksum, bool contentSize)
{
    const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(
        ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZS_EXPECT(context != nullptr);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, checksum ? 1 : 0);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, contentSize ? 1 : 0);
    Bytes out(ZSTD_compressBound(content.size()));
    const std::size_t made
        = ZSTD_compress2(context.get(), out.data(), out.size(), content.data(), content.size());
    ZS_EXPECT(!ZSTD_isError(made));
    out.resize(made);
    return out;
}

} // namespace

Unpacking unpackZstd(ByteView stored, std::size_t mostBytes)
{
    if (stored.size() < 6)
        return tl::unexpected(DecodeTrouble::damaged);
    if (ZSTD_getDictID_fromFrame(stored.data(), stored.size()) != 0)
        return tl::unexpected(DecodeTrouble::dictionary);
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(
        ZSTD_createDCtx(), ZSTD_freeDCtx);
    ZS_EXPECT(context != nullptr);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, mostWindowLog);
    Unpacked result;
    Bytes step(stepBytes);
    ZSTD_inBuffer input{stored.data(), stored.size(), 0};
    int frames = 0;
    for (bool atEnd = false; !atEnd;) {
        ZSTD_outBuffer output{step.data(), step.size(), 0};
        const std::size_t left = ZSTD_decompressStream(context.get(), &output, &input);
        if (ZSTD_isError(left))
            return tl::unexpected(troubleOf(left, frames == 0));
        if (output.pos > mostBytes - result.content.size())
            return tl::unexpected(DecodeTrouble::tooLarge);
        result.content.insert(result.content.end(), step.begin(),
            step.begin() + static_cast<std::ptrdiff_t>(output.pos));
        if (left == 0)
            ++frames;
        else if (input.pos == input.size && output.pos < output.size)
            return tl::unexpected(DecodeTrouble::damaged); // It wants more than there is.
        atEnd = left == 0 && input.pos == input.size;
    }
    if (frames > 1)
        result.lost = Unpackable::severalParts;
    const std::uint8_t descriptor = stored[4];
    const bool contentSize = (descriptor & isSingleSegment) || (descriptor >> 6) != 0;
    result.pack = [checksum = (descriptor & hasChecksum) != 0, contentSize](
                      ByteView content) { return packZstd(content, checksum, contentSize); };
    return result;
}

} // namespace zs::ui
