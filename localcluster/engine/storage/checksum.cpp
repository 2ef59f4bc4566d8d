// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/checksum.h"

#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace zs::engine::storage {

namespace {

#if defined(__x86_64__)
    constexpr std::uint32_t modulus = 65521;
    constexpr std::size_t stepBytes = 32;
    /// So many steps cannot overflow 32 bits in any lane, nor in their sums (zlib's NMAX).
    constexpr std::size_t stepsBetweenModulo = 5552 / stepBytes;

    [[gnu::target("avx2")]] inline std::uint32_t sumOfLanes(__m256i lanes)
    {
        alignas(32) std::uint32_t values[8];
        _mm256_store_si256(reinterpret_cast<__m256i*>(values), lanes);
        std::uint32_t sum = 0;
        for (const std::uint32_t value : values)
            sum += value;
        return sum;
    }

    /// The two sums of Adler-32 over whole steps of 32 bytes: `low` adds the bytes up, `high` adds
    /// up `low` after each byte. Over one step high grows by 32 times low, and by each byte as
    /// often as it is counted: 32 times the first, once the last.
    [[gnu::target("avx2")]] std::uint32_t adlerOfSteps(
        std::uint32_t adler, const std::uint8_t* at, std::size_t steps)
    {
        const __m256i weights = _mm256_setr_epi8(32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20,
            19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        const __m256i zero = _mm256_setzero_si256();
        const __m256i ones = _mm256_set1_epi16(1);
        std::uint32_t low = adler & 0xffff;
        std::uint32_t high = adler >> 16;
        while (steps > 0) {
            const std::size_t now = steps < stepsBetweenModulo ? steps : stepsBetweenModulo;
            steps -= now;
            __m256i bytes = zero;    // Sum of the bytes, of this round.
            __m256i before = zero;   // Sum over the steps of the sum of the bytes before it.
            __m256i weighted = zero; // Sum of the weighted bytes within each step.
            for (std::size_t i = 0; i < now; ++i, at += stepBytes) {
                const __m256i step = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
                before = _mm256_add_epi32(before, bytes);
                bytes = _mm256_add_epi32(bytes, _mm256_sad_epu8(step, zero));
                weighted = _mm256_add_epi32(
                    weighted, _mm256_madd_epi16(_mm256_maddubs_epi16(step, weights), ones));
            }
            const std::uint64_t grown = high + std::uint64_t(low) * stepBytes * now
                + std::uint64_t(sumOfLanes(before)) * stepBytes + sumOfLanes(weighted);
            high = static_cast<std::uint32_t>(grown % modulus);
            low = (low + sumOfLanes(bytes)) % modulus;
        }
        return high << 16 | low;
    }

    bool hasAvx2()
    {
        static const bool has = __builtin_cpu_supports("avx2");
        return has;
    }
#endif

} // namespace

void Checksum::add(ByteView bytes)
{
#if defined(__x86_64__)
    if (bytes.size() >= 4 * stepBytes && hasAvx2()) {
        const std::size_t steps = bytes.size() / stepBytes;
        m_value = adlerOfSteps(m_value, bytes.data(), steps);
        bytes = bytes.subspan(steps * stepBytes);
    }
#endif
    m_value = static_cast<std::uint32_t>(::adler32_z(m_value, bytes.data(), bytes.size()));
}

std::uint32_t adler32(ByteView bytes)
{
    Checksum sum;
    sum.add(bytes);
    return sum.value();
}

} // namespace zs::engine::storage
