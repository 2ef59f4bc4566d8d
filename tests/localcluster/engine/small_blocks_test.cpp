// SPDX-License-Identifier: Apache-2.0
// This program is linked with small_blocks.cpp, as zooscope-server is: its operator new is the one
// that is tested, and all of GoogleTest runs on it, too.
#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Piece {
    char* bytes;
    std::size_t sizeBytes;
    char mark;
};

Piece make(std::size_t sizeBytes, char mark)
{
    auto* bytes = static_cast<char*>(::operator new(sizeBytes));
    std::memset(bytes, mark, sizeBytes);
    return {bytes, sizeBytes, mark};
}

bool isIntact(const Piece& piece)
{
    for (std::size_t i = 0; i < piece.sizeBytes; ++i) {
        if (piece.bytes[i] != piece.mark)
            return false;
    }
    return true;
}

std::uintptr_t placeOf(const void* block) { return reinterpret_cast<std::uintptr_t>(block); }

TEST(SmallBlocks, TheLastOneGivenBackIsTheNextOneOfItsSize)
{
    for (const std::size_t sizeBytes : {1, 8, 24, 25, 40, 100, 520}) {
        void* first = ::operator new(sizeBytes);
        void* other = ::operator new(sizeBytes);
        const std::uintptr_t firstAt = placeOf(first);
        const std::uintptr_t otherAt = placeOf(other);
        ::operator delete(first, sizeBytes);
        ::operator delete(other, sizeBytes);
        void* again = ::operator new(sizeBytes);
        void* last = ::operator new(sizeBytes);
        EXPECT_EQ(placeOf(again), otherAt) << sizeBytes;
        EXPECT_EQ(placeOf(last), firstAt) << sizeBytes;
        ::operator delete(again, sizeBytes);
        ::operator delete(last, sizeBytes);
    }
}

TEST(SmallBlocks, BlocksAreAlignedForEveryType)
{
    for (std::size_t sizeBytes = 0; sizeBytes < 600; ++sizeBytes) {
        void* block = ::operator new(sizeBytes);
        EXPECT_EQ(placeOf(block) % alignof(std::max_align_t), 0U);
        ::operator delete(block, sizeBytes);
    }
}

TEST(SmallBlocks, NoTwoBlocksShareBytesWhateverIsGivenBackAndHow)
{
    std::mt19937 random(7);
    std::vector<Piece> pieces;
    for (int step = 0; step < 200'000; ++step) {
        if (pieces.empty() || random() % 2 == 0) {
            pieces.push_back(make(random() % 600, static_cast<char>(random())));
            continue;
        }
        std::swap(pieces[random() % pieces.size()], pieces.back());
        const Piece piece = pieces.back();
        pieces.pop_back();
        ASSERT_TRUE(isIntact(piece));
        if (random() % 4 == 0)
            ::operator delete(piece.bytes); // As foreign code may, which knows no size.
        else
            ::operator delete(piece.bytes, piece.sizeBytes);
    }
    for (const Piece& piece : pieces) {
        EXPECT_TRUE(isIntact(piece));
        ::operator delete(piece.bytes, piece.sizeBytes);
    }
}

TEST(SmallBlocks, BlocksMayBeGivenBackOnAnotherThreadThatEnds)
{
    for (int round = 0; round < 20; ++round) {
        std::vector<std::unique_ptr<std::string>> texts;
        for (int i = 0; i < 10'000; ++i)
            texts.push_back(std::make_unique<std::string>(std::string(i % 400, 'x')));
        std::thread([moved = std::move(texts)]() mutable {
            for (std::size_t i = 0; i < moved.size(); ++i)
                ASSERT_EQ(moved[i]->size(), i % 400);
            moved.clear();
        }).join();
    }
}

} // namespace
