// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/path.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace zs::bench {

/// Nodes as a file: for each a line "PATH<tab>SIZE", then SIZE bytes of data and a line end. SIZE
/// is -1 for null data. No path holds a tab or a line end, since ZooKeeper refuses them.
class TreeFile {
public:
    /// Replaces the file. Fails: io, with the reason.
    [[nodiscard]] Result<void> open(const char* name);
    /// False once a write failed; `close` tells why.
    bool add(const Path& path, const std::optional<Bytes>& data);
    /// Hands all to the operating system. Fails: io, for any write that failed.
    [[nodiscard]] Result<void> close();

private:
    void put(const void* from, std::size_t count);
    void flush();

    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string m_name;
    std::unique_ptr<std::FILE, Closer> m_file;
    Bytes m_buffer; ///< What waits for a large write.
    int m_errno = 0; ///< Of the first write that failed.
};

} // namespace zs::bench
