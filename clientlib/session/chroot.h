// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/path.h"

namespace zs {

/// Turns the caller's paths into the server's and back, so that a chroot is invisible to callers.
class Chroot {
public:
    Chroot() = default;
    explicit Chroot(Path root) : m_root(std::move(root)) {}

    [[nodiscard]] Path toServer(const Path& path) const
    {
        Path room;
        return toServer(path, room);
    }
    /// Without a copy where there is no chroot: `path` itself, or `room` with what belongs there.
    [[nodiscard]] const Path& toServer(const Path& path, Path& room) const
    {
        if (m_root.isRoot())
            return path;
        room = path.isRoot() ? m_root : Path(m_root.text() + path.text());
        return room;
    }
    /// A path outside of the chroot, which no server should send, is left as it is.
    [[nodiscard]] Path fromServer(const Path& path) const
    {
        if (m_root.isRoot() || !path.isWithin(m_root))
            return path;
        return path == m_root ? Path() : Path(path.text().substr(m_root.text().size()));
    }

private:
    Path m_root;
};

} // namespace zs
