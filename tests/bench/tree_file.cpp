// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/tree_file.h"

#include <cerrno>
#include <charconv>
#include <cstring>

namespace zs::bench {

namespace {

    /// Seldom written, and no more of the processor's cache than that takes.
    constexpr std::size_t bufferBytes = 64 * 1024;

} // namespace

Result<void> TreeFile::open(const char* name)
{
    m_name = name;
    m_file.reset(std::fopen(name, "wbe"));
    if (!m_file)
        return failure(Errc::io, "cannot write " + m_name + ": " + std::strerror(errno));
    (void)std::setvbuf(m_file.get(), nullptr, _IONBF, 0);
    m_buffer.reserve(bufferBytes);
    return {};
}

void TreeFile::flush()
{
    if (m_errno == 0 && !m_buffer.empty()
        && std::fwrite(m_buffer.data(), 1, m_buffer.size(), m_file.get()) != m_buffer.size())
        m_errno = errno;
    m_buffer.clear();
}

void TreeFile::put(const void* from, std::size_t count)
{
    if (m_buffer.size() + count > bufferBytes)
        flush();
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    m_buffer.insert(m_buffer.end(), bytes, bytes + count);
}

bool TreeFile::add(const Path& path, const std::optional<Bytes>& data)
{
    char size[24];
    size[0] = '\t';
    const long long bytes = data ? static_cast<long long>(data->size()) : -1;
    char* end = std::to_chars(size + 1, size + sizeof size - 1, bytes).ptr;
    *end++ = '\n';
    put(path.text().data(), path.text().size());
    put(size, static_cast<std::size_t>(end - size));
    if (data)
        put(data->data(), data->size());
    put("\n", 1);
    return m_errno == 0;
}

Result<void> TreeFile::close()
{
    flush();
    if (std::fclose(m_file.release()) != 0 && m_errno == 0)
        m_errno = errno;
    if (m_errno != 0)
        return failure(Errc::io, "cannot write " + m_name + ": " + std::strerror(m_errno));
    return {};
}

} // namespace zs::bench
