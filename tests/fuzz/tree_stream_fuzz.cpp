// SPDX-License-Identifier: Apache-2.0
// Any bytes as the stream behind SNAP: a tree or an error, the same however they are cut; what is
// accepted is written and read again to an equal tree.
#include "clientlib/base/expect.h"
#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/tree_stream_reader.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::engine;
using storage::TreeStreamReader;

constexpr std::size_t maxRecordBytes = 4096;

std::optional<TreeStreamReader::Received> read(ByteView bytes, std::size_t piece)
{
    TreeStreamReader reader(DataTree::Options{}, maxRecordBytes);
    while (!bytes.empty() && !reader.finished()) {
        const ByteView next = bytes.first(std::min(piece, bytes.size()));
        const Result<std::size_t> taken = reader.feed(next);
        if (!taken)
            return std::nullopt;
        ZS_EXPECT(*taken == next.size() || reader.finished());
        bytes = bytes.subspan(next.size());
    }
    if (!reader.finished())
        return std::nullopt;
    Result<TreeStreamReader::Received> received = reader.take(Zxid(1));
    return received ? std::optional(std::move(*received)) : std::nullopt;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const ByteView bytes(data, sizeBytes);
    const auto whole = read(bytes, std::max<std::size_t>(sizeBytes, 1));
    const auto pieces = read(bytes, 7);
    ZS_EXPECT(whole.has_value() == pieces.has_value());
    if (!whole)
        return 0;
    ZS_EXPECT(whole->tree->digest() == pieces->tree->digest());
    ZS_EXPECT(whole->sessions == pieces->sessions);
    storage::SnapshotHead head;
    for (const auto& [id, timeoutMs] : whole->sessions)
        head.sessions.emplace_back(id, timeoutMs);
    storage::SnapshotWriter writer(*whole->tree, head, storage::SnapshotForm::stream);
    Bytes stream;
    for (Bytes block; writer.next(block);)
        stream.insert(stream.end(), block.begin(), block.end());
    const auto again = read(stream, stream.size());
    ZS_EXPECT(again && again->tree->digest() == whole->tree->digest());
    ZS_EXPECT(again->tree->nodeCount() == whole->tree->nodeCount());
    return 0;
}
