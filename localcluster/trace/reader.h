// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "localcluster/trace/line_codec.h"

#include <string>
#include <vector>

namespace zs::trace {

/// Cuts a stream of bytes into trace lines. Never holds more than one unfinished line, and that
/// one only up to `maxLineBytes`. After an error it reads no further. Not thread-safe.
class Reader {
public:
    /// Takes more of the stream, in pieces of any size, and appends what it understood to
    /// `lines`. Kinds that it does not know are left out.
    /// Fails: marshalling, naming the line; also when a line's number shows that one is missing.
    [[nodiscard]] Result<void> feed(std::string_view bytes, std::vector<Line>& lines);

    /// The first line, once it came.
    [[nodiscard]] const std::optional<Header>& header() const { return m_header; }
    /// True when the stream may end here: no line is begun.
    [[nodiscard]] bool atLineEnd() const { return m_rest.empty(); }
    /// Sum over the `dropped` lines: a picture of this stream has holes.
    [[nodiscard]] std::int64_t droppedLines() const { return m_dropped; }

private:
    Result<void> takeLine(std::string_view text, std::vector<Line>& lines);

    std::string m_rest;
    std::optional<Header> m_header;
    std::optional<Error> m_problem;
    std::uint64_t m_lineNumber = 0; ///< Lines seen, the header included.
    std::uint64_t m_lastN = 0;
    std::int64_t m_dropped = 0;
};

/// A whole trace file.
struct Recording {
    Header header;
    std::vector<Line> lines;
    std::int64_t droppedLines = 0;
};
/// Reads the file at `path`; a last line without newline is left out, since its writer may have
/// been killed in it. Fails: io, marshalling.
[[nodiscard]] Result<Recording> readTraceFile(const std::string& path);

} // namespace zs::trace
