// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/data_projection.h"

#include "clientlib/base/expect.h"
#include "ui/node/decode/plain_text.h"

namespace zs::ui {

namespace {

DecodeChain openChain(
    ByteView stored, const ViewChoice& choice, std::optional<DecodeFailure>& failure)
{
    if (choice.codecs) {
        auto opened = DecodeChain::open(stored, *choice.codecs);
        if (opened)
            return std::move(*opened);
        failure = opened.error();
        return DecodeChain(stored);
    }
    DecodeChain chain = DecodeChain::detect(stored);
    failure = chain.failure();
    return chain;
}

} // namespace

DataProjection::DataProjection(ByteView stored, const ViewChoice& choice)
    : m_chain(openChain(stored, choice, m_failure))
    , m_encoding(choice.encoding ? choice.encoding : guessEncoding(content()))
{
    if (!m_encoding)
        return;
    m_text = readText(content(), *m_encoding);
    m_isText = isEditableText(viewOf(m_text.utf8));
}

bool DataProjection::isPlain() const
{
    return m_chain.layers().empty() && m_encoding == TextEncoding::utf8 && m_text.exact;
}

tl::expected<Bytes, Misfit> DataProjection::storedFor(std::string_view utf8) const
{
    ZS_EXPECT(isTextWritable());
    const auto written = writeText(utf8, *m_encoding, m_text.byteOrderMark);
    if (!written)
        return tl::unexpected(written.error());
    return m_chain.pack(*written);
}

} // namespace zs::ui
