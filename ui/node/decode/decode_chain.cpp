// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/decode_chain.h"

#include "clientlib/base/expect.h"
#include "ui/node/decode/plain_text.h"
#include "ui/node/decode/signatures.h"

#include <algorithm>
#include <utility>

namespace zs::ui {

namespace {

/// Shorter words are base64 by accident too often: "user", "localhost1234567".
constexpr std::size_t fewestUnmarkedBytes = 16;

/// What comes out by accident is neither text nor begins with a mark.
bool isMeaningful(ByteView content)
{
    return isEditableText(content) || codecByMark(content) || !knownSignature(content).empty();
}

} // namespace

DecodeChain::DecodeChain(ByteView stored)
    : m_stored(stored.begin(), stored.end())
    , m_content(m_stored)
{
}

DecodeChain DecodeChain::detect(ByteView stored, const DecodeLimits& limits)
{
    DecodeChain chain(stored);
    while (chain.m_layers.size() < limits.mostLayers) {
        const ByteView content = chain.m_content;
        if (isEditableText(content)) {
            if (!chain.pushUnmarked(Codec::base64, limits.mostBytes))
                break;
        } else if (const auto codec = codecByMark(content)) {
            if (!chain.push(*codec, limits.mostBytes))
                break;
        } else if (!chain.pushUnmarked(Codec::snappyRaw, limits.mostBytes)) {
            break;
        }
    }
    return chain;
}

tl::expected<DecodeChain, DecodeFailure> DecodeChain::open(
    ByteView stored, const std::vector<Codec>& codecs, const DecodeLimits& limits)
{
    DecodeChain chain(stored);
    for (const Codec codec : codecs) {
        if (!chain.push(codec, limits.mostBytes))
            return tl::unexpected(*chain.m_failure);
    }
    return chain;
}

bool DecodeChain::push(Codec codec, std::size_t mostBytes)
{
    Unpacking unpacked = unpack(codec, m_content, mostBytes);
    if (!unpacked) {
        m_failure = DecodeFailure{codec, unpacked.error()};
        return false;
    }
    m_layers.push_back({codec, m_content.size(), unpacked->lost, std::move(unpacked->pack)});
    m_content = std::move(unpacked->content);
    return true;
}

/// For codecs that leave no mark: only where what comes out makes sense.
bool DecodeChain::pushUnmarked(Codec codec, std::size_t mostBytes)
{
    if (codec == Codec::base64 && m_content.size() < fewestUnmarkedBytes)
        return false;
    Unpacking unpacked = unpack(codec, m_content, mostBytes);
    if (!unpacked || unpacked->content.empty() || !isMeaningful(unpacked->content))
        return false;
    if (codec == Codec::snappyRaw && unpacked->content.size() < fewestUnmarkedBytes)
        return false;
    m_layers.push_back({codec, m_content.size(), unpacked->lost, std::move(unpacked->pack)});
    m_content = std::move(unpacked->content);
    return true;
}

std::vector<Codec> DecodeChain::codecs() const
{
    std::vector<Codec> all;
    for (const Layer& layer : m_layers)
        all.push_back(layer.codec);
    return all;
}

const DecodeChain::Layer* DecodeChain::fixedLayer() const
{
    const auto fixed = std::find_if(m_layers.begin(), m_layers.end(),
        [](const Layer& layer) { return layer.lost != Unpackable::no; });
    return fixed == m_layers.end() ? nullptr : &*fixed;
}

Bytes DecodeChain::pack(ByteView content) const
{
    if (std::equal(content.begin(), content.end(), m_content.begin(), m_content.end()))
        return m_stored;
    ZS_EXPECT(fixedLayer() == nullptr);
    Bytes packed(content.begin(), content.end());
    for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer)
        packed = layer->pack(packed);
    return packed;
}

} // namespace zs::ui
