// SPDX-License-Identifier: Apache-2.0
#include "localcluster/timeline/packing.h"

#include "clientlib/base/expect.h"

#include <zstd.h>

namespace zs::timeline {

namespace {

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

constexpr int level = 3; // A thousand lines take about a millisecond and a twentieth of the room.

} // namespace

std::string pack(std::string_view bytes)
{
    const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    ZS_EXPECT(context);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress2(
        context.get(), out.data(), out.size(), bytes.data(), bytes.size());
    ZS_EXPECT(!ZSTD_isError(size)); // The room is what zstd asks for.
    out.resize(size);
    out.shrink_to_fit();
    return out;
}

Result<std::string> unpack(std::string_view frame, std::size_t maxBytes)
{
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR)
        return failure(Errc::corrupt, "a packed part is damaged: it is no zstd frame with a size");
    if (size > maxBytes)
        return failure(Errc::corrupt,
            "a packed part would unpack to " + std::to_string(size) + " bytes; at most "
                + std::to_string(maxBytes) + " are allowed");
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    ZS_EXPECT(context);
    std::string out(static_cast<std::size_t>(size), '\0');
    const std::size_t got = ZSTD_decompressDCtx(
        context.get(), out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(got) || got != out.size())
        return failure(Errc::corrupt,
            std::string("a packed part is damaged: ")
                + (ZSTD_isError(got) ? ZSTD_getErrorName(got) : "it is shorter than it says"));
    return out;
}

} // namespace zs::timeline
