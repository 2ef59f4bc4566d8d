// SPDX-License-Identifier: Apache-2.0
#include "tests/support/apache_ensemble.h"
#include "tests/support/await.h"

namespace zs::test {

ApacheEnsemble::ApacheEnsemble(Options options)
    : m_members(std::size_t(options.size))
{
    for (Member& member : m_members) {
        member.quorumPort = freePort();
        member.electionPort = freePort();
        member.clientPort = freePort();
    }
    for (int i = 0; i < size(); ++i)
        options.configLines << QString::fromStdString(specification(i)).section(';', 0, 0);
    for (int i = 0; i < size(); ++i) {
        Member& member = m_members[std::size_t(i)];
        ApacheServer::Options own;
        own.clientPort = member.clientPort;
        own.tickTimeMs = options.tickTimeMs;
        own.configLines = options.configLines;
        own.javaOptions = options.javaOptions;
        own.program = options.program;
        own.myId = i + 1;
        member.server = std::make_unique<ApacheServer>(own);
    }
}

bool ApacheEnsemble::start() { return heal(); }

bool ApacheEnsemble::heal()
{
    for (Member& member : m_members) {
        if (!std::exchange(member.alive, true))
            member.server->launch();
    }
    for (Member& member : m_members) {
        if (!member.server->waitUntilSays({"Mode: leader", "Mode: follower"}))
            return false;
    }
    return true;
}

ApacheServer& ApacheEnsemble::member(int index)
{
    return *m_members.at(std::size_t(index)).server;
}

std::string ApacheEnsemble::address() const
{
    std::string all;
    for (const Member& member : m_members)
        all += (all.empty() ? "" : ",") + member.server->address();
    return all;
}

std::string ApacheEnsemble::specification(int index) const
{
    const Member& member = m_members.at(std::size_t(index));
    return "server." + std::to_string(index + 1) + "=127.0.0.1:"
        + std::to_string(member.quorumPort) + ':' + std::to_string(member.electionPort)
        + ":participant;127.0.0.1:" + std::to_string(member.clientPort);
}

int ApacheEnsemble::memberInMode(const char* mode) const
{
    const std::string line = std::string("Mode: ") + mode;
    int found = -1;
    const auto find = [&] {
        for (int i = 0; i < size() && found < 0; ++i) {
            const Member& member = m_members[std::size_t(i)];
            if (member.alive
                && askServer(member.clientPort, "srvr").find(line) != std::string::npos)
                found = i;
        }
        return found >= 0;
    };
    spinUntil(find, std::chrono::seconds(60));
    return found;
}

void ApacheEnsemble::kill(int index)
{
    Member& member = m_members.at(std::size_t(index));
    member.server->kill();
    member.alive = false;
}

} // namespace zs::test
