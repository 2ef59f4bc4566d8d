// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/compression.h"

#include "clientlib/base/expect.h"
#include "clientlib/jute/reader.h"
#include "clientlib/jute/writer.h"

#include <algorithm>
#include <snappy.h>
#include <zlib.h>

namespace zs::engine::storage {

namespace {

    constexpr std::size_t stepBytes = std::size_t(256) << 10;
    constexpr int gzipWindowBits = 15 + 16; // zlib's way to ask for a gzip header and trailer.

    constexpr std::uint8_t snappyMagic[8] = {0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
    constexpr std::size_t snappyBlockBytes = std::size_t(32) << 10; // As snappy-java cuts.

    tl::unexpected<Error> corruptAt(std::size_t offset, std::string what)
    {
        return failure(Errc::corrupt, what + " at offset " + std::to_string(offset));
    }

    Result<Bytes> gunzip(ByteView bytes)
    {
        z_stream stream {};
        ZS_EXPECT(inflateInit2(&stream, gzipWindowBits) == Z_OK);
        const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
        Bytes out;
        Bytes step(stepBytes);
        std::size_t consumed = 0;
        for (;;) {
            const ByteView input = bytes.subspan(consumed).first(
                std::min(bytes.size() - consumed, std::size_t(1) << 30));
            stream.next_in = const_cast<Bytef*>(input.data()); // zlib does not write to it.
            stream.avail_in = static_cast<uInt>(input.size());
            stream.next_out = step.data();
            stream.avail_out = static_cast<uInt>(step.size());
            const int status = inflate(&stream, Z_NO_FLUSH);
            consumed += input.size() - stream.avail_in;
            out.insert(out.end(), step.begin(),
                step.begin() + static_cast<std::ptrdiff_t>(step.size() - stream.avail_out));
            if (status == Z_STREAM_END)
                return out;
            if (status != Z_OK)
                return corruptAt(consumed,
                    status == Z_BUF_ERROR ? "the gzip data ends too early" : "bad gzip data");
        }
    }

    Result<Bytes> unsnappy(ByteView bytes)
    {
        jute::Reader in(bytes);
        for (const std::uint8_t expected : snappyMagic) {
            if (in.number<std::uint8_t>() != expected)
                return corruptAt(0, "the snappy stream does not begin with its magic");
        }
        in.number<std::int32_t>();
        const auto compatible = in.number<std::int32_t>();
        if (!in.ok() || compatible > 1)
            return corruptAt(8, "a snappy stream of an unknown version");
        Bytes out;
        while (in.remaining() > 0) {
            const std::size_t offset = in.position();
            const auto block = in.buffer();
            if (!in.ok() || !block)
                return corruptAt(offset, "the snappy stream ends inside a block");
            const auto* raw = reinterpret_cast<const char*>(block->data());
            std::size_t plainBytes = 0;
            // Snappy cannot shrink by more than a factor of about 21; more is a lie.
            if (!snappy::GetUncompressedLength(raw, block->size(), &plainBytes)
                || plainBytes / 32 > block->size())
                return corruptAt(offset, "a bad snappy block");
            const std::size_t start = out.size();
            out.resize(start + plainBytes);
            if (!snappy::RawUncompress(
                    raw, block->size(), reinterpret_cast<char*>(out.data() + start)))
                return corruptAt(offset, "a bad snappy block");
        }
        return out;
    }

    class Copier final : public Compressor {
    public:
        void add(ByteView plain, Bytes& out) override
        {
            out.insert(out.end(), plain.begin(), plain.end());
        }
        void finish(Bytes&) override {}
    };

    class GzipCompressor final : public Compressor {
    public:
        GzipCompressor()
        {
            ZS_EXPECT(deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindowBits, 8,
                          Z_DEFAULT_STRATEGY)
                == Z_OK);
        }
        ~GzipCompressor() override { deflateEnd(&m_stream); }
        void add(ByteView plain, Bytes& out) override
        {
            while (!plain.empty()) {
                const ByteView piece = plain.first(std::min(plain.size(), std::size_t(1) << 30));
                run(piece, Z_NO_FLUSH, out);
                plain = plain.subspan(piece.size());
            }
        }
        void finish(Bytes& out) override { run({}, Z_FINISH, out); }

    private:
        void run(ByteView plain, int flush, Bytes& out)
        {
            m_stream.next_in = const_cast<Bytef*>(plain.data());
            m_stream.avail_in = static_cast<uInt>(plain.size());
            do {
                m_stream.next_out = m_step.data();
                m_stream.avail_out = static_cast<uInt>(m_step.size());
                ZS_EXPECT(deflate(&m_stream, flush) != Z_STREAM_ERROR);
                const std::size_t sizeBytes = m_step.size() - m_stream.avail_out;
                out.insert(out.end(), m_step.begin(),
                    m_step.begin() + static_cast<std::ptrdiff_t>(sizeBytes));
            } while (m_stream.avail_out == 0);
        }

        z_stream m_stream {};
        Bytes m_step = Bytes(stepBytes);
    };

    class SnappyCompressor final : public Compressor {
    public:
        void add(ByteView plain, Bytes& out) override
        {
            start(out);
            m_block.insert(m_block.end(), plain.begin(), plain.end());
            std::size_t done = 0;
            for (; m_block.size() - done >= snappyBlockBytes; done += snappyBlockBytes)
                writeBlock(ByteView(m_block).subspan(done, snappyBlockBytes), out);
            m_block.erase(m_block.begin(), m_block.begin() + static_cast<std::ptrdiff_t>(done));
        }
        void finish(Bytes& out) override
        {
            start(out);
            if (!m_block.empty())
                writeBlock(m_block, out);
            m_block.clear();
        }

    private:
        void start(Bytes& out)
        {
            if (std::exchange(m_started, true))
                return;
            jute::Writer writer(out);
            writer.raw(snappyMagic);
            writer.number(std::int32_t(1));
            writer.number(std::int32_t(1));
        }
        void writeBlock(ByteView plain, Bytes& out)
        {
            m_compressed.resize(snappy::MaxCompressedLength(plain.size()));
            std::size_t sizeBytes = 0;
            snappy::RawCompress(reinterpret_cast<const char*>(plain.data()), plain.size(),
                reinterpret_cast<char*>(m_compressed.data()), &sizeBytes);
            jute::Writer(out).buffer(ByteView(m_compressed).first(sizeBytes));
        }

        bool m_started = false;
        Bytes m_block;
        Bytes m_compressed;
    };

} // namespace

Result<Bytes> decompress(Compression compression, ByteView bytes)
{
    switch (compression) {
    case Compression::gzip: return gunzip(bytes);
    case Compression::snappy: return unsnappy(bytes);
    case Compression::none: break;
    }
    return Bytes(bytes.begin(), bytes.end());
}

std::unique_ptr<Compressor> Compressor::make(Compression compression)
{
    switch (compression) {
    case Compression::gzip: return std::make_unique<GzipCompressor>();
    case Compression::snappy: return std::make_unique<SnappyCompressor>();
    case Compression::none: break;
    }
    return std::make_unique<Copier>();
}

} // namespace zs::engine::storage
