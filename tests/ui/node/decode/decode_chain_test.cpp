// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/decode/decode_chain.h"

#include "tests/ui/node/decode/vectors.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::vector;
using testing::ElementsAre;
using testing::IsEmpty;

std::string text(const Bytes& bytes) { return std::string(textOf(bytes)); }

struct Vector {
    const char* file;
    std::vector<Codec> codecs;
};
void PrintTo(const Vector& packed, std::ostream* out) { *out << packed.file; }

class ByOtherTools : public testing::TestWithParam<Vector> {};

TEST_P(ByOtherTools, IsUnpackedAndUnchangedContentGivesTheVerySameBytes)
{
    const Bytes stored = vector(GetParam().file);
    const DecodeChain chain = DecodeChain::detect(stored);
    EXPECT_EQ(chain.codecs(), GetParam().codecs);
    EXPECT_EQ(text(chain.content()), text(vector("plain.json")));
    EXPECT_FALSE(chain.failure());
    EXPECT_EQ(chain.pack(chain.content()), stored);
    EXPECT_EQ(chain.fixedLayer(), nullptr);
}

TEST_P(ByOtherTools, ChangedContentIsPackedInTheSameWay)
{
    const DecodeChain chain = DecodeChain::detect(vector(GetParam().file));
    std::string changed = text(chain.content());
    changed.replace(changed.find("payments"), 8, "PAYMENTS AND MORE");
    for (const std::string& content : {changed, std::string(200'000, 'x'), std::string()}) {
        const auto again
            = DecodeChain::open(chain.pack(viewOf(content)), GetParam().codecs);
        ASSERT_TRUE(again) << content.size();
        EXPECT_EQ(text(again->content()), content);
        EXPECT_EQ(again->fixedLayer(), nullptr);
    }
}

TEST_P(ByOtherTools, EveryCutIsToldAndNeverReadBeyond)
{
    const Bytes stored = vector(GetParam().file);
    for (std::size_t size = 0; size < stored.size(); ++size) {
        const Bytes cut(stored.begin(), stored.begin() + static_cast<std::ptrdiff_t>(size));
        const DecodeChain chain = DecodeChain::detect(cut);
        EXPECT_EQ(chain.pack(chain.content()), cut) << size;
        (void)DecodeChain::open(cut, GetParam().codecs);
    }
}

TEST_P(ByOtherTools, OneFlippedBitNeverGoesUnnoticedWhereThereIsAChecksum)
{
    const Codec codec = GetParam().codecs.front();
    if (codec == Codec::base64 || codec == Codec::snappyRaw || codec == Codec::snappyJava)
        return; // They have none; the tests above tell that nothing worse happens.
    const Bytes stored = vector(GetParam().file);
    const Bytes plain = vector("plain.json");
    const std::string name = GetParam().file;
    for (std::size_t at = 0; at < stored.size() && name != "cli-19.zst"; ++at) {
        Bytes damaged = stored;
        damaged[at] ^= 0x10;
        const auto opened = DecodeChain::open(damaged, GetParam().codecs);
        if (opened) { // A bit of a header only.
            EXPECT_EQ(text(opened->content()), text(plain)) << at;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Vectors, ByOtherTools,
    testing::Values(Vector{"python.gz", {Codec::gzip}}, Vector{"cli.gz", {Codec::gzip}},
        Vector{"python.zlib", {Codec::zlib}}, Vector{"python-9.zlib", {Codec::zlib}},
        Vector{"python.base64", {Codec::base64}}, Vector{"python-mime.base64", {Codec::base64}},
        Vector{"python-gzip.base64", {Codec::base64, Codec::gzip}},
        Vector{"cli.zst", {Codec::zstd}}, Vector{"cli-19.zst", {Codec::zstd}},
        Vector{"stream.zst", {Codec::zstd}}, Vector{"cli.lz4", {Codec::lz4}},
        Vector{"sized.lz4", {Codec::lz4}}, Vector{"framed.snappy", {Codec::snappyFramed}},
        Vector{"java-framed.snappy", {Codec::snappyFramed}},
        Vector{"raw.snappy", {Codec::snappyRaw}}, Vector{"java.snappy", {Codec::snappyJava}}));

TEST(DecodeChain, LeavesAloneWhatIsNotPacked)
{
    using namespace std::string_view_literals;
    for (const std::string_view plain : {""sv, "{\"a\": 1}"sv, "payments"sv, "localhost1234567"sv,
             "x^2 + y^2 = z^2"sv, "5d41402abc4b2a76b9719d911017c592"sv,
             "host-1.pay.internal:2181"sv,
             "\x00"sv, "\x00\x00\x00\x05"sv, "\xac\xed\x00\x05sr"sv, "\x05\x10hello"sv,
             "0123456789abcdef0123456789abcdef"sv, "AAAAAAAAAAAAAAAAAAAAAAAA"sv}) {
        const DecodeChain chain = DecodeChain::detect(viewOf(plain));
        EXPECT_THAT(chain.codecs(), IsEmpty()) << plain;
        EXPECT_FALSE(chain.failure()) << plain;
        EXPECT_EQ(chain.pack(chain.content()), toBytes(plain));
    }
}

TEST(DecodeChain, FindsLayersInLayersAndStopsInTime)
{
    Bytes nested = vector("plain.json");
    const Unpacking gzip = unpack(Codec::gzip, vector("python.gz"), 1 << 20);
    ASSERT_TRUE(gzip);
    for (int i = 0; i < 6; ++i)
        nested = gzip->pack(nested);
    const DecodeChain chain = DecodeChain::detect(nested);
    EXPECT_EQ(chain.layers().size(), DecodeLimits().mostLayers);
    EXPECT_EQ(chain.pack(chain.content()), nested);
}

TEST(DecodeChain, RefusesToGrowBeyondTheLimit)
{
    for (const char* file : {"bomb.zst", "window.zst"}) {
        const DecodeChain chain = DecodeChain::detect(vector(file));
        EXPECT_THAT(chain.codecs(), IsEmpty());
        EXPECT_EQ(chain.failure(), (DecodeFailure{Codec::zstd, DecodeTrouble::tooLarge}));
    }
    const Bytes zeros(DecodeLimits().mostBytes + 1);
    struct Like {
        Codec codec;
        const char* file;
    };
    for (const Like& like : {Like{Codec::gzip, "cli.gz"}, Like{Codec::zlib, "python.zlib"},
             Like{Codec::base64, "python-mime.base64"}, Like{Codec::zstd, "cli.zst"},
             Like{Codec::lz4, "cli.lz4"}, Like{Codec::snappyFramed, "framed.snappy"},
             Like{Codec::snappyJava, "java.snappy"}, Like{Codec::snappyRaw, "raw.snappy"}}) {
        const Unpacking model = unpack(like.codec, vector(like.file), 1 << 20);
        ASSERT_TRUE(model) << like.file;
        const auto bomb = DecodeChain::open(model->pack(zeros), {like.codec});
        ASSERT_FALSE(bomb) << like.file;
        EXPECT_EQ(bomb.error(), (DecodeFailure{like.codec, DecodeTrouble::tooLarge}));
        const auto atLimit = DecodeChain::open(
            model->pack(ByteView(zeros).subspan(1)), {like.codec});
        EXPECT_TRUE(atLimit) << like.file << ": exactly the limit is allowed";
    }
}

TEST(DecodeChain, SaysWhyItIsNotOpened)
{
    const auto failureOf
        = [](const Bytes& stored) { return DecodeChain::detect(stored).failure(); };
    EXPECT_EQ(failureOf(vector("dictionary.zst")),
        (DecodeFailure{Codec::zstd, DecodeTrouble::dictionary}));
    const auto zlib = DecodeChain::open(vector("dictionary.zlib"), {Codec::zlib});
    ASSERT_FALSE(zlib);
    EXPECT_EQ(zlib.error(), (DecodeFailure{Codec::zlib, DecodeTrouble::dictionary}));
    for (const char* file : {"cli.gz", "python.zlib", "cli.zst", "cli.lz4"}) {
        Bytes stored = vector(file);
        stored.push_back('!');
        ASSERT_TRUE(failureOf(stored)) << file;
        EXPECT_EQ(failureOf(stored)->trouble, DecodeTrouble::trailingBytes) << file;
        stored.resize(stored.size() / 2);
        ASSERT_TRUE(failureOf(stored)) << file;
        EXPECT_EQ(failureOf(stored)->trouble, DecodeTrouble::damaged) << file;
    }
}

TEST(DecodeChain, WhatCannotBeMadeAgainIsReadOnlyYetByteTrue)
{
    struct Case {
        Bytes stored;
        Unpackable lost;
    };
    Bytes ragged = vector("python-mime.base64");
    ragged.insert(ragged.begin() + 10, '\n');
    Bytes unusedBits = toBytes("c29tZSB0ZXh0IHRvIHNoZR=="); // The last digit says more than it may.
    Bytes padded = vector("framed.snappy");
    for (const std::uint8_t byte : {0xfe, 2, 0, 0, 0, 0})
        padded.push_back(byte);
    for (const Case& one : {Case{vector("two-members.gz"), Unpackable::severalParts},
             Case{vector("two-frames.zst"), Unpackable::severalParts},
             Case{ragged, Unpackable::irregular}, Case{unusedBits, Unpackable::irregular},
             Case{padded, Unpackable::irregular}}) {
        const DecodeChain chain = DecodeChain::detect(one.stored);
        ASSERT_EQ(chain.layers().size(), 1U);
        ASSERT_NE(chain.fixedLayer(), nullptr);
        EXPECT_EQ(chain.fixedLayer()->lost, one.lost);
        EXPECT_EQ(chain.pack(chain.content()), one.stored);
    }
}

TEST(DecodeChain, KeepsTheNameAndTimeOfAGzipFile)
{
    const Bytes stored = vector("cli.gz");
    const Bytes packed = DecodeChain::detect(stored).pack(viewOf("new"));
    const std::size_t header = 10 + sizeof "plain.json";
    EXPECT_TRUE(std::equal(stored.begin(), stored.begin() + header, packed.begin()));
}

TEST(DecodeChain, KeepsTheStyleOfBase64)
{
    const auto packed = [](const char* file, std::string_view content) {
        return text(DecodeChain::detect(vector(file)).pack(viewOf(content)));
    };
    EXPECT_EQ(packed("python.base64", "hello world!!"), "aGVsbG8gd29ybGQhIQ==");
    EXPECT_EQ(packed("python-mime.base64", "hello"), "aGVsbG8=\n");
    const auto url = DecodeChain::open(vector("python-url.base64"), {Codec::base64});
    ASSERT_TRUE(url);
    EXPECT_EQ(text(url->content()), text(vector("plain.json")) + "?");
    EXPECT_EQ(url->pack(url->content()), vector("python-url.base64"));
}

} // namespace
} // namespace zs::ui
