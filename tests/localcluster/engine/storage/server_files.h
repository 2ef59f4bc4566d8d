// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/snapshot_writer.h"
#include "localcluster/engine/storage/txn_log.h"
#include "tests/localcluster/engine/storage/memory_files.h"

#include <gtest/gtest.h>

namespace zs::engine::storage {

/// The files of a server that creates /1, /2, …, one a zxid.
class ServerFiles : public testing::Test {
protected:
    /// A log with creates `first` to `last`.
    void addLog(std::int64_t first, std::int64_t last)
    {
        Bytes& log = files.files[logName(Zxid(first))];
        appendLogHeader(log);
        for (std::int64_t zxid = first; zxid <= last; ++zxid) {
            Bytes entry;
            appendTxn(entry, create(zxid));
            appendLogRecord(log, entry);
        }
    }
    /// A snapshot of what creates 1 to `last` make.
    void addSnapshot(std::int64_t last)
    {
        DataTree tree;
        for (std::int64_t zxid = 1; zxid <= last; ++zxid)
            tree.apply(create(zxid).header, create(zxid).body);
        SnapshotHead head;
        SnapshotWriter writer(tree, head);
        Bytes& file = files.files[snapshotName(Zxid(last), Compression::none)];
        for (Bytes block; writer.next(block);)
            file.insert(file.end(), block.begin(), block.end());
    }
    static Txn create(std::int64_t zxid)
    {
        const std::string path = "/" + std::to_string(zxid);
        return {{SessionId(1), 1, Zxid(zxid), zxid, OpCode::create},
            CreateTxn{path, Bytes{1}, openAcl(), false, -1}, std::nullopt};
    }
    /// From where to where the record of /`zxid` stands, in the log that begins with `first`.
    std::pair<std::size_t, std::size_t> recordAt(std::int64_t first, std::int64_t zxid)
    {
        TxnLogReader reader(files.files[logName(Zxid(first))]);
        while (const auto record = reader.next()) {
            if (decodeTxn(record->entry)->header.zxid.value == zxid)
                return {record->offset, record->offset + recordFrameBytes + record->entry.size()};
        }
        ADD_FAILURE() << "there is no record " << zxid;
        return {};
    }
    std::string refusal()
    {
        DataTree tree;
        const auto recovered = files.recoverInto(tree);
        return recovered ? "recovered " + toText(recovered->lastProcessed)
                         : recovered.error().detail;
    }
    MemoryFiles files;
};

} // namespace zs::engine::storage
