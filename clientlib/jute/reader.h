// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"

#include <concepts>
#include <cstring>
#include <optional>

namespace zs::jute {

/// Reads jute values (big-endian, length-prefixed; source: Apache jute BinaryInputArchive) from
/// borrowed bytes. Never reads past them and never allocates more than they can hold.
/// The first bad value makes the reader fail for good; what is read afterwards is zero or empty,
/// so a record is read to its end and checked once.
class Reader {
public:
    explicit Reader(ByteView bytes) : m_rest(bytes), m_sizeBytes(bytes.size()) {}

    [[nodiscard]] bool ok() const { return m_problem == nullptr; }
    /// What was wrong and where. Only when !ok().
    [[nodiscard]] Error error() const
    {
        return Error(Errc::marshalling,
            std::string(m_problem) + " at byte " + std::to_string(m_problemAt) + " of "
                + std::to_string(m_sizeBytes));
    }
    [[nodiscard]] std::size_t position() const { return m_sizeBytes - m_rest.size(); }
    [[nodiscard]] std::size_t remaining() const { return m_rest.size(); }
    [[nodiscard]] ByteView rest() const { return m_rest; }

    template <std::integral T>
    T number()
    {
        if (m_rest.size() < sizeof(T)) {
            fail("the bytes end inside a number");
            return 0;
        }
        T value;
        std::memcpy(&value, m_rest.data(), sizeof(T));
        m_rest = m_rest.subspan(sizeof(T));
        if constexpr (sizeof(T) == 8)
            return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
        else if constexpr (sizeof(T) == 4)
            return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
        else
            return value;
    }
    /// Any non-zero byte is true, as in Java.
    bool boolean() { return number<std::uint8_t>() != 0; }

    /// A buffer that the reader's bytes own; nullopt is jute's null (length -1).
    std::optional<ByteView> buffer()
    {
        const auto length = number<std::int32_t>();
        if (length == -1)
            return std::nullopt;
        if (length < 0 || static_cast<std::size_t>(length) > m_rest.size()) {
            fail("unreasonable length");
            return std::nullopt;
        }
        const ByteView bytes = m_rest.first(static_cast<std::size_t>(length));
        m_rest = m_rest.subspan(bytes.size());
        return bytes;
    }

    /// The count of a vector whose elements take at least `elementBytes` each: bounded by what
    /// the remaining bytes can hold, so that it is safe to reserve. Null counts as empty.
    std::size_t count(std::size_t elementBytes)
    {
        const auto count = number<std::int32_t>();
        if (count == -1)
            return 0;
        if (count < 0 || static_cast<std::size_t>(count) > m_rest.size() / elementBytes) {
            fail("unreasonable vector count");
            return 0;
        }
        return static_cast<std::size_t>(count);
    }

    void fail(const char* problem)
    {
        if (m_problem)
            return;
        m_problem = problem;
        m_problemAt = position();
        m_rest = {};
    }

private:
    ByteView m_rest;
    std::size_t m_sizeBytes;
    const char* m_problem = nullptr;
    std::size_t m_problemAt = 0;
};

} // namespace zs::jute
