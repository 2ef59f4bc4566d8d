// SPDX-License-Identifier: Apache-2.0
// Any bytes as a transaction log. With an even first byte they are the file itself; otherwise
// entries (length, bytes) that get the checksums and zxids of sound records, since no fuzzer finds
// those: then recovery applies them. What is read is a prefix; the tree keeps its invariants.
#include "clientlib/base/expect.h"
#include "localcluster/engine/storage/recovery.h"
#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>

namespace {

using namespace zs;
using namespace zs::engine;

constexpr std::size_t zxidOffset = 8 + 4; // In a TxnHeader, behind session and cxid.

class OneLog final : public storage::FileSource {
public:
    explicit OneLog(Bytes log) : m_log(std::move(log)) {}
    Result<std::unique_ptr<storage::FileBytes>> openLog(const std::string&) override
    {
        return std::make_unique<View>(m_log);
    }
    Result<std::unique_ptr<storage::FileBytes>> openSnapshot(const std::string& name) override
    {
        return failure(Errc::io, name + " is not there");
    }

private:
    class View final : public storage::FileBytes {
    public:
        explicit View(const Bytes& bytes) : m_bytes(bytes) {}
        [[nodiscard]] ByteView bytes() const override { return m_bytes; }

    private:
        const Bytes& m_bytes;
    };
    Bytes m_log;
};

Bytes logOf(ByteView bytes)
{
    Bytes log;
    storage::appendLogHeader(log);
    for (std::int64_t zxid = 1; bytes.size() >= 2; ++zxid) {
        const std::size_t length = std::size_t(bytes[0]) << 8 | bytes[1];
        bytes = bytes.subspan(2);
        const ByteView taken = bytes.first(std::min(length, bytes.size()));
        bytes = bytes.subspan(taken.size());
        Bytes entry(taken.begin(), taken.end());
        for (std::size_t i = 0; i < 8 && zxidOffset + i < entry.size(); ++i)
            entry[zxidOffset + i] = static_cast<std::uint8_t>(zxid >> (56 - 8 * i));
        storage::appendLogRecord(log, entry);
    }
    return log;
}

/// What is decoded is written and decoded again to the same.
void checkRoundTrip(ByteView entry)
{
    const Result<Txn> txn = decodeTxn(entry);
    if (!txn)
        return;
    Bytes written;
    appendTxn(written, *txn);
    const Result<Txn> again = decodeTxn(written);
    ZS_EXPECT(again && *again == *txn);
}

void checkTree(const DataTree& tree)
{
    ZS_EXPECT(tree.digest() == tree.recomputeDigest());
    std::size_t nodes = 1;
    for (TreeWalk walk(tree); walk.next(); ++nodes)
        ZS_EXPECT(tree.find(walk.path()) == &walk.node());
    ZS_EXPECT(nodes == tree.nodeCount());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t sizeBytes)
{
    const ByteView bytes(data, sizeBytes);
    if (bytes.empty())
        return 0;
    const ByteView rest = bytes.subspan(1);
    Bytes log = bytes[0] % 2 == 0 ? Bytes(rest.begin(), rest.end()) : logOf(rest);
    storage::TxnLogReader reader(log);
    std::size_t end = 0;
    while (const auto record = reader.next()) {
        ZS_EXPECT(record->offset >= end && record->entry.data() + record->entry.size()
                <= log.data() + log.size());
        end = record->offset + record->entry.size();
        checkRoundTrip(record->entry);
    }
    ZS_EXPECT(reader.endOffset() <= log.size());

    OneLog files(std::move(log));
    DataTree tree;
    std::optional<storage::Damage> damage;
    const auto recovered = storage::recover(storage::classify({"log.1"}, {}), files,
        {.trustEmptySnapshot = true, .tailCount = 3}, tree, &damage);
    ZS_EXPECT(recovered.has_value() != damage.has_value());
    if (recovered)
        checkTree(tree);
    return 0;
}
