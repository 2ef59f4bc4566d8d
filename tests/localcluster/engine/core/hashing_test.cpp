// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/core/child_set.h"
#include "localcluster/engine/core/crc32.h"
#include "tests/localcluster/engine/core/server_harness.h"

#include <gmock/gmock.h>
#include <random>

namespace zs::engine::test {
namespace {

    /// A tree whose tables have this key, and a way to change it.
    class Grown {
    public:
        explicit Grown(const HashKey& key) : m_tree(DataTree::Options{true, key}) {}

        Errc create(const std::string& path)
        {
            return apply(OpCode::create, CreateTxn{path, Bytes(), openAcl(), false, 0});
        }
        Errc remove(const std::string& path) { return apply(OpCode::remove, DeleteTxn{path}); }
        [[nodiscard]] DataTree& tree() { return m_tree; }
        [[nodiscard]] std::vector<std::string> childrenOf(const char* path)
        {
            std::vector<std::string> names;
            m_tree.find(path)->forEachChild(
                [&](const Node& child) { names.emplace_back(child.name()); });
            return names;
        }

    private:
        Errc apply(OpCode type, TxnBody body)
        {
            ++m_zxid.value;
            return m_tree.apply(TxnHeader{SessionId(1), 0, m_zxid, 0, type}, body).err;
        }

        DataTree m_tree;
        Zxid m_zxid;
    };

    std::string nameOf(std::uint64_t number) { return "n" + std::to_string(number); }

    TEST(Hashing, SipHashGivesThePublishedVectors)
    {
        // SipHash-1-3 of the bytes 00 01 … with the key 00 01 … 0f: the first of the vectors that
        // the reference implementation gives for these rounds.
        const HashKey key{0x0706050403020100ULL, 0x0f0e0d0c0b0a0908ULL};
        const std::string bytes("\x00\x01\x02\x03\x04\x05\x06\x07\x08", 9);
        EXPECT_EQ(keyedHash(key, {}), 0xabac0158050fc4dcULL);
        EXPECT_EQ(keyedHash(key, std::string_view(bytes).substr(0, 1)), 0xc9f49bf37d57ca93ULL);
        EXPECT_NE(keyedHash({}, "name"), keyedHash(key, "name"));
        EXPECT_NE(keyedHash(key, std::string_view(bytes).substr(0, 8)), keyedHash(key, bytes));
    }

    /// Bit by bit, from the polynomial alone.
    std::uint32_t slowCrc(ByteView bytes)
    {
        std::uint32_t crc = ~0u;
        for (const std::uint8_t byte : bytes) {
            crc ^= byte;
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0u);
        }
        return ~crc;
    }

    TEST(Hashing, CrcIsTheSameForEachLengthAndInPieces)
    {
        EXPECT_EQ(crc32(0, viewOf("123456789")), 0xcbf43926u) << "the published check value";
        std::mt19937_64 chance(5);
        Bytes bytes(300);
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(chance());
        for (std::size_t size = 0; size <= bytes.size(); ++size) {
            const ByteView all = ByteView(bytes).first(size);
            const std::uint32_t expected = slowCrc(all);
            ASSERT_EQ(crc32(0, all), expected) << size;
            const std::size_t cut = chance() % (size + 1);
            ASSERT_EQ(crc32(crc32(0, all.first(cut)), all.subspan(cut)), expected) << size;
        }
    }

    TEST(Hashing, CrcOfADigestIsThatOfItsBytes)
    {
        std::mt19937_64 chance(6);
        for (int round = 0; round < 100; ++round) {
            DigestWords words{};
            Bytes bytes;
            for (std::uint64_t& word : words) {
                word = chance();
                for (int i = 0; i < 8; ++i)
                    bytes.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
            }
            const auto before = static_cast<std::uint32_t>(chance());
            ASSERT_EQ(crc32(before, words), crc32(before, ByteView(bytes).subspan(4)));
        }
    }

