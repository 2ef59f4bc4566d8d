// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"
#include "tests/support/apache_ensemble.h"
#include "tests/support/await.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace zs::test {

/// Which server a case of the client's suite runs against.
enum class Kind { apache, ours };

/// What both kinds of servers are named in the suite's cases.
[[nodiscard]] std::string nameOf(const testing::TestParamInfo<Kind>& kind);

/// The path of our server in this build (ZS_BIN is its folder); empty for Apache's.
[[nodiscard]] QString programOf(Kind kind);

/// A case of the suite. Against our server, a case that stands in
/// tests/clientlib/not_yet_on_ours.txt has to fail, so that the list cannot outlive its reasons.
class SuiteCase : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override;
    void TearDown() override;

    /// "Suite.Case" without the kind of server.
    [[nodiscard]] static std::string caseName();
    /// A node of this case's own.
    [[nodiscard]] static Path node(const std::string& name = {});

private:
    testing::TestPartResultArray m_intercepted;
    std::unique_ptr<testing::ScopedFakeTestPartResultReporter> m_reporter;
};

/// What a client of this address is connected with.
[[nodiscard]] std::unique_ptr<Client> connectTo(const std::string& address,
    std::chrono::milliseconds sessionTimeout = std::chrono::seconds(10));

/// Keeps what a client's watches tell.
class WatchLog {
public:
    explicit WatchLog(Client& client);
    using Seen = std::pair<EventType, Path>;
    std::vector<Seen> seen;
};

} // namespace zs::test
