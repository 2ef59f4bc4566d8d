// SPDX-License-Identifier: Apache-2.0
#include "clientlib/protocol/frame_splitter.h"

#include "clientlib/jute/reader.h"

#include <algorithm>

namespace zs {
namespace {

constexpr std::size_t prefixBytes = 4; ///< The length of a frame.

} // namespace

void FrameSplitter::feed(ByteView received)
{
    // What was handed out may have been somebody's password.
    std::fill_n(m_buffer.begin(), m_start, std::uint8_t(0));
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + std::ptrdiff_t(m_start));
    m_start = 0;
    constexpr std::size_t idleBytes = 64 * 1024;
    if (m_buffer.empty() && m_buffer.capacity() > idleBytes)
        m_buffer = Bytes(); // One large frame must not hold its memory for ever.
    m_buffer.insert(m_buffer.end(), received.begin(), received.end());
}

Result<std::optional<ByteView>> FrameSplitter::next()
{
    const ByteView rest = pending();
    if (rest.size() < prefixBytes)
        return std::nullopt;
    const auto length = jute::Reader(rest).number<std::int32_t>();
    if (length < 0 || static_cast<std::size_t>(length) > m_maxFrameBytes)
        return failure(Errc::protocol,
            "a frame announces " + std::to_string(length) + " bytes; at most "
                + std::to_string(m_maxFrameBytes) + " are allowed");
    if (rest.size() - prefixBytes < static_cast<std::size_t>(length))
        return std::nullopt;
    m_start += prefixBytes + static_cast<std::size_t>(length);
    return rest.subspan(prefixBytes, static_cast<std::size_t>(length));
}

std::size_t FrameSplitter::missingBytes() const
{
    const ByteView rest = pending();
    if (rest.empty())
        return 0;
    if (rest.size() < prefixBytes)
        return prefixBytes - rest.size();
    const auto length = jute::Reader(rest).number<std::int32_t>();
    if (length < 0 || static_cast<std::size_t>(length) > m_maxFrameBytes)
        return 0;
    const std::size_t whole = prefixBytes + static_cast<std::size_t>(length);
    return whole - std::min(whole, rest.size());
}

FrameProgress FrameSplitter::progress() const
{
    const std::size_t here = pending().size();
    const std::size_t missing = missingBytes();
    if (here < prefixBytes || missing == 0)
        return {};
    return {here - prefixBytes, here - prefixBytes + missing};
}

} // namespace zs
