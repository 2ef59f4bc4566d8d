// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/recovery.h"
#include "tests/sim/random.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zs::sim {

/// A directory as the kernel shows it, and what of it would be there after a power failure. Files
/// only grow at their end, are cut, renamed and deleted; what was not synced may be lost, or be
/// there in part: a piece, some of its 512-byte sectors, or all.
class SimFiles final : public engine::storage::FileSource {
public:
    [[nodiscard]] bool contains(const std::string& name) const { return m_names.contains(name); }
    /// Only when contained.
    [[nodiscard]] const Bytes& contentOf(const std::string& name) const
    {
        return m_names.at(name)->content;
    }
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] engine::storage::DataFiles list() const;
    Result<std::unique_ptr<engine::storage::FileBytes>> openLog(const std::string& name) override;
    Result<std::unique_ptr<engine::storage::FileBytes>> openSnapshot(
        const std::string& name) override;

    /// An empty file takes the place of one of that name.
    void create(const std::string& name);
    void append(const std::string& name, ByteView bytes);
    void cut(const std::string& name, std::size_t sizeBytes);
    void rename(const std::string& from, const std::string& to);
    void remove(const std::string& name);
    void sync(const std::string& name);
    void syncDirectory();
    /// A failed fsync: the kernel forgets what it could not write.
    void dropUnsynced(const std::string& name, Random& random);

    /// With contents of its own; nothing is pending in it.
    [[nodiscard]] SimFiles copy() const;

    /// After it nothing is pending any more.
    void losePower(Random& random);
    /// Flips one bit of a file's content, as a bad medium does.
    void flip(const std::string& name, std::size_t bit);

private:
    struct File {
        Bytes content;
        std::size_t syncedBytes = 0; ///< The first so many would survive, unless `cutOff` is set.
        Bytes cutOff; ///< What stood behind the end before a cut that is not synced.
    };
    using FileRef = std::shared_ptr<File>;
    static void losePiece(File& file, Random& random);

    std::map<std::string, FileRef> m_names;
    /// The names as they were before each change since the directory was synced.
    std::vector<std::map<std::string, FileRef>> m_nameHistory;
};

} // namespace zs::sim
