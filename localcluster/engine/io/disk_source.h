// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// Maps one file. Nobody may shorten it while it is mapped. Fails: io.
[[nodiscard]] Result<std::unique_ptr<storage::FileBytes>> mapFile(const std::string& path);

/// What lies in the directories. Fails: io; invalidInput when snapshots and logs lie in each
/// other's directory, which Apache refuses too.
[[nodiscard]] Result<storage::DataFiles> listDataFiles(const DataDirectories& directories);

} // namespace zs::engine::io
