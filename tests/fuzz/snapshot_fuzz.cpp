// SPDX-License-Identifier: Apache-2.0
// Any bytes as a snapshot: a tree or an error. The first byte says how: the file itself, plain or
// compressed, or what stands between a sound header and a sound seal, which no fuzzer finds.
#include "clientlib/base/expect.h"
#include "localcluster/engine/storage/checksum.h"
#include "localcluster/engine/storage/compression.h"
#include "localcluster/engine/storage/recovery.h"
#include "localcluster/engine/storage/snapshot_writer.h"

namespace {

using namespace zs;
using namespace zs::engine;
using storage::Compression;

/// Hands out the same bytes for each name.
class OneSnapshot final : public storage::FileSource {
public:
    explicit OneSnapshot(Bytes file) : m_file(std::move(file)) {}
    Result<std::unique_ptr<storage::FileBytes>> openLog(const std::string& name) override
    {
        return failure(Errc::io, name + " is not there");
    }
    Result<std::unique_ptr<storage::FileBytes>> openSnapshot(const std::string&) override
    {
        return std::make_unique<View>(m_file);
    }

private:
    class View final : public storage::FileBytes {
    public:
        explicit View(const Bytes& bytes) : m_bytes(bytes) {}
        [[nodiscard]] ByteView bytes() const override { return m_bytes; }

    private:
        const Bytes& m_bytes;
    };
    Bytes m_file;
};

Bytes sealed(ByteView body)
{
    Bytes file;
    jute::Writer out(file);
    out.number(std::int32_t(0x5A4B534E));
    out.number(std::int32_t(2));
    out.number(std::int64_t(-1));
    file.insert(file.end(), body.begin(), body.end());
    out.number(std::int64_t(storage::adler32(file)));
    out.buffer(viewOf("/"));
    return file;
}

std::optional<Bytes> recoveredFrom(Bytes file, Compression compression)
{
    OneSnapshot source(std::move(file));
    DataTree tree;
    const std::string name = storage::snapshotName(Zxid(1), compression);
    const auto recovered = storage::recover(storage::classify({}, {name}), source, {}, tree);
    if (!recovered)
        return std::nullopt;
    ZS_EXPECT(tree.digest() == tree.recomputeDigest());
    storage::SnapshotHead head;
    for (const auto& [id, timeoutMs] : recovered->sessions)
        head.sessions.emplace_back(id, timeoutMs);
    Bytes written;
    storage::SnapshotWriter writer(tree, head);
    for (Bytes block; writer.next(block);)
        written.insert(written.end(), block.begin(), block.end());
    return written;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const ByteView bytes(data, sizeBytes);
    if (bytes.empty())
        return 0;
    const ByteView rest = bytes.subspan(1);
    static constexpr Compression kinds[]
        = {Compression::none, Compression::none, Compression::gzip, Compression::snappy};
    const bool isBody = bytes[0] % 4 == 0;
    const auto first = recoveredFrom(
        isBody ? sealed(rest) : Bytes(rest.begin(), rest.end()), kinds[bytes[0] % 4]);
    if (!first)
        return 0;
    // What was accepted is written, and read again to the same.
    const auto second = recoveredFrom(*first, Compression::none);
    ZS_EXPECT(second.has_value());
    ZS_EXPECT(second->size() == first->size());
    return 0;
}
