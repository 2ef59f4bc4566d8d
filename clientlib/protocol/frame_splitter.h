// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <optional>

namespace zs {

/// How much of a frame that is arriving is here, both without its length.
struct FrameProgress {
    std::size_t arrivedBytes = 0;
    std::size_t wholeBytes = 0; ///< 0: none has begun, or its length is not here yet.
};

/// Cuts a stream of received bytes into frames (int length, payload).
/// Holds at most one unfinished frame; memory grows with what arrived, never with what a length
/// announces.
class FrameSplitter {
public:
    /// `maxFrameBytes`: the longest payload that is accepted.
    explicit FrameSplitter(std::size_t maxFrameBytes) : m_maxFrameBytes(maxFrameBytes) {}

    /// Adds what was received; views that `next` returned before end here.
    void feed(ByteView received);
    /// The next whole payload, valid until `feed` or destruction; nullopt: none is whole yet.
    /// Fails: protocol, for a length that is negative or too large; the stream is lost then.
    [[nodiscard]] Result<std::optional<ByteView>> next();
    /// What the frame that has begun still lacks, as far as that is known: the rest of its length,
    /// or of its payload. 0: nothing has begun, or there is something for `next` to tell.
    [[nodiscard]] std::size_t missingBytes() const;
    /// How far the frame that has begun has come.
    [[nodiscard]] FrameProgress progress() const;
    /// The first bytes that belong to no finished frame; used to see four-letter words.
    [[nodiscard]] ByteView pending() const { return ByteView(m_buffer).subspan(m_start); }

private:
    std::size_t m_maxFrameBytes;
    Bytes m_buffer;
    std::size_t m_start = 0; ///< What lies before has been handed out.
};

} // namespace zs
