// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/tree_file.h"

#include <cerrno>
#include <charconv>
#include <cstring>

namespace zs::bench {

Result<void> TreeFile::open(const char* name)
{
    m_name = name;
    m_file.reset(std::fopen(name, "wbe"));
    if (!m_file)
        return failure(Errc::io, "cannot write " + m_name + ": " + std::strerror(errno));
    constexpr std::size_t bufferBytes = 256 * 1024;
    (void)std::setvbuf(m_file.get(), nullptr, _IOFBF, bufferBytes);
    return {};
}

bool TreeFile::add(const Path& path, const std::optional<Bytes>& data)
{
    char size[24];
    size[0] = '\t';
    const long long bytes = data ? static_cast<long long>(data->size()) : -1;
    char* end = std::to_chars(size + 1, size + sizeof size - 1, bytes).ptr;
    *end++ = '\n';
    const auto put = [this](const void* from, std::size_t count) {
        if (m_errno == 0 && std::fwrite(from, 1, count, m_file.get()) != count)
            m_errno = errno;
    };
    put(path.text().data(), path.text().size());
    put(size, static_cast<std::size_t>(end - size));
    if (data)
        put(data->data(), data->size());
    put("\n", 1);
    return m_errno == 0;
}

Result<void> TreeFile::close()
{
    if (std::fclose(m_file.release()) != 0 && m_errno == 0)
        m_errno = errno;
    if (m_errno != 0)
        return failure(Errc::io, "cannot write " + m_name + ": " + std::strerror(m_errno));
    return {};
}

} // namespace zs::bench
