// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "tests/support/apache_server.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>

namespace zs::test {

enum class Kind { apache, ours };

/// Tests that run on a real server of each kind, which they share: it is started by the first, and
/// ends before the program does, while there is a QApplication. A fixture's own SetUp goes on only
/// when `isReady`: without Debian's package zookeeper the tests on Apache's server are skipped.
class OnBothServers : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override
    {
        std::unique_ptr<ApacheServer>& server = servers()[GetParam()];
        if (server)
            return;
        if (GetParam() == Kind::apache && !ApacheServer::isInstalled())
            GTEST_SKIP() << "Debian's package zookeeper is not installed";
        server = std::make_unique<ApacheServer>(options());
        ASSERT_TRUE(server->start());
    }
    /// Those of the shared server; also for one that a test starts for itself, to harm it.
    [[nodiscard]] static ApacheServer::Options options()
    {
        ApacheServer::Options options;
        options.configLines << "extendedTypesEnabled=false"; // As it is by default.
        options.tickTimeMs = 2000; // Sessions of up to 40 s: longer than a busy machine waits.
        if (GetParam() == Kind::ours)
            options.program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
        return options;
    }
    [[nodiscard]] static bool isReady() { return !IsSkipped() && !HasFatalFailure(); }
    [[nodiscard]] static std::uint16_t port() { return servers().at(GetParam())->port(); }
    [[nodiscard]] static std::string address() { return servers().at(GetParam())->address(); }
    /// A node for this test alone.
    [[nodiscard]] static Path ownNode()
    {
        const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        return Path("/" + name.substr(0, name.find('/')));
    }

    /// For a suite whose server has other settings; it takes the place of the shared one. Called
    /// before the first test, in SetUpTestSuite.
    static void shareInstead(Kind kind, std::unique_ptr<ApacheServer> server)
    {
        servers()[kind] = std::move(server);
    }

private:
    static std::map<Kind, std::unique_ptr<ApacheServer>>& servers()
    {
        static std::map<Kind, std::unique_ptr<ApacheServer>> all;
        return all;
    }
    class End : public testing::Environment {
        void TearDown() override { servers().clear(); }
    };
    inline static const testing::Environment* const s_end
        = testing::AddGlobalTestEnvironment(new End); // GoogleTest owns it.
};

} // namespace zs::test
