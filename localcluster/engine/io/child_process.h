// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/result.h"

#include <functional>
#include <optional>
#include <sys/types.h>

namespace zs::engine::io {

/// Work on a copy of the server's memory as it is at this moment (fork, copy on write), beside the
/// server. The child dies with the server.
/// Threads: the server's loop alone.
class ChildProcess {
public:
    /// What the child does, with `kept` under another number. Its errno becomes the exit code.
    using Work = std::function<Result<void>(int kept)>;

    ChildProcess() = default;
    ~ChildProcess() { abandon(); }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// `kept`: the one descriptor beside the standard ones that stays open; -1: none.
    /// Fails: io, when fork does. Not while one is running.
    [[nodiscard]] Result<void> start(const Work& work, int kept = -1);
    [[nodiscard]] bool running() const { return m_pid > 0; }
    /// Call on SIGCHLD: nullopt while it runs on, else whether it succeeded; the failure's text
    /// begins with `what`. Fails: noSpace, io.
    [[nodiscard]] std::optional<Result<void>> reap(const std::string& what);
    /// The one that was reaped last was killed: by lack of memory, or by somebody. It may be tried
    /// again.
    [[nodiscard]] bool wasKilled() const { return m_wasKilled; }
    /// Ends a running child.
    void abandon();

private:
    pid_t m_pid = -1;
    bool m_wasKilled = false;
};

} // namespace zs::engine::io
