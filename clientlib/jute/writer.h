// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/expect.h"

#include <concepts>
#include <cstring>
#include <limits>
#include <optional>

namespace zs::jute {

/// Appends jute values to a buffer that the caller owns and keeps alive.
class Writer {
public:
    explicit Writer(Bytes& out) : m_out(out) {}

    template <std::integral T>
    void number(T value)
    {
        if constexpr (sizeof(T) == 8)
            value = static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
        else if constexpr (sizeof(T) == 4)
            value = static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
        append(&value, sizeof(T));
    }
    void boolean(bool value) { number<std::uint8_t>(value ? 1 : 0); }
    void length(std::size_t count)
    {
        ZS_EXPECT(count <= std::size_t(std::numeric_limits<std::int32_t>::max()));
        number(static_cast<std::int32_t>(count));
    }
    void buffer(ByteView bytes)
    {
        length(bytes.size());
        append(bytes.data(), bytes.size());
    }
    void null() { number<std::int32_t>(-1); }
    void raw(ByteView bytes) { append(bytes.data(), bytes.size()); }

    [[nodiscard]] std::size_t size() const { return m_out.size(); }
    /// Overwrites the four bytes at `at`, which were written before: a length known only later.
    void patch(std::size_t at, std::size_t value)
    {
        ZS_EXPECT(at + 4 <= m_out.size());
        ZS_EXPECT(value <= std::size_t(std::numeric_limits<std::int32_t>::max()));
        const std::uint32_t wire = __builtin_bswap32(static_cast<std::uint32_t>(value));
        std::memcpy(m_out.data() + at, &wire, sizeof wire);
    }

private:
    void append(const void* from, std::size_t sizeBytes)
    {
        const std::size_t at = m_out.size();
        m_out.resize(at + sizeBytes);
        if (sizeBytes != 0)
            std::memcpy(m_out.data() + at, from, sizeBytes);
    }

    Bytes& m_out;
};

} // namespace zs::jute
