// SPDX-License-Identifier: Apache-2.0
// Any bytes as a node's data: unpacked within the limits, and packed to the very same bytes. The
// first byte says whether they are looked over as they are, or by one codec, or in one encoding.
#include "clientlib/base/expect.h"
#include "ui/node/decode/data_projection.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::ui;

constexpr Codec codecs[] = {Codec::gzip, Codec::zlib, Codec::base64, Codec::zstd,
    Codec::snappyFramed, Codec::snappyJava, Codec::snappyRaw, Codec::lz4};
constexpr DecodeLimits limits{std::size_t(1) << 16, 4};

void checkChain(ByteView stored, const DecodeChain& chain)
{
    ZS_EXPECT(chain.layers().size() <= limits.mostLayers);
    ZS_EXPECT(chain.layers().empty() || chain.content().size() <= limits.mostBytes);
    const Bytes same = chain.pack(chain.content());
    ZS_EXPECT(std::equal(same.begin(), same.end(), stored.begin(), stored.end()));
    if (chain.fixedLayer() != nullptr)
        return;
    Bytes changed = chain.content();
    changed.push_back('!');
    const DecodeLimits roomy{std::size_t(1) << 20, 4};
    const auto again = DecodeChain::open(chain.pack(changed), chain.codecs(), roomy);
    ZS_EXPECT(again && again->content() == changed);
}

void checkProjection(ByteView stored, const DataProjection& view)
{
    const Bytes same = view.storedFor(ByteView(view.content()));
    ZS_EXPECT(std::equal(same.begin(), same.end(), stored.begin(), stored.end()));
    if (!view.isTextWritable())
        return;
    const auto text = view.storedFor(view.text());
    ZS_EXPECT(text && std::equal(text->begin(), text->end(), stored.begin(), stored.end()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    if (sizeBytes == 0)
        return 0;
    const ByteView stored(data + 1, sizeBytes - 1);
    const std::size_t how = data[0] % (2 + std::size(codecs) + std::size(allEncodings));
    if (how == 0) {
        checkChain(stored, DecodeChain::detect(stored, limits));
    } else if (how == 1) {
        checkProjection(stored, DataProjection(stored));
    } else if (how < 2 + std::size(codecs)) {
        if (const auto chain = DecodeChain::open(stored, {codecs[how - 2]}, limits))
            checkChain(stored, *chain);
    } else {
        const TextEncoding encoding = allEncodings[how - 2 - std::size(codecs)];
        checkProjection(stored, DataProjection(stored, {std::vector<Codec>(), encoding}));
    }
    return 0;
}
