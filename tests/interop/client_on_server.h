// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/interop/client_suite.h"

#include <map>

namespace zs::test {

/// One server of each kind for all cases of the program; each case works below a node of its own.
/// It takes requests of up to 8 MiB (jute.maxbuffer).
class ClientOnServer : public SuiteCase {
protected:
    void SetUp() override;

    /// `chroot` is a path, or empty.
    [[nodiscard]] static std::unique_ptr<Client> connectClient(
        const std::string& chroot = {},
        std::chrono::milliseconds timeout = std::chrono::seconds(10));
};

/// The options of a standalone server of this kind.
[[nodiscard]] ApacheServer::Options standaloneOptions(Kind kind);

} // namespace zs::test
