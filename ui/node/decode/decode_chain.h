// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/codec.h"

#include <vector>

namespace zs::ui {

struct DecodeLimits {
    /// For each layer. ZooKeeper stores 1 MiB by default; what grows beyond this is shown packed.
    std::size_t mostBytes = std::size_t(8) << 20;
    std::size_t mostLayers = 4;
};

/// Something that looked packed, or was said to be, and would not come open.
struct DecodeFailure {
    Codec codec;
    DecodeTrouble trouble;
    bool operator==(const DecodeFailure&) const = default;
};

/// Bytes as they are stored, the codecs that they went through, and what is inside: "gzip > base64
/// > text". Packing content that nobody changed gives the very bytes that were stored. Pure.
class DecodeChain {
public:
    struct Layer {
        Codec codec;
        std::size_t storedBytes; ///< Its size packed.
        Unpackable lost;
        std::function<Bytes(ByteView)> pack;
    };

    /// No layer: the content is what is stored.
    explicit DecodeChain(ByteView stored);
    /// As many layers as the bytes themselves tell of: marks of formats; base64 of at least 16
    /// characters and raw snappy of at least 16 bytes only where what comes out is text or has a
    /// mark, since neither has a mark itself.
    [[nodiscard]] static DecodeChain detect(ByteView stored, const DecodeLimits& limits = {});
    /// The layers that somebody chose, outermost first.
    [[nodiscard]] static tl::expected<DecodeChain, DecodeFailure> open(
        ByteView stored, const std::vector<Codec>& codecs, const DecodeLimits& limits = {});

    [[nodiscard]] const std::vector<Layer>& layers() const { return m_layers; }
    [[nodiscard]] std::vector<Codec> codecs() const;
    [[nodiscard]] const Bytes& content() const { return m_content; }
    /// A mark that was seen after the last layer, and why it led nowhere.
    [[nodiscard]] const std::optional<DecodeFailure>& failure() const { return m_failure; }
    /// The outermost layer that could not be made again, or null: then changes can be packed.
    [[nodiscard]] const Layer* fixedLayer() const;
    /// The bytes to store for `content`, which may differ from content() only when fixedLayer()
    /// is null.
    [[nodiscard]] Bytes pack(ByteView content) const;

private:
    bool push(Codec codec, std::size_t mostBytes);
    bool pushUnmarked(Codec codec, std::size_t mostBytes);

    Bytes m_stored;
    Bytes m_content;
    std::vector<Layer> m_layers;
    std::optional<DecodeFailure> m_failure;
};

} // namespace zs::ui
