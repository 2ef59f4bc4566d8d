// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/free_port.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <string>
#include <vector>

namespace zs::test {

/// The answer of a server on 127.0.0.1 to a four-letter word; empty when there is none in time.
[[nodiscard]] std::string askServer(std::uint16_t port, const char* word,
    std::chrono::milliseconds limit = std::chrono::seconds(2));

/// A real Apache ZooKeeper of Debian's package (or our own server), in a process of its own, with
/// its data in a temporary directory that lives as long as this object. The process dies with this
/// object, and also when the test program is killed. Blocks while it starts: for tests only.
class ApacheServer {
public:
    struct Options {
        std::uint16_t clientPort = 0; ///< 0: a free one.
        int tickTimeMs = 500;
        QStringList configLines; ///< Added to zoo.cfg.
        QStringList javaOptions; ///< Added before the class.
        QStringList extraJars;   ///< Added to the class path.
        QString jarFolder;       ///< Apache's server from here; empty: Debian's.
        int myId = 0;            ///< Written to `myid` unless 0.
        QString program;         ///< Our own zooscope-server; empty: Apache's.
        bool waitForMode = true; ///< Ready when `srvr` tells a mode; false: when the port answers.
    };

    ApacheServer();
    explicit ApacheServer(Options options);
    ~ApacheServer();
    ApacheServer(const ApacheServer&) = delete;
    ApacheServer& operator=(const ApacheServer&) = delete;

    /// Whether Debian's package is there.
    [[nodiscard]] static bool isInstalled();

    /// Starts the process without waiting for it: for the members of an ensemble.
    void launch();
    /// False with the server's output on stderr when it is not ready within 60 s.
    [[nodiscard]] bool waitUntilReady();
    /// Waits until the answer to `srvr` contains one of the words; else as waitUntilReady.
    [[nodiscard]] bool waitUntilSays(const std::vector<std::string>& words);
    [[nodiscard]] bool start();
    /// SIGKILL; the data stay, and `start` begins anew on the same port.
    void kill();
    /// SIGSTOP and SIGCONT: a server that is there but does not answer, from the return on.
    void freeze();
    void thaw();

    [[nodiscard]] std::uint16_t port() const { return m_options.clientPort; }
    [[nodiscard]] std::string address() const;
    [[nodiscard]] QString directory() const { return m_directory.path(); }

private:
    void writeConfig();

    Options m_options;
    QTemporaryDir m_directory;
    QProcess m_process;
};

} // namespace zs::test
