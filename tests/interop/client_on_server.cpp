// SPDX-License-Identifier: Apache-2.0
#include "tests/interop/client_on_server.h"

namespace zs::test {

namespace {

    using Servers = std::map<Kind, std::unique_ptr<ApacheServer>>;

    Servers& servers()
    {
        static Servers all;
        return all;
    }

    /// Ends the servers before the program does, while there is a QCoreApplication.
    class ServersEnd : public testing::Environment {
        void TearDown() override { servers().clear(); }
    };
    const testing::Environment* const serversEnd
        = testing::AddGlobalTestEnvironment(new ServersEnd); // GoogleTest owns it.

} // namespace

ApacheServer::Options standaloneOptions(Kind kind)
{
    ApacheServer::Options options;
    options.program = programOf(kind);
    return options;
}

void ClientOnServer::SetUp()
{
    SuiteCase::SetUp();
    std::unique_ptr<ApacheServer>& server = servers()[GetParam()];
    if (server)
        return;
    ApacheServer::Options options = standaloneOptions(GetParam());
    options.configLines << "jute.maxbuffer=8388608";
    options.javaOptions << "-Djute.maxbuffer=8388608";
    server = std::make_unique<ApacheServer>(options);
    ASSERT_TRUE(server->start());
}

std::unique_ptr<Client> ClientOnServer::connectClient(
    const std::string& chroot, std::chrono::milliseconds timeout)
{
    return connectTo(servers()[GetParam()]->address() + chroot, timeout);
}

} // namespace zs::test