    TEST(Hashing, NothingOfATreeDependsOnTheKey)
    {
        Grown one({}), other({0x1234, 0x5678});
        for (Grown* grown : {&one, &other}) {
            std::mt19937_64 chance(17);
            ASSERT_EQ(grown->create("/p"), Errc::ok);
            for (int step = 0; step < 20'000; ++step) {
                const std::string path = "/p/" + nameOf(chance() % 700);
                // More creates at first, more deletes later: the table grows and shrinks.
                if (chance() % 20'000 > std::uint64_t(step))
                    static_cast<void>(grown->create(path));
                else
                    static_cast<void>(grown->remove(path));
            }
        }
        EXPECT_EQ(one.childrenOf("/p"), other.childrenOf("/p"));
        EXPECT_EQ(one.tree().digest(), other.tree().digest());
        std::vector<std::string> walked;
        for (TreeWalk walk(one.tree()); walk.next();)
            walked.emplace_back(walk.path());
        for (TreeWalk walk(other.tree()); walk.next(); walked.erase(walked.begin()))
            ASSERT_EQ(walk.path(), walked.front());
    }

    TEST(Hashing, ChildrenAreFoundWhateverWasAddedAndTakenAway)
    {
        Grown grown({7, 7});
        ASSERT_EQ(grown.create("/p"), Errc::ok);
        std::set<std::string> expected;
        std::mt19937_64 chance(3);
        for (int step = 0; step < 30'000; ++step) {
            const std::string name = nameOf(chance() % 300);
            const bool isThere = expected.contains(name);
            if (chance() % 2 == 0) {
                ASSERT_EQ(grown.create("/p/" + name), isThere ? Errc::nodeExists : Errc::ok);
                expected.insert(name);
            } else {
                ASSERT_EQ(grown.remove("/p/" + name), isThere ? Errc::ok : Errc::noNode);
                expected.erase(name);
            }
            if (step % 1000 == 0) {
                std::vector<std::string> names = grown.childrenOf("/p");
                std::sort(names.begin(), names.end());
                ASSERT_EQ(names, std::vector<std::string>(expected.begin(), expected.end()));
            }
        }
    }

    /// Names that all begin at the same place of a table of `slots` for a known key.
    std::vector<std::string> crafted(const HashKey& key, std::uint32_t slots, std::size_t count)
    {
        std::vector<std::string> names;
        for (std::uint64_t number = 0; names.size() < count; ++number) {
            const std::uint64_t hash = keyedHash(key, nameOf(number));
            if ((static_cast<std::uint32_t>(hash ^ (hash >> 32)) & (slots - 1)) == 0)
                names.push_back(nameOf(number));
        }
        return names;
    }

    TEST(Hashing, NamesCraftedForOneKeyAreScatteredByAnother)
    {
        const HashKey known{}, secret{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL};
        constexpr std::uint32_t slots = 256;
        std::vector<std::size_t> places(slots);
        for (const std::string& name : crafted(known, slots, slots))
            ++places[keyedHash(secret, name) & (slots - 1)];
        // As many as places: a fair throw puts hardly more than a handful into one.
        EXPECT_LT(*std::max_element(places.begin(), places.end()), 10U);
    }

    TEST(Hashing, AnswersOfAServerDoNotDependOnItsKey)
    {
        ServerSettings seeded;
        seeded.hashKey = {99, 12345};
        ServerHarness one, other(seeded);
        for (ServerHarness* harness : {&one, &other}) {
            const ConnectionId client = harness->openSession();
            ASSERT_EQ(harness->create(client, "/p"), Errc::ok);
            for (int i = 0; i < 100; ++i) {
                ASSERT_EQ(harness->create(client, "/p/" + nameOf(i * 37u)), Errc::ok);
                const WatchingPathRequest exists{Path("/p/" + nameOf(i * 91u)), false};
                static_cast<void>(harness->call(client, OpCode::exists, exists));
            }
        }
        const auto names = [](ServerHarness& harness) {
            const ConnectionId client = harness.openSession();
            const WatchingPathRequest parent{Path("/p"), false};
            return harness.call(client, OpCode::getChildren, parent).as<NamesResponse>().names;
        };
        EXPECT_EQ(names(one), names(other));
    }

} // namespace
} // namespace zs::engine::test
