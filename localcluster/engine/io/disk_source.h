// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/io/file.h"
#include "localcluster/engine/storage/recovery.h"

namespace zs::engine::io {

/// The directories of one server; see disk-formats §1.
struct DataDirectories {
    std::string snapshots; ///< <dataDir>/version-2
    std::string logs;      ///< <dataLogDir>/version-2; often the same.

    [[nodiscard]] static DataDirectories of(const std::string& dataDir, const std::string& logDir)
    {
        return {dataDir + "/version-2", logDir + "/version-2"};
    }
};

/// Recovery's view of the disk: files mapped into memory, read-only.
class DiskSource final : public storage::FileSource {
public:
    explicit DiskSource(DataDirectories directories) : m_directories(std::move(directories)) {}
    Result<std::unique_ptr<storage::FileBytes>> openLog(const std::string& name) override;
    Result<std::unique_ptr<storage::FileBytes>> openSnapshot(const std::string& name) override;

private:
    DataDirectories m_directories;
};

/// How much of a mapped file will be looked at.
enum class Reading {
    all, ///< It is read at once, so that a disk that cannot is an error, and no signal later.
    some,
};

/// Maps one file. Nobody may shorten it while it is mapped. Fails: io.
[[nodiscard]] Result<std::unique_ptr<storage::FileBytes>> mapFile(
    const std::string& path, Reading reading = Reading::all);
/// The same of an open file, whose size the caller knows; `path` is for messages.
[[nodiscard]] Result<std::unique_ptr<storage::FileBytes>> mapOpened(
    const Fd& file, const std::string& path, std::size_t sizeBytes, Reading reading);

/// What lies in the directories. Fails: io, also when snapshots and logs lie in each other's
/// directory, which Apache refuses too.
[[nodiscard]] Result<storage::DataFiles> listDataFiles(const DataDirectories& directories);

} // namespace zs::engine::io
