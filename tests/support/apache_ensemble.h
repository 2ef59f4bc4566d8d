// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/apache_server.h"

#include <memory>
#include <vector>

namespace zs::test {

/// Several servers of one ensemble on loopback ports, Apache's or ours, each a process of its own.
/// Blocks while it starts: for tests only.
class ApacheEnsemble {
public:
    struct Options {
        int size = 3;
        int tickTimeMs = 500;
        QStringList configLines; ///< Of each server.
        QStringList javaOptions;
        QString program; ///< Our own zooscope-server; empty: Apache's.
    };

    explicit ApacheEnsemble(Options options);

    /// All at once; false with their output on stderr unless each serves within 60 s.
    [[nodiscard]] bool start();
    /// Starts those that were killed, and waits until every server serves with the quorum.
    [[nodiscard]] bool heal();

    [[nodiscard]] int size() const { return int(m_members.size()); }
    /// `index` from 0; its server.N is index + 1.
    [[nodiscard]] ApacheServer& member(int index);
    /// "host:port,host:port…" of all members.
    [[nodiscard]] std::string address() const;
    /// What reconfig takes for a member: "server.1=127.0.0.1:…:participant;127.0.0.1:PORT".
    [[nodiscard]] std::string specification(int index) const;
    /// The member that this `srvr` mode is told by, waited for: nothing forbids an election
    /// meanwhile. -1 when none tells it within a minute.
    [[nodiscard]] int memberInMode(const char* mode) const;
    void kill(int index);

private:
    struct Member {
        std::uint16_t quorumPort = 0;
        std::uint16_t electionPort = 0;
        std::uint16_t clientPort = 0;
        std::unique_ptr<ApacheServer> server;
        bool alive = false;
    };

    std::vector<Member> m_members;
};

} // namespace zs::test
