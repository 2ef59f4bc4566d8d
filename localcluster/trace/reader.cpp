// SPDX-License-Identifier: Apache-2.0
#include "localcluster/trace/reader.h"

#include <fstream>

namespace zs::trace {

Result<void> Reader::feed(std::string_view bytes, std::vector<Line>& lines)
{
    while (!m_problem && !bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        Result<void> done;
        if (m_rest.size() + piece.size() > maxLineBytes) {
            done = failure(Errc::marshalling,
                "it is longer than " + std::to_string(maxLineBytes) + " bytes");
        } else if (end == std::string_view::npos) {
            m_rest.append(piece);
            return {};
        } else if (m_rest.empty()) {
            done = takeLine(piece, lines);
        } else {
            m_rest.append(piece);
            done = takeLine(m_rest, lines);
        }
        m_rest.clear();
        if (!done)
            m_problem = Error(done.error().code,
                "trace line " + std::to_string(m_lineNumber + 1) + ": " + done.error().detail);
        ++m_lineNumber;
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    if (m_problem)
        return tl::unexpected(*m_problem);
    return {};
}

Result<void> Reader::takeLine(std::string_view text, std::vector<Line>& lines)
{
    if (!m_header) {
        Result<Header> header = parseHeader(text);
        if (!header)
            return tl::unexpected(header.error());
        m_header = std::move(*header);
        m_lastN = 0;
        return {};
    }
    Result<std::optional<Line>> line = parseLine(text);
    if (!line)
        return tl::unexpected(line.error());
    ++m_lastN;
    if (!*line)
        return {};
    if ((*line)->n != m_lastN)
        return failure(Errc::marshalling,
            "it has number " + std::to_string((*line)->n) + " where "
                + std::to_string(m_lastN) + " should be: the stream has lost lines");
    if (const auto* dropped = std::get_if<DroppedEvent>(&(*line)->event))
        m_dropped += dropped->lines;
    lines.push_back(std::move(**line));
    return {};
}

Result<Recording> readTraceFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return failure(Errc::io, "cannot open the trace " + path);
    Reader reader;
    Recording recording;
    std::vector<char> piece(std::size_t(64) << 10);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const std::string_view bytes(piece.data(), static_cast<std::size_t>(file.gcount()));
        if (const Result<void> fed = reader.feed(bytes, recording.lines); !fed)
            return failure(fed.error().code, path + ": " + fed.error().detail);
    }
    if (file.bad())
        return failure(Errc::io, "cannot read the trace " + path);
    if (!reader.header())
        return failure(Errc::marshalling, path + " is no trace: it has no first line");
    recording.header = *reader.header();
    recording.droppedLines = reader.droppedLines();
    return recording;
}

} // namespace zs::trace
