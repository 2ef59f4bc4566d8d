// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/disk_queue.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace zs::engine::io {

/// The data directory of a member, its configuration, and transactions to put into its log; the
/// directory goes with this object.
class MemberFolder {
public:
    MemberFolder()
    {
        std::string name = testing::TempDir() + "zs-member-XXXXXX";
        m_folder = mkdtemp(name.data());
        config.dataDir = m_folder / "data";
        config.preAllocSizeKib = 64;
        directories = DataDirectories::of(config.dataDir, config.logDir());
        std::filesystem::create_directories(directories.snapshots);
    }
    ~MemberFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    MemberFolder(const MemberFolder&) = delete;
    MemberFolder& operator=(const MemberFolder&) = delete;

    /// /<epoch>-<counter>
    static std::string path(Zxid zxid)
    {
        return "/" + std::to_string(zxid.epoch()) + "-" + std::to_string(zxid.counter());
    }
    /// Creates path(zxid).
    static Txn txn(Zxid zxid)
    {
        return {{SessionId(1), 1, zxid, 0, OpCode::create},
            CreateTxn {path(zxid), Bytes {1}, openAcl(), false, -1}, std::nullopt};
    }
    static AppendLog append(Zxid first, int count = 1)
    {
        AppendLog task;
        for (int i = 0; i < count; ++i) {
            const Zxid zxid(first.value + i);
            task.batch.add(zxid, [&](Bytes& out) { appendTxn(out, txn(zxid)); });
        }
        return task;
    }
    /// The disk of a server that has served in epoch `epoch`, but logged nothing so far.
    void begin(std::int64_t epoch) const
    {
        ASSERT_EQ(foundLast(), "0x0");
        ASSERT_TRUE(writeEpoch(directories.snapshots, EpochFile::accepted, epoch));
        ASSERT_TRUE(writeEpoch(directories.snapshots, EpochFile::current, epoch));
    }
    /// The names in the directory that begin with `prefix`, sorted.
    [[nodiscard]] std::vector<std::string> files(const std::string& prefix) const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(directories.snapshots)) {
            if (entry.path().filename().string().starts_with(prefix))
                names.push_back(entry.path().filename());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    /// What a start would find; its text where it fails.
    [[nodiscard]] std::string foundLast() const
    {
        const auto found = recoverMember(directories, config);
        return found ? toText(found->lastProcessed) : found.error().detail;
    }

    config::ServerConfig config;
    DataDirectories directories;

private:
    std::filesystem::path m_folder;
};

} // namespace zs::engine::io
