// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/crc32.h"

#include <array>
#include <cstring>

namespace zs::engine {

namespace {

    constexpr std::size_t slices = 8;
    using Tables = std::array<std::array<std::uint32_t, 256>, slices>;

    constexpr Tables makeTables()
    {
        Tables tables{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1) ^ ((value & 1) ? 0xedb88320u : 0u);
            tables[0][i] = value;
        }
        for (std::uint32_t i = 0; i < 256; ++i) {
            for (std::size_t t = 1; t < slices; ++t) {
                const std::uint32_t before = tables[t - 1][i];
                tables[t][i] = (before >> 8) ^ tables[0][before & 0xff];
            }
        }
        return tables;
    }
    constexpr Tables tables = makeTables();

} // namespace

std::uint32_t crc32(std::uint32_t crc, ByteView bytes)
{
    crc = ~crc;
    const std::uint8_t* at = bytes.data();
    std::size_t left = bytes.size();
    // Eight bytes a step ("slicing by 8"); assembling the words by shifts keeps it free of
    // endianness.
    for (; left >= 8; left -= 8, at += 8) {
        const std::uint32_t low = crc
            ^ (std::uint32_t(at[0]) | std::uint32_t(at[1]) << 8 | std::uint32_t(at[2]) << 16
                | std::uint32_t(at[3]) << 24);
        const std::uint32_t high = std::uint32_t(at[4]) | std::uint32_t(at[5]) << 8
            | std::uint32_t(at[6]) << 16 | std::uint32_t(at[7]) << 24;
        crc = tables[7][low & 0xff] ^ tables[6][(low >> 8) & 0xff] ^ tables[5][(low >> 16) & 0xff]
            ^ tables[4][low >> 24] ^ tables[3][high & 0xff] ^ tables[2][(high >> 8) & 0xff]
            ^ tables[1][(high >> 16) & 0xff] ^ tables[0][high >> 24];
    }
    for (; left > 0; --left, ++at)
        crc = (crc >> 8) ^ tables[0][(crc ^ *at) & 0xff];
    return ~crc;
}

} // namespace zs::engine
