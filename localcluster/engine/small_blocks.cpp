// SPDX-License-Identifier: Apache-2.0
//
// operator new and delete of the program that links this file: small blocks that are given back
// wait, by size, for the next one who asks. A server works in batches: thousands of requests come
// in and get memory, and only when their records are on disk is it given back. The cache in front
// of glibc's malloc holds seven blocks of a size, so that nearly all of these missed it; that took
// a third of the time of a create.
//
// Every block comes from malloc. So a delete that does not know the size gives it back to malloc,
// and nothing else that uses malloc is affected. Threads: each has its own; a block may be given
// back on another thread than the one that asked for it. Not for sanitizers, which replace malloc.
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

/// malloc's own sizes: 24, 40, 56, …
constexpr std::size_t stepBytes = 16;
constexpr std::size_t headerBytes = 8;
constexpr std::size_t kinds = 33; ///< The largest has 520 bytes.
/// Of one size in one thread.
constexpr std::size_t mostKeptBytes = std::size_t(256) << 10;

constexpr std::size_t kindOf(std::size_t sizeBytes)
{
    return sizeBytes <= headerBytes ? 1 : (sizeBytes + headerBytes - 1) / stepBytes;
}
constexpr std::size_t bytesOf(std::size_t kind) { return kind * stepBytes + headerBytes; }

struct Block {
    Block* next;
};

struct Shelf {
    Block* first = nullptr;
    std::size_t count = 0;
};

struct Cache {
    enum class State { fresh, open, closed };
    Shelf shelves[kinds];
    State state = State::fresh;
};

/// Trivially destructible, since it is used until the thread's very end.
constinit thread_local Cache cache;

/// Empties the cache when its thread ends.
struct Closing {
    Closing() { cache.state = Cache::State::open; }
    ~Closing()
    {
        cache.state = Cache::State::closed;
        for (Shelf& shelf : cache.shelves) {
            while (Block* block = shelf.first) {
                shelf.first = block->next;
                std::free(block);
            }
            shelf.count = 0;
        }
    }
};

/// True when blocks may be kept.
bool isOpen()
{
    if (cache.state == Cache::State::fresh) {
        static thread_local Closing closing;
    }
    return cache.state == Cache::State::open;
}

void* allocate(std::size_t sizeBytes)
{
    for (;;) {
        if (void* block = std::malloc(sizeBytes))
            return block;
        const std::new_handler handler = std::get_new_handler();
        if (!handler)
            throw std::bad_alloc();
        handler();
    }
}

} // namespace

void* operator new(std::size_t sizeBytes)
{
    const std::size_t kind = kindOf(sizeBytes);
    if (kind >= kinds)
        return allocate(sizeBytes);
    Shelf& shelf = cache.shelves[kind];
    if (Block* block = shelf.first) {
        shelf.first = block->next;
        --shelf.count;
        return block;
    }
    return allocate(bytesOf(kind));
}

void operator delete(void* block) noexcept { std::free(block); }

void operator delete(void* block, std::size_t sizeBytes) noexcept
{
    const std::size_t kind = kindOf(sizeBytes);
    if (!block || kind >= kinds || !isOpen()
        || cache.shelves[kind].count * bytesOf(kind) >= mostKeptBytes)
        return std::free(block);
    Shelf& shelf = cache.shelves[kind];
    shelf.first = new (block) Block{shelf.first};
    ++shelf.count;
}
