// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace zs::engine::io {

/// An open file descriptor; closes it.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : m_fd(fd) {}
    Fd(Fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd& operator=(Fd&& other) noexcept
    {
        reset();
        m_fd = std::exchange(other.m_fd, -1);
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() { reset(); }

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] explicit operator bool() const { return m_fd >= 0; }
    void reset();
    /// Hands the descriptor over to the caller.
    [[nodiscard]] int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd = -1;
};

/// The last system call's failure as "what: words of errno". Code: io.
[[nodiscard]] Error systemError(const std::string& what);
/// The same for calls that need room, with the code noSpace when there was none: they may be tried
/// again once there is some. A sync is none of them, since nobody knows what a failed one left.
[[nodiscard]] Error spaceError(const std::string& what);

/// open(2) with close-on-exec. Fails: noSpace, io, naming the path.
[[nodiscard]] Result<Fd> openFile(const std::string& path, int flags, int mode = 0644);
/// All of `bytes` at `offset`, however many calls that takes. Fails: noSpace, io.
[[nodiscard]] Result<void> writeAt(const Fd& fd, ByteView bytes, std::size_t offset);
/// All pieces, one behind the other. Fails: as above.
[[nodiscard]] Result<void> writeAt(
    const Fd& fd, std::span<const ByteView> pieces, std::size_t offset);
/// Makes the names in a directory durable. Fails: io.
[[nodiscard]] Result<void> syncDirectory(const std::string& path);
/// The directory and those above it, where missing. Fails: io.
[[nodiscard]] Result<void> makeDirectories(const std::string& path);
/// The names in a directory, without "." and "..". Fails: io.
[[nodiscard]] Result<std::vector<std::string>> listDirectory(const std::string& path);
/// A small file as text. Fails: io.
[[nodiscard]] Result<std::string> readTextFile(const std::string& path);
/// Replaces or makes a file so that a crash leaves the old or the new content: NAME.tmp, fsync,
/// rename, directory fsync. `mode`: its permissions. Fails: noSpace, io.
[[nodiscard]] Result<void> replaceFile(
    const std::string& path, std::string_view content, int mode = 0644);
/// 0 when it cannot be told.
[[nodiscard]] std::int64_t fileSizeBytes(const std::string& path);
/// The sum of the sizes of the files directly in a directory; 0 when it cannot be read.
[[nodiscard]] std::int64_t directorySizeBytes(const std::string& path);

} // namespace zs::engine::io
