// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace zs::engine::io {

/// A zooscope-server in a process of its own, on a folder of its own; both go with this object.
class ServerProcess {
public:
    /// `settings`: lines of its zoo.cfg beside dataDir and clientPort=0.
    explicit ServerProcess(std::string settings = {});
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Returns when it serves; throws std::runtime_error with its last words when it does not.
    void start(const std::vector<std::string>& options = {});
    /// Sends a signal and yields how it ended: exit code, or 1000 + signal.
    int end(int signal);
    /// Waits until it ended by itself.
    int wait();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] std::string config() const { return m_folder / "zoo.cfg"; }
    [[nodiscard]] std::filesystem::path data() const { return m_folder / "data/version-2"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] std::string output() const { return m_output; } ///< Until it served, or ended.
    [[nodiscard]] std::int64_t residentBytes() const;
    [[nodiscard]] double cpuSeconds() const;

private:
    void readOutputUntilReady();

    std::filesystem::path m_folder;
    std::string m_output;
    int m_pipe = -1;
    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
};

/// Runs zooscope-server with these arguments to its end: its exit code and what it printed.
struct Finished {
    int exitCode = -1;
    std::string output;
};
[[nodiscard]] Finished runServerProgram(const std::vector<std::string>& arguments);

} // namespace zs::engine::io
