// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/timeline/picture.h"

#include <concepts>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

/// Records with `fields` as bytes and back, for key frames and outlines: integers as varints,
/// lists with their count. The reader trusts no byte: counts are compared with what is there
/// before memory is taken, and enums with their names.
namespace zs::timeline {

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires(E e) { namesOf(e); };
template <class T>
concept FieldRecord = std::is_class_v<T> && requires(T& r) { T::fields(r); };

class RecordWriter {
public:
    [[nodiscard]] std::string take() { return std::move(m_out); }

    void put(bool value) { m_out.push_back(value ? '\1' : '\0'); }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    void put(T value)
    {
        const auto raw = static_cast<std::int64_t>(value);
        putVarint((static_cast<std::uint64_t>(raw) << 1) ^ static_cast<std::uint64_t>(raw >> 63));
    }
    template <class E>
        requires std::is_enum_v<E>
    void put(E value) { m_out.push_back(static_cast<char>(value)); }
    void put(Instant value) { put(value.time_since_epoch().count()); }
    void put(const std::string& text)
    {
        putVarint(text.size());
        m_out.append(text);
    }
    template <class T>
    void put(const std::optional<T>& value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <class T>
    void put(const std::vector<T>& values)
    {
        putVarint(values.size());
        for (const T& value : values)
            put(value);
    }
    template <FieldRecord T>
    void put(const T& record)
    {
        std::apply([this](const auto&... f) { (this->putField(f), ...); }, T::fields(record));
    }

private:
    template <class F>
    void putField(const F& field)
    {
        if constexpr (requires { field.name; field.value; })
            put(field.value);
        else
            put(field);
    }
    void putVarint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_out.push_back(static_cast<char>(value | 0x80));
        m_out.push_back(static_cast<char>(value));
    }

    std::string m_out;
};

/// Once a value is malformed, `good` is false and all that follows reads as zeros.
class RecordReader {
public:
    explicit RecordReader(std::string_view bytes) : m_rest(bytes) {}

    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    void get(bool& value)
    {
        const unsigned char raw = byte();
        value = raw == 1;
        m_good = m_good && raw <= 1;
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    void get(T& value)
    {
        const std::uint64_t raw = varint();
        value = static_cast<T>(static_cast<std::int64_t>((raw >> 1) ^ (~(raw & 1) + 1)));
    }
    template <class E>
        requires std::is_enum_v<E>
    void get(E& value)
    {
        const unsigned char raw = byte();
        m_good = m_good && raw < sizeOf(value);
        value = m_good ? static_cast<E>(raw) : E{};
    }
    void get(Instant& value)
    {
        std::int64_t ns = 0;
        get(ns);
        m_good = m_good && ns >= 0 && ns <= maxNs; // So that differences cannot overflow.
        value = Instant(Instant::duration(m_good ? ns : 0));
    }
    void get(std::string& text)
    {
        const std::size_t size = count();
        text.assign(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
    }
    template <class T>
    void get(std::optional<T>& value)
    {
        bool there = false;
        get(there);
        if (there)
            get(value.emplace());
        else
            value.reset();
    }
    template <class T>
    void get(std::vector<T>& values)
    {
        values.clear();
        // Each item takes a byte at least, so memory follows what is really there.
        for (std::size_t n = count(); n > 0 && m_good; --n)
            get(values.emplace_back());
    }
    template <FieldRecord T>
    void get(T& record)
    {
        std::apply([this](auto&&... f) { (this->getField(f), ...); }, T::fields(record));
    }

private:
    template <NamedEnum E>
    static constexpr std::size_t sizeOf(E value) { return namesOf(value).size(); }
    template <class E>
    static constexpr std::size_t sizeOf(E value) { return countOf(value); }

    template <class F>
    void getField(F& field)
    {
        if constexpr (requires { field.name; field.value; })
            get(field.value);
        else
            get(field);
    }
    unsigned char byte()
    {
        if (m_rest.empty()) {
            m_good = false;
            return 0;
        }
        const auto value = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const unsigned char part = byte();
            value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        m_good = false;
        return 0;
    }
    std::size_t count()
    {
        const std::uint64_t value = varint();
        if (value > m_rest.size())
            m_good = false;
        return m_good ? static_cast<std::size_t>(value) : 0;
    }

    std::string_view m_rest;
    bool m_good = true;
};

} // namespace zs::timeline
