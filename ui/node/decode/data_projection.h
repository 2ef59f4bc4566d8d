// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/decode_chain.h"
#include "ui/node/decode/text_encoding.h"

namespace zs::ui {

/// What somebody chose of how to look at bytes; nullopt: found out from the bytes.
struct ViewChoice {
    std::optional<std::vector<Codec>> codecs; ///< Empty: as they are stored.
    std::optional<TextEncoding> encoding;
    bool operator==(const ViewChoice&) const = default;
};

/// Bytes as the editors show them: unpacked by a chain of codecs, then read in an encoding, and the
/// way back to bytes. The bytes are the model; this decides only on how they are looked at. Text
/// and content that nobody changed become the very bytes that were stored. Pure.
class DataProjection {
public:
    /// Codecs that were chosen but do not fit these bytes are left out, and told by failure().
    explicit DataProjection(ByteView stored = {}, const ViewChoice& choice = {});

    [[nodiscard]] const DecodeChain& chain() const { return m_chain; }
    /// Why the choice, or a mark in the bytes, led nowhere.
    [[nodiscard]] const std::optional<DecodeFailure>& failure() const { return m_failure; }
    [[nodiscard]] const Bytes& content() const { return m_chain.content(); }
    /// nullopt: the content is no text that anybody would guess.
    [[nodiscard]] std::optional<TextEncoding> encoding() const { return m_encoding; }
    /// The content as valid UTF-8; no characters where there is no encoding.
    [[nodiscard]] std::string_view text() const { return m_text.utf8; }
    /// A text editor can hold it: no control characters that it would lose.
    [[nodiscard]] bool isText() const { return m_isText; }
    /// Where the content is none of the encoding's, or nullopt.
    [[nodiscard]] std::optional<std::size_t> firstBad() const { return m_text.firstBad; }
    /// Text may be changed: it gives back the very same bytes when it is not.
    [[nodiscard]] bool isTextWritable() const { return m_isText && m_text.exact && canPack(); }
    [[nodiscard]] bool canPack() const { return m_chain.fixedLayer() == nullptr; }
    /// The text's UTF-8 is what is stored, byte for byte.
    [[nodiscard]] bool isPlain() const;
    /// The same view of other bytes: what was guessed here is chosen there.
    [[nodiscard]] ViewChoice choice() const { return {m_chain.codecs(), m_encoding}; }

    /// The bytes to store for this text. Fails with the first character that the encoding lacks.
    /// Only when isTextWritable().
    [[nodiscard]] tl::expected<Bytes, Misfit> storedFor(std::string_view utf8) const;
    /// The bytes to store for this content. Only when canPack().
    [[nodiscard]] Bytes storedFor(ByteView content) const { return m_chain.pack(content); }

private:
    std::optional<DecodeFailure> m_failure; ///< Before the chain, which sets it.
    DecodeChain m_chain;
    std::optional<TextEncoding> m_encoding;
    ReadText m_text;
    bool m_isText = false;
};

} // namespace zs::ui
