// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/keyed_hash.h"

#include <bit>
#include <cstring>

namespace zs::engine {

namespace {

    struct State {
        std::uint64_t a, b, c, d;

        void round()
        {
            a += b;
            b = std::rotl(b, 13) ^ a;
            a = std::rotl(a, 32);
            c += d;
            d = std::rotl(d, 16) ^ c;
            a += d;
            d = std::rotl(d, 21) ^ a;
            c += b;
            b = std::rotl(b, 17) ^ c;
            c = std::rotl(c, 32);
        }
        void mix(std::uint64_t word)
        {
            d ^= word;
            round();
            a ^= word;
        }
    };

    static_assert(std::endian::native == std::endian::little, "words are read as they lie");

} // namespace

std::uint64_t keyedHash(const HashKey& key, std::string_view text)
{
    State state{key.low ^ 0x736f6d6570736575ULL, key.high ^ 0x646f72616e646f6dULL,
        key.low ^ 0x6c7967656e657261ULL, key.high ^ 0x7465646279746573ULL};
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        state.mix(word);
    }
    std::uint64_t last = std::uint64_t(text.size()) << 56;
    for (std::size_t i = 0; i < left; ++i)
        last |= std::uint64_t(static_cast<unsigned char>(at[i])) << (8 * i);
    state.mix(last);
    state.c ^= 0xff;
    state.round();
    state.round();
    state.round();
    return state.a ^ state.b ^ state.c ^ state.d;
}

} // namespace zs::engine
