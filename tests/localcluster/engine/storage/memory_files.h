// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/storage/recovery.h"

#include <filesystem>
#include <fstream>
#include <map>

namespace zs::engine::storage {

/// A server's files in memory, so that tests can damage them.
class MemoryFiles final : public FileSource {
public:
    std::map<std::string, Bytes> files;

    static MemoryFiles read(const std::filesystem::path& directory)
    {
        MemoryFiles memory;
        for (const auto& entry : std::filesystem::directory_iterator(directory)) {
            std::ifstream in(entry.path(), std::ios::binary);
            memory.files[entry.path().filename()]
                = Bytes(std::istreambuf_iterator<char>(in), {});
        }
        return memory;
    }
    [[nodiscard]] DataFiles list() const
    {
        std::vector<std::string> names;
        for (const auto& [name, bytes] : files)
            names.push_back(name);
        return classify(names, names);
    }
    Result<std::unique_ptr<FileBytes>> openLog(const std::string& name) override
    {
        return open(name);
    }
    Result<std::unique_ptr<FileBytes>> openSnapshot(const std::string& name) override
    {
        return open(name);
    }
    /// Recovers into `tree` with default options.
    Result<Recovered> recoverInto(DataTree& tree)
    {
        const DataFiles listing = list();
        return recover(listing, *this, {}, tree);
    }

private:
    class View final : public FileBytes {
    public:
        explicit View(const Bytes& bytes) : m_bytes(bytes) {}
        [[nodiscard]] ByteView bytes() const override { return m_bytes; }

    private:
        const Bytes& m_bytes;
    };
    Result<std::unique_ptr<FileBytes>> open(const std::string& name)
    {
        const auto at = files.find(name);
        if (at == files.end())
            return failure(Errc::io, name + " is not there");
        return std::make_unique<View>(at->second);
    }
};

} // namespace zs::engine::storage
