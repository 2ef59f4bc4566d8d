// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/trace/writer.h"

#include <string>

namespace zs::trace {

/// Where a Writer's lines go: a file, or a Unix socket that a reader listens on. Owns its
/// descriptor. `drain` never waits: what a slow reader does not take stays in the writer's buffer.
class FileSink {
public:
    /// `target`: a path; creates the file (mode 0600), or truncates it; when it is a socket,
    /// connects to it. "unix:PATH" must be a socket that somebody listens on.
    /// Fails: io, naming the path and the system's reason.
    [[nodiscard]] static Result<FileSink> open(const std::string& target);
    FileSink(FileSink&& other) noexcept;
    FileSink& operator=(FileSink&& other) noexcept;
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;
    ~FileSink();

    /// Writes as much of the writer's pending lines as can be taken at once. Fails: io; the sink
    /// is then of no use any more (disk full, reader gone).
    [[nodiscard]] Result<void> drain(Writer& writer);

    /// Not a file: another reader may listen there when this one has gone.
    [[nodiscard]] bool isSocket() const { return m_socket; }

private:
    [[nodiscard]] static Result<FileSink> connectTo(const std::string& path);
    FileSink(int descriptor, bool socket) : m_descriptor(descriptor), m_socket(socket) {}

    int m_descriptor = -1;
    bool m_socket = false;
};

} // namespace zs::trace
