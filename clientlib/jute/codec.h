// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/path.h"
#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"

#include <type_traits>
#include <vector>

namespace zs::jute {

/// A record lists its members once, in wire order, in a static `fields(r)`; reader, writer and the
/// bound on vector counts are all derived from that list.
template <class T>
concept Record = requires(T& r) { T::fields(r); };

/// Marks a string member whose null on the wire is read as the empty string. Used where Apache
/// treats null like any other invalid value (schemes and ids of ACLs).
template <class S>
struct NullAsEmpty {
    S& text;
};
template <class S>
NullAsEmpty(S&) -> NullAsEmpty<S>;

// ---- the least number of bytes that a value takes -------------------------------------------

template <class T>
struct Least;

template <class... F>
constexpr std::size_t leastOfFields(std::type_identity<std::tuple<F...>>)
{
    return (std::size_t(0) + ... + Least<std::remove_cvref_t<F>>::bytes);
}
template <class T>
struct Least {
    static constexpr std::size_t bytes = [] {
        if constexpr (std::is_same_v<T, bool>)
            return std::size_t(1);
        else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            return sizeof(T);
        else if constexpr (Record<T>)
            return leastOfFields(std::type_identity<decltype(T::fields(std::declval<T&>()))>());
        else
            return std::size_t(4); // Strings, buffers and vectors: at least their length.
    }();
};

// ---- reading --------------------------------------------------------------------------------

inline void read(Reader& in, bool& value) { value = in.boolean(); }
template <std::integral T>
void read(Reader& in, T& value)
{
    value = in.number<T>();
}
template <class T>
    requires std::is_enum_v<T>
void read(Reader& in, T& value)
{
    value = static_cast<T>(in.number<std::underlying_type_t<T>>());
}
inline void read(Reader& in, Bytes& value)
{
    const auto bytes = in.buffer();
    if (!bytes)
        in.fail("a buffer is null");
    else
        value.assign(bytes->begin(), bytes->end());
}
inline void read(Reader& in, std::optional<Bytes>& value)
{
    value.reset();
    if (const auto bytes = in.buffer())
        value.emplace(bytes->begin(), bytes->end());
}
inline void read(Reader& in, std::string& value)
{
    const auto bytes = in.buffer();
    if (!bytes)
        in.fail("a string is null");
    else
        value = textOf(*bytes);
}
inline void read(Reader& in, std::optional<std::string>& value)
{
    value.reset();
    if (const auto bytes = in.buffer())
        value.emplace(textOf(*bytes));
}
template <class S>
void read(Reader& in, NullAsEmpty<S> value)
{
    const auto bytes = in.buffer();
    value.text = bytes ? textOf(*bytes) : std::string_view();
}
inline void read(Reader& in, Path& value)
{
    std::string text;
    read(in, text);
    value = Path(std::move(text));
}
template <Record T>
void read(Reader& in, T& record);
template <class T>
void read(Reader& in, std::vector<T>& values)
{
    const std::size_t count = in.count(Least<T>::bytes);
    values.clear();
    values.reserve(count);
    for (std::size_t i = 0; i < count && in.ok(); ++i)
        read(in, values.emplace_back());
}
template <Record T>
void read(Reader& in, T& record)
{
    std::apply([&](auto&&... field) { (read(in, field), ...); }, T::fields(record));
}

/// Reads one record from the start of `bytes`. Bytes behind it are ignored, as Apache ignores
/// them. Fails: marshalling.
template <class T>
[[nodiscard]] Result<T> decode(ByteView bytes)
{
    Reader in(bytes);
    T record;
    read(in, record);
    if (!in.ok())
        return tl::unexpected(in.error());
    return record;
}

// ---- writing --------------------------------------------------------------------------------

inline void write(Writer& out, bool value) { out.boolean(value); }
template <std::integral T>
void write(Writer& out, T value)
{
    out.number(value);
}
template <class T>
    requires std::is_enum_v<T>
void write(Writer& out, T value)
{
    out.number(static_cast<std::underlying_type_t<T>>(value));
}
inline void write(Writer& out, const Bytes& value) { out.buffer(value); }
inline void write(Writer& out, const std::optional<Bytes>& value)
{
    if (value)
        out.buffer(*value);
    else
        out.null();
}
inline void write(Writer& out, const std::string& value) { out.buffer(viewOf(value)); }
inline void write(Writer& out, const std::optional<std::string>& value)
{
    if (value)
        out.buffer(viewOf(*value));
    else
        out.null();
}
template <class S>
void write(Writer& out, NullAsEmpty<S> value)
{
    out.buffer(viewOf(value.text));
}
inline void write(Writer& out, const Path& value) { out.buffer(viewOf(value.text())); }
template <Record T>
void write(Writer& out, const T& record);
template <class T>
void write(Writer& out, const std::vector<T>& values)
{
    out.length(values.size());
    for (const T& value : values)
        write(out, value);
}
template <Record T>
void write(Writer& out, const T& record)
{
    std::apply([&](auto&&... field) { (write(out, field), ...); }, T::fields(record));
}

/// The record's bytes, without a frame.
template <class T>
[[nodiscard]] Bytes encode(const T& record)
{
    Bytes bytes;
    Writer out(bytes);
    write(out, record);
    return bytes;
}

/// Appends a frame (int length, then the records in order) to `out`.
template <class... T>
void appendFrame(Bytes& out, const T&... records)
{
    Writer writer(out);
    const std::size_t start = writer.size();
    writer.length(0);
    (write(writer, records), ...);
    writer.patch(start, writer.size() - start - 4);
}

} // namespace zs::jute
