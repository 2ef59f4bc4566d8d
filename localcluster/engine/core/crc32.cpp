// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/crc32.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

    /// Without the inversions at the start and at the end.
    std::uint32_t byTables(std::uint32_t crc, const std::uint8_t* at, std::size_t left)
    {
        // Eight bytes a step ("slicing by 8"); assembling the words by shifts keeps it free of
        // endianness.
        for (; left >= 8; left -= 8, at += 8) {
            const std::uint32_t low = crc
                ^ (std::uint32_t(at[0]) | std::uint32_t(at[1]) << 8 | std::uint32_t(at[2]) << 16
                    | std::uint32_t(at[3]) << 24);
            const std::uint32_t high = std::uint32_t(at[4]) | std::uint32_t(at[5]) << 8
                | std::uint32_t(at[6]) << 16 | std::uint32_t(at[7]) << 24;
            crc = tables[7][low & 0xff] ^ tables[6][(low >> 8) & 0xff]
                ^ tables[5][(low >> 16) & 0xff] ^ tables[4][low >> 24] ^ tables[3][high & 0xff]
                ^ tables[2][(high >> 8) & 0xff] ^ tables[1][(high >> 16) & 0xff]
                ^ tables[0][high >> 24];
        }
        for (; left > 0; --left, ++at)
            crc = (crc >> 8) ^ tables[0][(crc ^ *at) & 0xff];
        return crc;
    }

#if defined(__x86_64__)
    /// x to the power `exponent` modulo the polynomial, mirrored as carry-less multiplication of
    /// mirrored operands wants it.
    constexpr long long mirroredPowerOfX(int exponent)
    {
        std::uint32_t power = 1;
        for (int i = 0; i < exponent; ++i)
            power = (power << 1) ^ ((power >> 31) ? 0x04c11db7u : 0u);
        std::uint32_t mirrored = 0;
        for (int bit = 0; bit < 32; ++bit)
            mirrored |= ((power >> bit) & 1u) << (31 - bit);
        return static_cast<long long>(std::uint64_t(mirrored) << 1);
    }
    template <int exponent>
    constexpr long long powerOfX = mirroredPowerOfX(exponent);

    constexpr std::size_t laneBytes = 16;
    constexpr std::size_t foldBytes = 4 * laneBytes;
    constexpr std::size_t fewestBytes = 2 * laneBytes; ///< For fewer the tables are as quick.

    /// `lane` moved on by the distance that `powers` are for, plus what stands there.
    [[gnu::target("pclmul,sse4.1")]] inline __m128i fold(
        __m128i lane, __m128i powers, __m128i next)
    {
        return _mm_xor_si128(next,
            _mm_xor_si128(_mm_clmulepi64_si128(lane, powers, 0x00),
                _mm_clmulepi64_si128(lane, powers, 0x11)));
    }
    [[gnu::target("pclmul,sse4.1")]] inline __m128i laneAt(const std::uint8_t* from)
    {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    }
    /// By the length of one lane.
    [[gnu::target("pclmul,sse4.1")]] inline __m128i powersOfLane()
    {
        return _mm_set_epi64x(powerOfX<128 - 32>, powerOfX<128 + 32>);
    }
    /// The lane stands for all before it; the end is left to the tables.
    [[gnu::target("pclmul,sse4.1")]] inline std::uint32_t finish(
        __m128i lane, const std::uint8_t* at, std::size_t left)
    {
        for (; left >= laneBytes; at += laneBytes, left -= laneBytes)
            lane = fold(lane, powersOfLane(), laneAt(at));
        alignas(laneBytes) std::uint8_t bytes[laneBytes];
        _mm_store_si128(reinterpret_cast<__m128i*>(bytes), lane);
        return byTables(byTables(0, bytes, laneBytes), at, left);
    }

    /// Four lanes of 128 bits are carried over the bytes by multiplication in GF(2) (Gopal et al.,
    /// "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ"), then folded into one, whose
    /// 16 bytes stand for all before them; ten times the speed of the tables. Fewer than
    /// `foldBytes` take one lane. From `laneBytes` on.
    [[gnu::target("pclmul,sse4.1")]] std::uint32_t byMultiplication(
        std::uint32_t crc, const std::uint8_t* at, std::size_t left)
    {
        __m128i lane0 = _mm_xor_si128(laneAt(at), _mm_cvtsi32_si128(static_cast<int>(crc)));
        if (left < foldBytes)
            return finish(lane0, at + laneBytes, left - laneBytes);
        __m128i lane1 = laneAt(at + laneBytes);
        __m128i lane2 = laneAt(at + 2 * laneBytes);
        __m128i lane3 = laneAt(at + 3 * laneBytes);
        const __m128i byFour = _mm_set_epi64x(powerOfX<512 - 32>, powerOfX<512 + 32>);
        for (at += foldBytes, left -= foldBytes; left >= foldBytes;
             at += foldBytes, left -= foldBytes) {
            lane0 = fold(lane0, byFour, laneAt(at));
            lane1 = fold(lane1, byFour, laneAt(at + laneBytes));
            lane2 = fold(lane2, byFour, laneAt(at + 2 * laneBytes));
            lane3 = fold(lane3, byFour, laneAt(at + 3 * laneBytes));
        }
        lane0 = fold(lane0, powersOfLane(), lane1);
        lane0 = fold(lane0, powersOfLane(), lane2);
        lane0 = fold(lane0, powersOfLane(), lane3);
        return finish(lane0, at, left);
    }

    /// Zeros in front change nothing, and what came before is a summand of the first four bytes: so
    /// these are four whole lanes. They are put together in registers, for a lane that is loaded
    /// from where two words were just written has to wait for them.
    [[gnu::target("pclmul,sse4.1")]] std::uint32_t byMultiplication(
        std::uint32_t crc, const DigestWords& words)
    {
        const auto lane = [&words](std::size_t at) {
            return _mm_set_epi64x(
                static_cast<long long>(words[at + 1]), static_cast<long long>(words[at]));
        };
        const std::uint64_t first
            = (words[0] >> 32 << 32) ^ (static_cast<std::uint64_t>(crc) << 32);
        __m128i all = _mm_set_epi64x(
            static_cast<long long>(words[1]), static_cast<long long>(first));
        all = fold(all, powersOfLane(), lane(2));
        all = fold(all, powersOfLane(), lane(4));
        all = fold(all, powersOfLane(), lane(6));
        return finish(all, nullptr, 0);
    }

    bool canMultiply()
    {
        static const bool can
            = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
        return can;
    }
#endif

} // namespace

std::uint32_t crc32(std::uint32_t crc, ByteView bytes)
{
#if defined(__x86_64__)
    if (bytes.size() >= fewestBytes && canMultiply())
        return ~byMultiplication(~crc, bytes.data(), bytes.size());
#endif
    return ~byTables(~crc, bytes.data(), bytes.size());
}

std::uint32_t crc32(std::uint32_t crc, const DigestWords& words)
{
#if defined(__x86_64__)
    if (canMultiply())
        return ~byMultiplication(~crc, words);
#endif
    std::uint8_t bytes[sizeof(DigestWords)];
    for (std::size_t i = 0; i < sizeof bytes; ++i)
        bytes[i] = static_cast<std::uint8_t>(words[i / 8] >> (8 * (i % 8)));
    return ~byTables(~crc, bytes + 4, sizeof bytes - 4);
}

} // namespace zs::engine
