// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/jute/writer.h"

#include <array>
#include <concepts>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>

namespace zs::engine {

/// A record of numbers alone, such as Stat: as jute::write has it, but put together first and
/// appended in one piece. Field by field it took an eighth of a write's instructions.
template <class Record>
void writeFixed(jute::Writer& out, const Record& record);

namespace fixed_record {

    template <class T>
    [[nodiscard]] constexpr auto numberOf(const T& field)
    {
        if constexpr (std::integral<T>)
            return field;
        else if constexpr (std::is_enum_v<T>)
            return static_cast<std::underlying_type_t<T>>(field);
        else
            return field.value; // An id.
    }
    template <class T>
    using Number = decltype(numberOf(std::declval<const T&>()));

    template <class... T>
    [[nodiscard]] consteval std::size_t sizeOf(const std::tuple<T...>*)
    {
        return (sizeof(Number<std::decay_t<T>>) + ...);
    }

    template <class T>
    void put(std::uint8_t*& at, const T& field)
    {
        auto number = numberOf(field);
        static_assert(sizeof number == 4 || sizeof number == 8);
        if constexpr (sizeof number == 8)
            number = static_cast<decltype(number)>(
                __builtin_bswap64(static_cast<std::uint64_t>(number)));
        else
            number = static_cast<decltype(number)>(
                __builtin_bswap32(static_cast<std::uint32_t>(number)));
        std::memcpy(at, &number, sizeof number);
        at += sizeof number;
    }

} // namespace fixed_record

template <class Record>
void writeFixed(jute::Writer& out, const Record& record)
{
    using Fields = decltype(Record::fields(record));
    std::array<std::uint8_t, fixed_record::sizeOf(static_cast<const Fields*>(nullptr))> bytes;
    std::uint8_t* at = bytes.data();
    std::apply([&](const auto&... field) { (fixed_record::put(at, field), ...); },
        Record::fields(record));
    out.raw(bytes);
}

} // namespace zs::engine
