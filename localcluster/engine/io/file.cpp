// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/uio.h>
#include <system_error>
#include <unistd.h>

namespace zs::engine::io {

void Fd::reset()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

Error systemError(const std::string& what)
{
    return Error(Errc::io, what + ": " + std::generic_category().message(errno));
}

Error spaceError(const std::string& what)
{
    const bool isSpace = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    Error error = systemError(what);
    if (isSpace)
        error.code = Errc::noSpace;
    return error;
}

Result<Fd> openFile(const std::string& path, int flags, int mode)
{
    Fd fd(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (!fd)
        return tl::unexpected(spaceError("cannot open " + path));
    return fd;
}

Result<void> writeAt(const Fd& fd, ByteView bytes, std::size_t offset)
{
    while (!bytes.empty()) {
        const ssize_t written
            = ::pwrite(fd.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return tl::unexpected(spaceError("cannot write"));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::size_t>(written);
    }
    return {};
}

Result<void> writeAt(const Fd& fd, std::span<const ByteView> pieces, std::size_t offset)
{
    constexpr std::size_t mostPieces = 64; // Of a call; the system takes IOV_MAX, 1024.
    iovec rest[mostPieces];
    while (!pieces.empty()) {
        const std::size_t count = std::min(pieces.size(), mostPieces);
        for (std::size_t i = 0; i < count; ++i)
            rest[i] = {const_cast<std::uint8_t*>(pieces[i].data()), pieces[i].size()};
        const ssize_t written
            = ::pwritev(fd.get(), rest, static_cast<int>(count), static_cast<off_t>(offset));
        if (written < 0 && errno != EINTR)
            return tl::unexpected(spaceError("cannot write"));
        std::size_t done = written < 0 ? 0 : static_cast<std::size_t>(written);
        offset += done;
        for (; !pieces.empty() && done >= pieces.front().size(); pieces = pieces.subspan(1))
            done -= pieces.front().size();
        if (done == 0)
            continue;
        // The rest of a piece that was written in part: by itself.
        const ByteView left = pieces.front().subspan(done);
        if (auto finished = writeAt(fd, left, offset); !finished)
            return finished;
        offset += left.size();
        pieces = pieces.subspan(1);
    }
    return {};
}

Result<void> syncDirectory(const std::string& path)
{
    const auto fd = openFile(path, O_RDONLY | O_DIRECTORY);
    if (!fd)
        return tl::unexpected(fd.error());
    if (::fsync(fd->get()) != 0)
        return tl::unexpected(systemError("cannot sync directory " + path));
    return {};
}

Result<void> makeDirectories(const std::string& path)
{
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error)
        return failure(Errc::io, "cannot create directory " + path + ": " + error.message());
    return {};
}

Result<std::vector<std::string>> listDirectory(const std::string& path)
{
    std::error_code error;
    std::vector<std::string> names;
    std::filesystem::directory_iterator at(path, error);
    for (; !error && at != std::filesystem::directory_iterator(); at.increment(error))
        names.push_back(at->path().filename().string());
    if (error)
        return failure(Errc::io, "cannot list directory " + path + ": " + error.message());
    return names;
}

Result<std::string> readTextFile(const std::string& path)
{
    const auto fd = openFile(path, O_RDONLY);
    if (!fd)
        return tl::unexpected(fd.error());
    std::string text;
    char buffer[16384];
    for (;;) {
        const ssize_t got = ::read(fd->get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tl::unexpected(systemError("cannot read " + path));
        if (got == 0)
            return text;
        text.append(buffer, static_cast<std::size_t>(got));
    }
}

Result<void> replaceFile(const std::string& path, std::string_view content, int mode)
{
    const std::string temporary = path + ".tmp";
    const auto fd = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode);
    if (!fd)
        return tl::unexpected(fd.error());
    if (auto written = writeAt(*fd, viewOf(content), 0); !written)
        return failure(written.error().code, temporary + ": " + written.error().detail);
    if (::fsync(fd->get()) != 0)
        return tl::unexpected(systemError("cannot sync " + temporary));
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return tl::unexpected(spaceError("cannot rename " + temporary));
    const auto slash = path.rfind('/');
    return syncDirectory(slash == std::string::npos ? "." : path.substr(0, slash + 1));
}

std::int64_t fileSizeBytes(const std::string& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

std::int64_t directorySizeBytes(const std::string& path)
{
    std::error_code error;
    std::int64_t sum = 0;
    std::filesystem::directory_iterator at(path, error);
    for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
        std::error_code ignored; // A file that goes meanwhile counts as nothing.
        const auto size = at->file_size(ignored);
        sum += ignored ? 0 : static_cast<std::int64_t>(size);
    }
    return sum;
}

} // namespace zs::engine::io
